import type { CostCause } from '../../../model/facts.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Attributes } from '../../../model/table.ts';
import { findTable } from '../../../model/schema.ts';
import type { Effect } from '../../facts/effect.ts';
import type { Context } from './effect.ts';
import type { LockMode } from './locks.ts';
import { brieflyOn, locksOn } from './locks.ts';
import { engineOf } from './tables-at-hand.ts';

/**
 * How ALTER TABLE carries out a change, the cheapest first: a note in the catalog; in place without a new copy of the table
 * (MariaDB's word for it); in place, with every row written anew; on a copy that takes the table's place.
 */
const algorithms = ['instant', 'nocopy', 'inplace', 'copy'] as const;

/** What others may do meanwhile, by the words of the LOCK clause: everything, read, nothing. */
const concurrency = ['none', 'shared', 'exclusive'] as const;

export interface Way {
  readonly algorithm: (typeof algorithms)[number];
  readonly lock: (typeof concurrency)[number];
  /** Every row is read although none is written anew. */
  readonly scans?: boolean;
  /** Why it is no cheaper, in words. */
  readonly because?: string;
  readonly cause?: CostCause;
  /** So do other engines than InnoDB. */
  readonly anyEngine?: true;
  /** What MySQL does where INPLACE is asked for although INSTANT would do. */
  readonly inplace?: Way;
}

/** A note in the catalog, whatever engine keeps the table. */
export const inCatalog: Way = { algorithm: 'instant', lock: 'none', anyEngine: true };

/** A note in the catalog that only InnoDB understands. */
export const instant: Way = { algorithm: 'instant', lock: 'none' };

/** In place, with nothing to do for the rows. */
export const metadataOnly: Way = { algorithm: 'nocopy', lock: 'none' };

export function scanned(lock: Way['lock'], because: string): Way {
  return { algorithm: 'nocopy', lock, scans: true, because };
}

/** Written anew while others read and write. */
export function rebuilt(because: string, lock: Way['lock'] = 'none'): Way {
  return { algorithm: 'inplace', lock, because };
}

/** Written anew while others can only read. */
export function copied(because: string, cause?: CostCause): Way {
  return { algorithm: 'copy', lock: 'shared', because, ...(cause === undefined ? {} : { cause }) };
}

/** The way of several changes that are carried out together. */
export function dearest(ways: readonly Way[]): Way {
  return ways.reduce((dear, way) => (costOf(way) > costOf(dear) ? way : dear), inCatalog);
}

function costOf({ algorithm, lock, anyEngine }: Way): number {
  return algorithms.indexOf(algorithm) * 10 + concurrency.indexOf(lock) * 2 + (anyEngine === true ? 0 : 1);
}

const modes: Readonly<Record<Way['lock'], LockMode>> = {
  none: 'SHARED_UPGRADABLE',
  shared: 'SHARED_NO_WRITE',
  exclusive: 'EXCLUSIVE',
};

/** The effect of a change of a table that the server would carry out in the given way unless it is told otherwise. */
export function alteration(
  table: QualifiedName,
  onInnodb: Way,
  execution: Attributes | undefined,
  { schema, server }: Context,
): Effect {
  const engine = engineOf(findTable(schema, table));
  const isCopied = engine !== 'innodb' && onInnodb.anyEngine !== true;
  const cheapest = isCopied ? copied(`${engine} tables are not changed in place`) : onInnodb;
  const way = asTold(cheapest, execution, server.product);
  if (typeof way === 'string') return { refused: way, transactional: false };
  const isWork = way.algorithm === 'inplace' || way.algorithm === 'copy';
  if (!isWork && way.scans !== true) return { locks: brieflyOn('EXCLUSIVE', table), transactional: false };
  return {
    locks: [...brieflyOn('EXCLUSIVE', table), ...locksOn(modes[way.lock], table)],
    rewrites: isWork ? [table] : [],
    scans: [table],
    because: way.because,
    cause: way.cause,
    transactional: false,
  };
}

/** The way that ALGORITHM and LOCK ask for; a text: why the server refuses. */
function asTold(cheapest: Way, execution: Attributes = {}, product: 'mysql' | 'mariadb'): Way | string {
  const algorithm = algorithms.find((one) => one === execution['algorithm']);
  const lock = concurrency.find((one) => one === execution['lock']);
  if (product === 'mysql' && algorithm === 'instant' && lock !== undefined) {
    return 'ALGORITHM=INSTANT takes no LOCK clause';
  }
  const way = withAlgorithm(cheapest, algorithm, product);
  if (way === undefined) {
    return `ALGORITHM=${String(algorithm).toUpperCase()} is not possible${cheapest.because === undefined ? '' : `: ${cheapest.because}`}`;
  }
  if (lock === undefined) return way;
  if (concurrency.indexOf(lock) < concurrency.indexOf(way.lock)) {
    return `LOCK=${lock.toUpperCase()} is not possible: the least is LOCK=${way.lock.toUpperCase()}`;
  }
  return { ...way, lock };
}

function withAlgorithm(
  cheapest: Way,
  algorithm: Way['algorithm'] | undefined,
  product: 'mysql' | 'mariadb',
): Way | undefined {
  if (algorithm === undefined) return cheapest;
  if (algorithm === 'copy' && cheapest.algorithm !== 'copy') return copied('ALGORITHM=COPY asks for it');
  if (algorithms.indexOf(cheapest.algorithm) > algorithms.indexOf(algorithm)) return undefined;
  const isLiteral = product === 'mysql' && algorithm === 'inplace' && cheapest.algorithm === 'instant';
  return isLiteral ? (cheapest.inplace ?? cheapest) : cheapest;
}
