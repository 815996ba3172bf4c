import { lookUp } from '../../../model/look-up.ts';
import { displayName, sameName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { hasGuard } from '../../../model/operation.ts';
import type { Table } from '../../../model/schema.ts';
import { findTable } from '../../../model/schema.ts';
import type { Attributes, Column } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { referencedTables } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOnTargets } from './foreign-keys.ts';
import { locksOn } from './locks.ts';
import { partitionEffect } from './partitions.ts';
import { rebuildOf } from './rebuilds.ts';
import { engineOf, keysWith } from './tables-at-hand.ts';
import type { Way } from './ways.ts';
import { alteration, copied, dearest, inCatalog, rebuilt, scanned } from './ways.ts';

/** Nobody else knows the new table yet; what is locked are the tables that it refers to or is made from. */
function createTable(operation: Operation<'CreateTable'>, context: Context): Effect {
  const { schema } = context;
  const transactional = operation.temporary === true;
  if (hasGuard(operation, 'if-not-exists') && findTable(schema, operation.table) !== undefined)
    return { transactional };
  const targets = operation.constraints.flatMap((constraint) =>
    constraint.kind === 'ForeignKey' && !sameName(schema.traits, constraint.target, operation.table)
      ? [constraint.target]
      : [],
  );
  return {
    locks: [
      // MariaDB looks at the referenced tables of an empty one no further.
      ...(context.server.product === 'mysql' ? locksOnTargets(targets, context) : []),
      ...locksOn('SHARED_READ', ...(operation.from?.tables ?? [])),
    ],
    growsWithRows: operation.query !== undefined,
    transactional,
  };
}

function dropTable({ table, temporary }: Operation<'DropTable'>, context: Context): Effect {
  if (temporary === true) return {};
  const targets = referencedTables(context.schema, table);
  return {
    locks: [...locksOn('EXCLUSIVE', table), ...locksOnTargets(targets, context)],
    loses: `every row of ${displayName(table)}`,
    transactional: false,
  };
}

/** Options that are a note in the catalog: how rows are estimated, which values come next, what new rows are like. */
const noted: ReadonlySet<string> = new Set([
  ...['comment', 'auto-increment', 'avg-row-length', 'checksum', 'connection', 'delay-key-write', 'insert-method'],
  ...['max-rows', 'min-rows', 'pack-keys', 'page-checksum', 'secondary-engine', 'secondary-engine-attribute'],
  ...['stats-auto-recalc', 'stats-persistent', 'stats-sample-pages', 'transactional', 'compression', 'union', 'period'],
]);

/** Why other options need every row, in words; those that are not named are stored with each page. */
const reasons: Readonly<Record<string, string>> = {
  'row-format': 'every row is written in another format',
  'key-block-size': 'every page is written in another size',
  encryption: 'every page is written anew, encrypted or not',
  tablespace: 'every row is copied to the tablespace',
};

function wayOfOption(key: string, value: string, table: Table | undefined, context: Context): Way {
  const { server } = context;
  const reason = lookUp(reasons, key) ?? `every page is written with another ${key.replaceAll('-', ' ').toUpperCase()}`;
  if (noted.has(key)) return inCatalog;
  switch (key) {
    case 'charset':
    case 'collation':
      return wayOfCharset(table, context);
    case 'engine':
      return value.toLowerCase() === engineOf(table)
        ? rebuildOf(table, 'the table is built anew', context)
        : copied(`every row is copied to ${value}`);
    case 'encryption':
      return copied(reason);
    case 'system-versioning':
      return value === 'yes'
        ? copied('every row gets the time from which it holds')
        : rebuilt('old versions of rows are taken out', 'shared');
    default:
      return server.product === 'mysql' && key === 'tablespace' ? rebuilt(reason) : rebuildOf(table, reason, context);
  }
}

/** The character set of columns to come. The manual of MySQL says that the table is rebuilt; MariaDB takes a note. */
function wayOfCharset(table: Table | undefined, context: Context): Way {
  if (context.server.product === 'mariadb') return inCatalog;
  return rebuildOf(table, 'another default character set rebuilds the table', context);
}

function wayOfExecution(
  operation: Operation<'AlterTable'>,
  table: Table | undefined,
  context: Context,
): readonly Way[] {
  const { execution = {}, attributes } = operation;
  const ways: Way[] = [];
  if (execution['force'] !== undefined) ways.push(rebuildOf(table, 'FORCE builds the table anew', context));
  if (execution['order-by'] !== undefined) ways.push(copied('ORDER BY copies the rows in that order'));
  if (execution['convert'] !== undefined) ways.push(wayToConvertText(attributes, table, context));
  return ways;
}

/** CONVERT TO: only text has a character set, and MariaDB keeps it where it is the same for the characters that are there. */
function wayToConvertText(attributes: Attributes, table: Table | undefined, context: Context): Way {
  const { charset = '', collation } = attributes;
  const { schema, server } = context;
  const copy = copied(`every text is converted to ${charset}`, { kind: 'character-set' });
  if (table === undefined) return copy;
  const texts = table.columns.filter(({ type }) => type.family === 'text' || type.family === 'enum');
  if (server.product === 'mysql') return isConverted(attributes, table, texts, context) ? inCatalog : copy;
  const before = table.attributes['charset'] ?? 'utf8mb4';
  const keeps = texts.every((text) => {
    const own = text.attributes?.['charset'] ?? before;
    return own === charset || (own === 'utf8mb3' && charset === 'utf8mb4');
  });
  if (!keeps) return copy;
  const isSame = collation === undefined && before === charset && table.attributes['collation'] === undefined;
  const isIndexed = texts.some(({ name }) => keysWith(schema, table, name).length > 0);
  return isIndexed && !isSame
    ? scanned('none', `indexes over text are sorted anew in ${collation ?? charset}`)
    : inCatalog;
}

/** Whether the table and all of its text have the character set and the collation already. */
function isConverted(
  { charset, collation }: Attributes,
  table: Table,
  texts: readonly Column[],
  { schema }: Context,
): boolean {
  const { characterSets } = schema.traits;
  if (characterSets === undefined) return false;
  const collationOf = (stated: string | undefined, of: string | undefined): string =>
    characterSets.collation(stated ?? characterSets.defaultCollation(of));
  const wanted = collationOf(collation, charset);
  const own = collationOf(table.attributes['collation'], table.attributes['charset']);
  const all = texts.map((text) => collationOf(text.collation ?? own, undefined));
  return (
    [own, ...all].every((one) => one === wanted) && texts.every((text) => text.attributes?.['charset'] === undefined)
  );
}

function alterTable(operation: Operation<'AlterTable'>, context: Context): Effect {
  const { table: name, attributes, execution = {} } = operation;
  const onPartitions = partitionEffect(name, execution, context);
  if (onPartitions !== undefined) return onPartitions;
  const table = findTable(context.schema, name);
  const converts = execution['convert'] !== undefined;
  const options = converts ? [] : Object.entries(attributes);
  const ways = [
    ...options.map(([key, value]) => wayOfOption(key, value, table, context)),
    ...wayOfExecution(operation, table, context),
  ];
  return alteration(name, dearest(ways), execution, context);
}

export const tableEffects: Effects<
  | 'CreateTable'
  | 'DropTable'
  | 'RenameTable'
  | 'AlterTable'
  | 'AttachPartition'
  | 'DetachPartition'
  | 'AlterInheritance'
> = {
  CreateTable: createTable,
  DropTable: dropTable,
  RenameTable: ({ table }) => ({ locks: locksOn('EXCLUSIVE', table), transactional: false }),
  AlterTable: alterTable,
  AttachPartition: () => undefined,
  DetachPartition: () => undefined,
  AlterInheritance: () => undefined,
};
