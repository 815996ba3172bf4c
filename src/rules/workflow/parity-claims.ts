import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Named, Schema, Table, TableColumn } from '../../model/schema.ts';
import { constraintOf, findTable, indexOf, tableOfIndex } from '../../model/schema.ts';
import type { ForeignKey, Index } from '../../model/table.ts';
import { indexColumns } from '../../model/table.ts';
import type { ChainView, Step } from '../rule.ts';
import { differentType } from './parity-types.ts';

/** What a chain ends in, found by names that are written alike for every provider. */
export interface Catalog {
  readonly chain: ChainView;
  readonly tables: ReadonlyMap<string, Table>;
}

export function catalogOf(chain: ChainView): Catalog {
  return { chain, tables: new Map([...chain.end.tables.values()].map((table) => [alike(table.name.name), table])) };
}

/** A name as every provider's conventions would write it: `OrganizationUser`, `organization_user`. */
function alike(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** How it is elsewhere; `undefined`: the same, or too little is known. */
type Verdict = string | undefined;

/** What an operation has made so, which can be asked of every chain's end. */
export interface Claim {
  /** What it is about, written alike for every chain. */
  readonly subject: string;
  /** With the user's own names, as the beginning of a sentence: `Customer.Country was added`. */
  readonly done: string;
  /**
   * How it is otherwise in a catalog, between `and` and `in mysql`: `not`, `is int instead of bigint`. Asked of the own
   * one too, since something that came later may have made it otherwise there.
   */
  readonly otherwise: (catalog: Catalog, own: Catalog) => Verdict;
}

/** What an operation of the up side has made so, object by object; nothing of what only one provider has. */
export function claimsOf({ operation, before }: Step): readonly Claim[] {
  switch (operation.kind) {
    case 'CreateTable':
      return createdTable(operation);
    case 'DropTable':
      return operation.temporary === true ? [] : [goneTable(operation.table)];
    case 'RenameTable':
      return [
        thereTable(operation.newName, `${displayName(operation.table)} was renamed to ${operation.newName.name}`),
      ];
    case 'AddColumn':
      return addedColumn(operation.table, operation.column.name);
    case 'RenameColumn':
      return [
        thereColumn(
          operation.table,
          operation.newName,
          `${labelled(operation.table, operation.column)} was renamed to ${operation.newName}`,
        ),
      ];
    case 'DropColumn':
      return [goneColumn(operation.table, operation.column)];
    case 'AlterColumn':
      return changedColumn(operation);
    case 'AddForeignKey':
      return [thereKey(operation.table, operation.constraint)];
    case 'DropConstraint':
      return droppedConstraint(operation, before);
    case 'AddUnique':
      return [thereUnique(operation.table, operation.constraint.columns)];
    case 'CreateIndex':
      return uniqueIndex(operation.table, operation.index);
    case 'DropIndex':
      return droppedIndex(operation, before);
    default:
      return [];
  }
}

function tableIn(catalog: Catalog, name: QualifiedName): Table | undefined {
  return catalog.tables.get(alike(name.name));
}

function columnIn(table: Table | undefined, name: string): TableColumn | undefined {
  return table?.columns.find((column) => alike(column.name) === alike(name));
}

function subjectOf(table: QualifiedName, columns: readonly string[], kind = 'column'): string {
  return [kind, ...[table.name, ...columns].map(alike)].join(' ');
}

function labelled(table: QualifiedName, column: string): string {
  return `${table.name}.${column}`;
}

function createdTable({ table, columns, temporary, query }: Operation<'CreateTable'>): readonly Claim[] {
  if (temporary === true || query !== undefined) return [];
  return [
    thereTable(table, `table ${table.name} was created`),
    ...columns.flatMap((column) => addedColumn(table, column.name)),
  ];
}

function thereTable(table: QualifiedName, done: string): Claim {
  return {
    subject: alike(table.name),
    done,
    otherwise: (catalog) => (tableIn(catalog, table) === undefined ? 'not' : undefined),
  };
}

function goneTable(table: QualifiedName): Claim {
  return {
    subject: alike(table.name),
    done: `table ${table.name} was dropped`,
    otherwise: (catalog) => (tableIn(catalog, table) === undefined ? undefined : 'not'),
  };
}

function addedColumn(table: QualifiedName, column: string): readonly Claim[] {
  const done = `${labelled(table, column)} was added`;
  return [thereColumn(table, column, done), likeColumn(table, column, done, ['type', 'nullable'])];
}

function thereColumn(table: QualifiedName, column: string, done: string): Claim {
  return {
    subject: subjectOf(table, [column]),
    done,
    otherwise(catalog) {
      const there = tableIn(catalog, table);
      // Where the table is missing, that is said of the table.
      if (there?.complete !== true || columnIn(there, column) !== undefined) return undefined;
      return 'not';
    },
  };
}

function goneColumn(table: QualifiedName, column: string): Claim {
  return {
    subject: subjectOf(table, [column]),
    done: `${labelled(table, column)} was dropped`,
    otherwise: (catalog) => (columnIn(tableIn(catalog, table), column) === undefined ? undefined : 'not'),
  };
}

type Facet = 'type' | 'nullable';

function changedColumn({ table, column, change }: Operation<'AlterColumn'>): readonly Claim[] {
  const facets: readonly Facet[] = [
    ...(change.type === undefined ? [] : ['type' as const]),
    ...(change.nullable === undefined ? [] : ['nullable' as const]),
  ];
  return facets.length === 0 ? [] : [likeColumn(table, column, `${labelled(table, column)} was changed`, facets)];
}

/** The column is as the chain that changed it ends with it. */
function likeColumn(table: QualifiedName, column: string, done: string, facets: readonly Facet[]): Claim {
  return {
    subject: subjectOf(table, [column]),
    done,
    otherwise(catalog, own) {
      const mine = columnIn(tableIn(own, table), column);
      const theirs = columnIn(tableIn(catalog, table), column);
      if (mine === undefined || theirs === undefined) return undefined;
      // SQLite keeps in one type what others tell apart.
      const isLoose = [own, catalog].some(({ chain }) => chain.dialect === 'sqlite');
      const type = facets.includes('type') && !isLoose ? differentType(mine.type, theirs.type) : undefined;
      if (type !== undefined) return type;
      if (!facets.includes('nullable') || mine.nullable === theirs.nullable) return undefined;
      return theirs.nullable ? 'is NULL instead of NOT NULL' : 'is NOT NULL instead of NULL';
    },
  };
}

function thereKey(table: QualifiedName, key: ForeignKey): Claim {
  return {
    subject: subjectOf(table, key.columns, 'key'),
    done: `a foreign key of ${labelled(table, key.columns.join(', '))} to ${key.target.name} was added`,
    otherwise(catalog) {
      const there = tableIn(catalog, table);
      if (there?.complete !== true || hasKey(there, key)) return undefined;
      return 'not';
    },
  };
}

function hasKey({ constraints }: Table, key: ForeignKey): boolean {
  return constraints.some(
    (one) =>
      one.kind === 'ForeignKey' &&
      sameNames(one.columns, key.columns) &&
      alike(one.target.name) === alike(key.target.name),
  );
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => alike(name) === alike(other[at] ?? ''));
}

function droppedConstraint({ table, name }: Operation<'DropConstraint'>, before: Schema): readonly Claim[] {
  const constraint = name === undefined ? undefined : constraintOf(before, findTable(before, table), name);
  if (constraint?.kind !== 'ForeignKey') return [];
  return [
    {
      subject: subjectOf(table, constraint.columns, 'key'),
      done: `the foreign key of ${labelled(table, constraint.columns.join(', '))} to ${constraint.target.name} was dropped`,
      otherwise(catalog) {
        const there = tableIn(catalog, table);
        return there !== undefined && hasKey(there, constraint) ? 'not' : undefined;
      },
    },
  ];
}

/** A plain index is for the queries of one engine; a unique one is a rule about rows. */
function uniqueIndex(table: QualifiedName, index: Index): readonly Claim[] {
  const columns = indexColumns(index);
  return index.unique && columns.length === index.parts.length ? [thereUnique(table, columns)] : [];
}

function thereUnique(table: QualifiedName, columns: readonly string[]): Claim {
  return {
    subject: subjectOf(table, columns, 'unique'),
    done: `a unique index on ${labelled(table, columns.join(', '))} was added`,
    otherwise(catalog) {
      const there = tableIn(catalog, table);
      return there?.complete !== true || hasUnique(there, columns) ? undefined : 'not';
    },
  };
}

function hasUnique({ indexes, constraints }: Table, columns: readonly string[]): boolean {
  const held = [
    ...indexes.filter((index: Named<Index>) => index.unique).map(indexColumns),
    ...constraints.flatMap((one) => (one.kind === 'PrimaryKey' || one.kind === 'Unique' ? [one.columns] : [])),
  ];
  return held.some((one) => sameNames(one.toSorted(), columns.toSorted()));
}

function droppedIndex({ name, table }: Operation<'DropIndex'>, before: Schema): readonly Claim[] {
  const owner = tableOfIndex(before, name, table);
  const index = indexOf(before, owner, name.name);
  if (owner === undefined || index?.unique !== true) return [];
  const columns = indexColumns(index);
  return [
    {
      subject: subjectOf(owner.name, columns, 'unique'),
      done: `the unique index on ${labelled(owner.name, columns.join(', '))} was dropped`,
      otherwise(catalog) {
        const there = tableIn(catalog, owner.name);
        return there !== undefined && hasUnique(there, columns) ? 'not' : undefined;
      },
    },
  ];
}
