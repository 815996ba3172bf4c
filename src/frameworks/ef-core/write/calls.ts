import type { Dialect } from '../../../dialects/dialect.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation, OperationKind } from '../../../model/operation.ts';
import type { Index } from '../../../model/table.ts';
import { clrTypeFor } from './clr-types.ts';
import type { CallCode } from './code.ts';
import { stringCode } from '../../csharp/migrations/code.ts';
import { namesCode, optional } from './code.ts';
import { attributeAnnotations, columnAnnotations, facetArguments } from './columns.ts';
import { createTable } from './create-table.ts';
import { referenceArguments } from './references.ts';

type NamedCode = readonly [name: string, code: string];

/** The builder call for an operation; `undefined` when the builder has none. It need not say all: that is checked. */
type Writer<K extends OperationKind> = (operation: Operation<K>, dialect: Dialect) => CallCode | undefined;

type Writers = { readonly [K in OperationKind]?: Writer<K> };

const writers: Writers = {
  CreateTable: createTable,
  DropTable: ({ table }) => ({ method: 'DropTable', arguments: named(table) }),
  RenameTable: ({ table, newName }) => ({
    method: 'RenameTable',
    arguments: [
      ...named(table),
      ['newName', stringCode(newName.name)],
      ...(newName.schema === table.schema ? [] : optional('newSchema', newName.schema)),
    ],
  }),
  AddColumn: ({ table, column }, dialect) => ({
    method: 'AddColumn',
    type: clrTypeFor(column.type, dialect.traits.name),
    arguments: [...onTable(column.name, table), ...facetArguments(column, dialect, 'new')],
    annotations: columnAnnotations(column, dialect.traits.name),
  }),
  DropColumn: ({ table, column }) => ({ method: 'DropColumn', arguments: onTable(column, table) }),
  RenameColumn: ({ table, column, newName }) => ({
    method: 'RenameColumn',
    arguments: [...onTable(column, table), ['newName', stringCode(newName)]],
  }),
  AlterColumn: alterColumn,
  AddPrimaryKey: ({ table, constraint }) => key('AddPrimaryKey', table, constraint.name, constraint.columns),
  AddUnique: ({ table, constraint }) => key('AddUniqueConstraint', table, constraint.name, constraint.columns),
  AddCheck: ({ table, constraint }) =>
    constraint.name === undefined
      ? undefined
      : {
          method: 'AddCheckConstraint',
          arguments: [...onTable(constraint.name, table), ['sql', stringCode(constraint.expression.sql)]],
        },
  AddForeignKey: ({ table, constraint }) =>
    constraint.name === undefined
      ? undefined
      : {
          method: 'AddForeignKey',
          arguments: [
            ...onTable(constraint.name, table),
            namesCode('column', constraint.columns),
            ...referenceArguments(constraint),
          ],
        },
  DropConstraint: ({ table, name, constraint }) => {
    const method = constraint === undefined ? undefined : dropMethods[constraint];
    return method === undefined || name === undefined ? undefined : { method, arguments: onTable(name, table) };
  },
  CreateIndex: ({ table, index, concurrently }) =>
    index.name === undefined
      ? undefined
      : {
          method: 'CreateIndex',
          arguments: [...onTable(index.name, table), ...indexArguments(index)],
          annotations: indexAnnotations(index, concurrently),
        },
  DropIndex: ({ name, table }) => ({
    method: 'DropIndex',
    arguments: [...named(name), ...optional('table', table?.name)],
  }),
  RenameIndex: ({ name, table, newName }) => ({
    method: 'RenameIndex',
    arguments: [...named(name), ...optional('table', table?.name), ['newName', stringCode(newName)]],
  }),
  CreateSchema: ({ name }) => ({ method: 'EnsureSchema', arguments: [['name', stringCode(name)]] }),
  DropSchema: ({ name }) => ({ method: 'DropSchema', arguments: [['name', stringCode(name)]] }),
  RenameSequence: ({ name, newName }) => ({
    method: 'RenameSequence',
    arguments: [
      ...named(name),
      ['newName', stringCode(newName.name)],
      ...(newName.schema === name.schema ? [] : optional('newSchema', newName.schema)),
    ],
  }),
  DropSequence: ({ name }) => ({ method: 'DropSequence', arguments: named(name) }),
};

export function callFor<K extends OperationKind>(operation: Operation<K>, dialect: Dialect): CallCode | undefined {
  const writer: Writer<K> | undefined = writers[operation.kind];
  return writer?.(operation, dialect);
}

function named({ schema, name }: QualifiedName): readonly NamedCode[] {
  return [['name', stringCode(name)], ...optional('schema', schema)];
}

function onTable(name: string, table: QualifiedName): readonly NamedCode[] {
  return [['name', stringCode(name)], ...optional('schema', table.schema), ['table', stringCode(table.name)]];
}

function alterColumn(operation: Operation<'AlterColumn'>, dialect: Dialect): CallCode | undefined {
  const { table, column, change, old } = operation;
  if (change.type === undefined || change.nullable === undefined) return undefined;
  const oldClrType = old?.type === undefined ? undefined : clrTypeFor(old.type, dialect.traits.name);
  return {
    method: 'AlterColumn',
    type: clrTypeFor(change.type, dialect.traits.name),
    arguments: [
      ...onTable(column, table),
      ...facetArguments(change, dialect, 'new'),
      ...(oldClrType === undefined ? [] : [['oldClrType', `typeof(${oldClrType})`] as const]),
      ...(old === undefined ? [] : facetArguments(old, dialect, 'old')),
    ],
    annotations: columnAnnotations(change, dialect.traits.name),
    oldAnnotations: old === undefined ? [] : columnAnnotations(old, dialect.traits.name),
  };
}

function key(
  method: string,
  table: QualifiedName,
  name: string | undefined,
  columns: readonly string[],
): CallCode | undefined {
  return name === undefined
    ? undefined
    : { method, arguments: [...onTable(name, table), namesCode('column', columns)] };
}

const dropMethods = {
  PrimaryKey: 'DropPrimaryKey',
  Unique: 'DropUniqueConstraint',
  Check: 'DropCheckConstraint',
  ForeignKey: 'DropForeignKey',
  Exclusion: undefined,
} as const;

function indexArguments(index: Index): readonly NamedCode[] {
  const columns = index.parts.map(({ column }) => column ?? '');
  const descending = index.parts.map((part) => part.descending === true);
  return [
    namesCode('column', columns),
    ...(index.unique ? [['unique', 'true'] as const] : []),
    ...optional('filter', index.where?.sql),
    ...(descending.includes(true) ? [['descending', `new[] { ${descending.join(', ')} }`] as const] : []),
  ];
}

function indexAnnotations(index: Index, concurrently: boolean): readonly NamedCode[] {
  const { method, include = [] } = index;
  const includes = include.length === 0 ? undefined : `new[] { ${include.map(stringCode).join(', ')} }`;
  return [
    ...(method === 'fulltext' ? [['MySql:FullTextIndex', 'true'] as const] : []),
    ...(method === 'spatial' ? [['MySql:SpatialIndex', 'true'] as const] : []),
    ...(method === undefined || /^(?:fulltext|spatial)$/.test(method)
      ? []
      : [['Npgsql:IndexMethod', stringCode(method)] as const]),
    ...(includes === undefined
      ? []
      : [[index.clustered === undefined ? 'Npgsql:IndexInclude' : 'SqlServer:Include', includes] as const]),
    ...(index.nullsNotDistinct === true ? [['Npgsql:NullsDistinct', 'false'] as const] : []),
    ...(concurrently ? [['Npgsql:CreatedConcurrently', 'true'] as const] : []),
    ...attributeAnnotations(index.attributes),
  ];
}
