import type { LoadedChain } from '../../lint/project.ts';
import { schemaOf } from '../../lint/project.ts';
import { firstOf } from '../../model/first-of.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { CatalogFacts } from '../../schema/catalog-facts.ts';
import { factsOf } from '../../schema/catalog-facts.ts';
import type { Difference } from '../../schema/differences.ts';
import { differencesBetween } from '../../schema/differences.ts';
import { operationsOf } from './operations.ts';

/** What both chains are read to leave, compared. */
export interface Reading {
  readonly differences: readonly Difference[];
  /** What of the chains was not understood, so that reading alone proves nothing. */
  readonly gaps: readonly string[];
}

/** Replays both chains and compares what they end in, in the authors' own words. */
export function compareByReading(old: LoadedChain, now: LoadedChain): Reading {
  return {
    differences: differencesBetween(statedBy(old), statedBy(now)),
    gaps: [...gapsOf(old, 'the old chain'), ...gapsOf(now, 'the squashed chain')],
  };
}

function statedBy(chain: LoadedChain): CatalogFacts {
  const { dialect } = chain;
  const schema = schemaOf(chain);
  return new Map([
    ...factsOf(dialect.asStored?.(schema, 'stated') ?? schema, 'stated'),
    ...grantsOf(chain, schema).map((text) => [`privileges: ${text}`, 'stated'] as const),
  ]);
}

/** GRANT and REVOKE as they are written; those on tables that are gone are gone with them. */
function grantsOf(chain: LoadedChain, schema: Schema): readonly string[] {
  return operationsOf(chain).flatMap(({ operation }) => {
    if (operation.kind !== 'Grant') return [];
    const isGone =
      operation.tables.length > 0 && operation.tables.every((name) => findTable(schema, name) === undefined);
    return isGone ? [] : [operation.text];
  });
}

function gapsOf(chain: LoadedChain, called: string): readonly string[] {
  const opaque = operationsOf(chain).filter(({ operation }) => operation.kind === 'Opaque');
  const { inconsistencies } = schemaOf(chain);
  return [
    ...counted(opaque.length, 'statement', `of ${called} was not understood`, `of ${called} were not understood`, [
      ...new Set(opaque.map(({ migration }) => migration)),
    ]),
    ...counted(
      inconsistencies.size,
      'statement',
      `of ${called} does not fit what comes before it`,
      `of ${called} do not fit what comes before them`,
      [...new Set(inconsistencies.map(({ origin }) => origin.migration))],
    ),
  ];
}

function counted(
  count: number,
  what: string,
  one: string,
  several: string,
  migrations: readonly string[],
): readonly string[] {
  if (count === 0) return [];
  return [`${count} ${what}${count === 1 ? '' : 's'} ${count === 1 ? one : several} (${firstOf(migrations)})`];
}
