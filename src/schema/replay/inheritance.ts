import { samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Named, Origin, Schema, Table, TableColumn } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Attributes, Column, Constraint, Index } from '../../model/table.ts';

/** What a new table consists of: its own and what it takes over from others. */
interface Parts {
  readonly columns: readonly TableColumn[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly Index[];
}

/** Which parts of another table are taken over. */
interface Taken {
  readonly defaults: boolean;
  readonly generated: boolean;
  readonly identity: boolean;
  readonly comments: boolean;
  readonly checks: boolean;
  readonly indexes: boolean;
  readonly foreignKeys: boolean;
}

const inherited: Taken = {
  defaults: true,
  generated: true,
  identity: false,
  comments: false,
  checks: true,
  indexes: false,
  foreignKeys: false,
};
/** CREATE TABLE LIKE of MySQL. https://dev.mysql.com/doc/refman/8.4/en/create-table-like.html */
const all: Taken = {
  defaults: true,
  generated: true,
  identity: true,
  comments: true,
  checks: true,
  indexes: true,
  foreignKeys: false,
};
const ofPartition: Taken = { ...inherited, identity: true, indexes: true, foreignKeys: true };

/**
 * The columns, constraints and indexes of CREATE TABLE with those that INHERITS, PARTITION OF and LIKE bring along. Keys
 * and indexes that are brought along are named anew; checks keep their names. A column that both have stands where the
 * other table has it. https://www.postgresql.org/docs/18/sql-createtable.html
 */
export function takenOver(schema: Schema, operation: Operation<'CreateTable'>, origin: Origin): Parts {
  const others = (operation.from?.tables ?? []).flatMap((name) => findTable(schema, name) ?? []);
  const taken = takesAll(schema, operation) ? all : takenBy(operation);
  const given = takesAll(schema, operation) ? asNamed : unnamed;
  const columns = others
    .flatMap((other) => other.columns.map((column) => columnTaken(column, taken)))
    .reduce((list: readonly Column[], column) => merged(schema, list, column), []);
  return {
    columns: operation.columns
      .reduce((list, column) => merged(schema, list, column), columns)
      .map((column) => ({ ...column, origin })),
    constraints: [...others.flatMap((other) => constraintsTaken(schema, other, taken)), ...operation.constraints],
    indexes: [...(taken.indexes ? others.flatMap((other) => other.indexes.map(given)) : []), ...operation.indexes],
  };
}

/** What a table that is made like another has of it besides its columns, constraints and indexes. */
export function facetsTaken(
  schema: Schema,
  operation: Operation<'CreateTable'>,
): Pick<Table, 'comment' | 'partitionBy'> & { readonly attributes: Attributes } {
  const [name] = operation.from?.tables ?? [];
  const other = name === undefined || !takesAll(schema, operation) ? undefined : findTable(schema, name);
  if (other === undefined) return { attributes: {} };
  const { 'auto-increment': _next, ...attributes } = other.attributes;
  return {
    ...(other.comment === undefined ? {} : { comment: other.comment }),
    ...(other.partitionBy === undefined ? {} : { partitionBy: other.partitionBy }),
    attributes,
  };
}

function takesAll(schema: Schema, { from }: Operation<'CreateTable'>): boolean {
  return from?.how === 'like' && schema.traits.likeTakesAll === true;
}

function takenBy({ from, attributes }: Operation<'CreateTable'>): Taken {
  if (from?.how === 'partition-of') return ofPartition;
  if (from?.how !== 'like') return inherited;
  const options = attributes?.['like'] ?? '';
  const includes = (what: string): boolean => {
    const last = [...options.matchAll(/(INCLUDING|EXCLUDING) (\w+)/g)].findLast(
      ([, , word]) => word === what || word === 'ALL',
    );
    return last?.[1] === 'INCLUDING';
  };
  return {
    defaults: includes('DEFAULTS'),
    generated: includes('GENERATED'),
    identity: includes('IDENTITY'),
    comments: includes('COMMENTS'),
    checks: includes('CONSTRAINTS'),
    indexes: includes('INDEXES'),
    foreignKeys: false,
  };
}

function columnTaken(column: TableColumn, taken: Taken): Column {
  const { origin: _origin, copied: _copied, filled: _filled, ...rest } = column;
  const { default: value, generated, identity, comment, ...bare } = rest;
  return {
    ...bare,
    ...(taken.defaults && value !== undefined ? { default: value } : {}),
    ...(taken.generated && generated !== undefined ? { generated } : {}),
    ...(taken.identity && identity !== undefined ? { identity } : {}),
    ...(taken.comments && comment !== undefined ? { comment } : {}),
  };
}

/** A column that is there already says what differs: its default, and that it is NOT NULL. */
function merged(schema: Schema, columns: readonly Column[], column: Column): readonly Column[] {
  const at = columns.findIndex((one) => samePart(schema.traits, one.name, column.name));
  const known = columns[at];
  if (known === undefined) return [...columns, column];
  return columns.with(at, { ...known, ...column, nullable: known.nullable && column.nullable });
}

function constraintsTaken(schema: Schema, other: Table, taken: Taken): readonly Constraint[] {
  return other.constraints.flatMap((constraint): readonly Constraint[] => {
    const { origin: _origin, ...own } = constraint;
    switch (own.kind) {
      case 'Check':
        return taken.checks && own.attributes?.['no-inherit'] === undefined ? [own] : [];
      case 'ForeignKey':
        return taken.foreignKeys ? [own] : [];
      case 'PrimaryKey':
      case 'Unique':
      case 'Exclusion':
        return taken.indexes ? [schema.traits.likeTakesAll === true ? own : withoutName(own)] : [];
    }
  });
}

function withoutName(constraint: Extract<Constraint, { kind: 'PrimaryKey' | 'Unique' | 'Exclusion' }>): Constraint {
  const { name: _name, ...rest } = constraint;
  return rest;
}

function asNamed({ origin: _origin, ...index }: Named<Index>): Index {
  return index;
}

function unnamed(index: Named<Index>): Index {
  const { name: _name, origin: _origin, ...rest } = index;
  return rest;
}
