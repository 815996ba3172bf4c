import type { QualifiedName } from '../../model/names.ts';
import { sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Origin, Schema, Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import type { Constraint, Index } from '../../model/table.ts';
import { tablesPointingTo } from '../../schema/referrers.ts';

export type PartKind =
  'primaryKey' | 'foreignKey' | 'unique' | 'index' | 'uniqueIndex' | 'check' | 'exclusion' | 'default';

/** A constraint, an index or a default of a table, with what conventions make names of. */
export interface NamedPart {
  readonly of: PartKind;
  readonly name: string;
  readonly table: QualifiedName;
  /** In order; `undefined` in the place of an expression. */
  readonly columns: readonly (string | undefined)[];
  /** The table that a foreign key points to. */
  readonly target?: QualifiedName;
  readonly origin: Origin;
}

/** What has a name of its own in a table of the replayed schema. */
export function partsOf(table: Table): readonly NamedPart[] {
  const bare = { table: table.name };
  return [
    ...table.constraints.map((one) => ({ ...bare, ...ofConstraint(one), name: one.name, origin: one.origin })),
    ...table.indexes.map((one) => ({ ...bare, ...ofIndex(one), name: one.name, origin: one.origin })),
    ...table.columns.flatMap(({ name, defaultName, origin }): readonly NamedPart[] =>
      defaultName === undefined ? [] : [{ ...bare, of: 'default', name: defaultName, columns: [name], origin }],
    ),
  ];
}

/** The parts of a table, and the foreign keys of others that point to it. */
export function partsAround(schema: Schema, table: QualifiedName): readonly NamedPart[] {
  const own = findTable(schema, table);
  return [
    ...(own === undefined ? [] : partsOf(own)),
    ...tablesPointingTo(schema, table)
      .filter((one) => one !== own)
      .flatMap(partsOf)
      .filter(({ target }) => target !== undefined && sameName(schema.traits, target, table)),
  ];
}

const kinds: Readonly<Record<Constraint['kind'], PartKind>> = {
  PrimaryKey: 'primaryKey',
  ForeignKey: 'foreignKey',
  Unique: 'unique',
  Check: 'check',
  Exclusion: 'exclusion',
};

function ofConstraint(constraint: Constraint): Pick<NamedPart, 'of' | 'columns' | 'target'> {
  return {
    of: kinds[constraint.kind],
    columns: constraint.columns,
    ...(constraint.kind === 'ForeignKey' ? { target: constraint.target } : {}),
  };
}

/** An index of some of the rows is called by what is special about them. */
function ofIndex({ parts, unique, where }: Index): Pick<NamedPart, 'of' | 'columns'> {
  const columns = where === undefined ? parts.map(({ column }) => column) : [undefined];
  return { of: unique ? 'uniqueIndex' : 'index', columns };
}

/** A name that an author gave to a constraint, an index or a default. */
export interface StatedName {
  readonly name: string;
  readonly span: Span;
  /** Absent where the source does not say it. */
  readonly table: QualifiedName | undefined;
}

/** The names that an operation itself states; those that the engine gives are not among them. */
export function statedNames(operation: Operation): readonly StatedName[] {
  const { span } = operation;
  const stated = (name: string | undefined, table: QualifiedName | undefined): readonly StatedName[] =>
    name === undefined ? [] : [{ name, span, table }];
  switch (operation.kind) {
    case 'CreateTable':
      return [
        ...operation.constraints.flatMap(({ name }) => stated(name, operation.table)),
        ...operation.indexes.flatMap(({ name }) => stated(name, operation.table)),
        ...operation.columns.flatMap(({ defaultName }) => stated(defaultName, operation.table)),
      ];
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
    case 'AddExclusion':
      return stated(operation.constraint.name, operation.table);
    case 'CreateIndex':
      return stated(operation.index.name, operation.table);
    case 'AddColumn':
      return stated(operation.column.defaultName, operation.table);
    case 'AlterColumn':
      return stated(operation.change.defaultName, operation.table);
    case 'RenameConstraint':
      return stated(operation.newName, operation.table);
    case 'RenameIndex':
      return stated(operation.newName, operation.table);
    default:
      return [];
  }
}
