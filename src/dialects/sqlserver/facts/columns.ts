import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { findColumn } from '../../../model/schema.ts';
import type { Column, Expression } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import { lossOfColumn, lossOfType } from '../../facts/loss.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { done, isOnline, isResumable } from './online.ts';
import type { RowWork } from './type-change.ts';
import { workOfType } from './type-change.ts';

/** A note in the catalog: nobody uses the table while it is taken. */
export function noted(...tables: readonly QualifiedName[]): Effect {
  return { locks: locksOn('Sch-M', ...tables) };
}

function addColumn(operation: Operation<'AddColumn'>, context: Context): Effect {
  const { table, column, execution } = operation;
  const because = workToAdd(column, execution?.['with-values'] === 'yes', context);
  if (because !== undefined) return { ...noted(table), rewrites: [table], scans: [table], because };
  const hasValue = column.default !== undefined || column.generated !== undefined || column.identity !== undefined;
  if (column.nullable || hasValue) return noted(table);
  return { refused: `${column.name} is NOT NULL, and no default says what the rows that are there get` };
}

/** Types whose default is written to each row on every edition. "ALTER TABLE", Adding NOT NULL columns as an online operation. */
const neverInCatalog: ReadonlySet<string> = new Set([
  ...['xml', 'text', 'ntext', 'image', 'hierarchyid', 'geometry', 'geography'],
]);

/** Why every row is written with the column; `undefined`: its value is kept once, in the catalog, or it has none. */
function workToAdd(column: Column, fillsNulls: boolean, { server }: Context): string | undefined {
  const { name, nullable, type, default: value, generated, identity } = column;
  if (identity !== undefined) return `${name} numbers every row that is there`;
  if (generated !== undefined) {
    return generated.stored ? `${name} is computed and stored for every row that is there` : undefined;
  }
  if (type.name === 'timestamp' || type.name === 'rowversion') return `every row gets a ${type.name} of its own`;
  if (value === undefined || (nullable && !fillsNulls)) return undefined;
  const changing = functionPerRow(value);
  if (changing !== undefined) return `${changing}() gives every row a value of its own`;
  const isLarge = type.family !== 'decimal' && type.length === undefined && type.text.endsWith('(max)');
  if (neverInCatalog.has(type.name) || isLarge) return `a default of type ${type.text} is written to every row`;
  return server.isOnline
    ? undefined
    : 'only the Enterprise and Developer editions and Azure SQL keep the default in the catalog';
}

/** "ALTER TABLE": a default is a runtime constant when all rows get the same value; NEWID() and NEWSEQUENTIALID() are none. */
function functionPerRow({ calls }: Expression): string | undefined {
  return calls.find((call) => call === 'newid' || call === 'newsequentialid' || call.includes('.'));
}

function alterColumn(operation: Operation<'AlterColumn'>, context: Context): Effect {
  const { table, column, change, old, execution } = operation;
  const before = findColumn(context.schema, table, column);
  const from = before?.type ?? old?.type;
  const work = workToAlter(operation, before);
  const loss = from === undefined || change.type === undefined ? undefined : lossOfType(from, change.type);
  const loses = loss === undefined ? undefined : `in ${displayName(table)}.${column}: ${loss}`;
  if (work === undefined) return { ...noted(table), loses };
  const { because } = work;
  const rows = { table, rewrites: work.work === 'rewrite', because, offline: 'Sch-M' } as const;
  const effect = done(rows, isOnline(execution), isResumable(execution), context);
  return effect.refused === undefined ? { ...effect, loses } : effect;
}

function workToAlter(
  { column, change, old }: Operation<'AlterColumn'>,
  before: Column | undefined,
): RowWork | undefined {
  const from = before?.type ?? old?.type;
  const wasNullable = before?.nullable ?? old?.nullable;
  if (change.attributes?.['persisted'] === 'yes' || change.attributes?.['sparse'] !== undefined) {
    return { work: 'rewrite', because: `${column} is stored in another way in every row` };
  }
  if (change.type !== undefined && from === undefined) {
    return {
      work: 'rewrite',
      because: `the type of ${column} before is not known here, so it is taken that every row is written anew`,
    };
  }
  const ofType = change.type === undefined || from === undefined ? undefined : workOfType(from, change.type);
  if (ofType?.work === 'rewrite') return ofType;
  const isCollated = change.collation !== undefined && change.collation !== (before?.collation ?? old?.collation);
  if (isCollated && change.collation !== null) {
    return { work: 'rewrite', because: `every value of ${column} is kept in ${change.collation} from now on` };
  }
  if (ofType !== undefined) return ofType;
  if (change.nullable === false && wasNullable !== false) {
    return { work: 'scan', because: `every row is read to see that ${column} is not NULL` };
  }
  return undefined;
}

function dropColumn({ table, column, guards }: Operation<'DropColumn'>, { schema }: Context): Effect {
  const isGuarded = guards?.some((guard) => guard.kind === 'if-exists') ?? false;
  const known = findColumn(schema, table, column);
  if (isGuarded && known === undefined) return noted(table);
  return { ...noted(table), loses: lossOfColumn(table, column, known) };
}

export const columnEffects: Effects<'AddColumn' | 'DropColumn' | 'RenameColumn' | 'AlterColumn'> = {
  AddColumn: addColumn,
  DropColumn: dropColumn,
  RenameColumn: ({ table }) => noted(table),
  AlterColumn: alterColumn,
};
