import { displayName, sameName } from '../../../model/names.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Effect } from '../../facts/effect.ts';
import { referencedTables } from '../../facts/relations.ts';
import { noted } from './columns.ts';
import type { Context, Effects } from './effect.ts';
import { done, isOnline, isResumable } from './online.ts';

/** Nobody else knows the new table yet; what is locked are the tables that it refers to. */
function createTable({ table, constraints, query, temporary }: Operation<'CreateTable'>, { schema }: Context): Effect {
  const targets = constraints.flatMap((constraint) =>
    constraint.kind === 'ForeignKey' && !sameName(schema.traits, constraint.target, table) ? [constraint.target] : [],
  );
  return { ...(temporary === true ? {} : noted(...targets)), growsWithRows: query !== undefined };
}

function dropTable({ table, temporary }: Operation<'DropTable'>, { schema }: Context): Effect {
  if (temporary === true) return {};
  return { ...noted(table, ...referencedTables(schema, table)), loses: `every row of ${displayName(table)}` };
}

function alterTable({ table, attributes, execution = {} }: Operation<'AlterTable'>, context: Context): Effect {
  if (execution['rebuild'] !== undefined) {
    const because = 'every row is written anew';
    const work = { table, rewrites: true, because, offline: 'Sch-M' } as const;
    return done(work, isOnline(execution), isResumable(execution), context);
  }
  // All rows of a partition change hands by a note in the catalog.
  if (execution['switch'] !== undefined) return noted(table, tableNamed(execution['to'] ?? ''));
  const versioning = attributes['system-versioning'] ?? '';
  if (/^on\b/i.test(versioning) && !/DATA_CONSISTENCY_CHECK\s*=\s*OFF/i.test(versioning)) {
    return { ...noted(table), scans: [table], because: 'old versions of rows are checked against the rows' };
  }
  return noted(table);
}

/** A name as the reader writes it: parts between points, with or without brackets. */
function tableNamed(text: string): QualifiedName {
  const parts = text.match(/\[(?:[^\]]|\]\])*(?:\]|$)|[^.[\]]+/g) ?? [text];
  const [name = text, schema] = parts
    .map((part) => part.replace(/^\[(.*)\]$/s, '$1').replaceAll(']]', ']'))
    .toReversed();
  return schema === undefined ? { name } : { schema, name };
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
  RenameTable: ({ table }) => noted(table),
  AlterTable: alterTable,
  AttachPartition: () => undefined,
  DetachPartition: () => undefined,
  AlterInheritance: () => undefined,
};
