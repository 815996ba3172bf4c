import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema, Table } from '../../model/schema.ts';
import { columnOf, findTable } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { ChainView, Report, SchemaChain, Step } from '../rule.ts';
import { listed } from '../words.ts';

/** Columns that no migration creates. */
const ownColumns: ReadonlySet<string> = new Set(['rowid', 'oid', '_rowid_', 'ctid', 'xmin', 'tableoid', '$rowguid']);

/** Columns that a statement writes and the table does not have, or the table itself. */
interface Missing {
  readonly table: QualifiedName;
  /** Empty: there is no such table. */
  readonly columns: readonly string[];
}

export default defineRule({
  name: 'schema-before-data',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended', 'data-scripts'],
  summary: 'A data statement runs before the migration that makes its table or column, or after the one that drops it',
  options: noOptions,
  on: {
    migration({ up, migration }, { later }) {
      const writes = up.flatMap(writeOf);
      if (writes.length === 0) return;
      later((chain) => {
        const found = writes.flatMap((write) => findingOf(write, chain, migration.id) ?? []);
        // What is said twice of a migration is said where it comes first.
        return [...new Map(found.toReversed().map((report) => [report.message, report])).values()];
      });
    },
  },
});

/** Rows that a step writes, and what of their place is there when it does. */
interface Write {
  readonly operation: Operation;
  readonly table: QualifiedName;
  readonly missing: Missing | undefined;
  /** False: the chain does not make the table itself. */
  readonly isKnownWhole: boolean;
}

function writeOf({ operation, before, applied }: Step): readonly Write[] {
  // A guard asks at run time for what is not there yet.
  if (!applied || operation.guards !== undefined) return [];
  const table = writtenTable(operation);
  if (table === undefined || before.views.has(nameKey(before.traits, table))) return [];
  const isKnownWhole = findTable(before, table)?.complete === true;
  return [{ operation, table, missing: missingIn(operation, table, before), isKnownWhole }];
}

function findingOf({ missing, ...write }: Write, chain: ChainView, id: string): Report | undefined {
  if (missing !== undefined) return tooEarly(write.operation, missing, chain, id);
  return chain.dataFor === undefined ? undefined : tooLate(write, chain.dataFor);
}

function writtenTable(operation: Operation): QualifiedName | undefined {
  switch (operation.kind) {
    case 'InsertRows':
    case 'UpdateRows':
    case 'DeleteRows':
    case 'MergeRows':
      return operation.table;
    default:
      return undefined;
  }
}

function writtenColumns(operation: Operation): readonly string[] {
  if (operation.kind === 'InsertRows') return operation.columns;
  return operation.kind === 'UpdateRows' ? operation.assignments.map(({ column }) => column) : [];
}

function missingIn(operation: Operation, table: QualifiedName, schema: Schema): Missing | undefined {
  const known = findTable(schema, table);
  if (known === undefined) return { table, columns: [] };
  if (!known.complete) return undefined;
  const columns = writtenColumns(operation).filter((column) => !hasColumn(schema, known, column));
  return columns.length === 0 ? undefined : { table, columns };
}

/** Drivers can be set to write `createdAt` as `created_at`. */
function hasColumn(schema: Schema, table: Table, column: string): boolean {
  if (columnOf(schema, table, column) !== undefined || ownColumns.has(column.toLowerCase())) return true;
  return table.columns.some(({ name }) => letters(name) === letters(column));
}

function letters(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** What is not there yet, if a later migration makes it; or what is not there at all, of a table that is known whole. */
function tooEarly(operation: Operation, { table, columns }: Missing, chain: ChainView, id: string): Report | undefined {
  const { name, end } = chain.dataFor ?? chain;
  const later = findTable(end, table);
  const what =
    columns.length === 0 ? displayName(table) : listed(columns.map((column) => `${displayName(table)}.${column}`));
  const verb = columns.length < 2 ? 'is' : 'are';
  const maker = columns.length === 0 ? later : columnOf(end, later, columns[0] ?? '');
  if (maker !== undefined && maker.origin.migration !== id && (columns.length > 0 || later?.complete === true)) {
    const order = chain.dataFor === undefined ? 'comes later' : `comes later by its date, in ${name}`;
    return {
      at: operation.span,
      message: `${what} ${verb} written before ${maker.origin.migration} makes ${columns.length < 2 ? 'it' : 'them'}`,
      why: `${maker.origin.migration} ${order}: a database that runs everything in order stops here`,
      remedy: `give ${id} a name that sorts after ${maker.origin.migration}`,
      related: [{ span: maker.origin.span, message: `${what} ${verb} made here` }],
    };
  }
  if (columns.length === 0) return undefined;
  return {
    at: operation.span,
    message: `${what} ${verb} written, and ${displayName(table)} has no such column at this point`,
    why: 'the migrations before this one do not make it, or have dropped or renamed it: the statement fails',
    remedy: `write the columns that are there: ${(later ?? findTable(end, table))?.columns.map((column) => column.name).join(', ') ?? ''}`,
  };
}

/** What the schema migrations of the same deploy take away before the script runs. */
function tooLate(
  { operation, table, isKnownWhole }: Omit<Write, 'missing'>,
  { name, migrations, end }: SchemaChain,
): Report | undefined {
  const later = findTable(end, table);
  if (!isKnownWhole) return undefined;
  const lost = later === undefined ? [] : writtenColumns(operation).filter((column) => !hasColumn(end, later, column));
  if (later !== undefined && (!later.complete || lost.length === 0)) return undefined;
  const what =
    later === undefined ? displayName(table) : listed(lost.map((column) => `${displayName(table)}.${column}`));
  const taker = migrations.findLast(({ up }) =>
    up.some(({ operations }) => operations.some((one) => takesAway(one, table, lost, end))),
  );
  return {
    at: operation.span,
    message: `${what} ${lost.length < 2 ? 'is' : 'are'} written after ${taker?.id ?? `a migration of ${name}`} has taken ${lost.length < 2 ? 'it' : 'them'} away`,
    why: `all schema migrations of a deploy run before its data scripts, whatever their dates`,
    remedy: `put the statement into ${name} itself, before the change; or keep ${taker?.id ?? 'the change'} back until this script has run everywhere`,
    ...(taker === undefined ? {} : { related: [{ span: taker.head, message: 'it is taken away here' }] }),
  };
}

function takesAway(
  operation: Operation,
  table: QualifiedName,
  columns: readonly string[],
  { traits }: Schema,
): boolean {
  switch (operation.kind) {
    case 'DropTable':
    case 'RenameTable':
      return columns.length === 0 && nameKey(traits, operation.table) === nameKey(traits, table);
    case 'DropColumn':
    case 'RenameColumn':
      return (
        nameKey(traits, operation.table) === nameKey(traits, table) &&
        columns.some((column) => samePart(traits, column, operation.column))
      );
    default:
      return false;
  }
}
