import type { Dialect } from '../../../dialects/dialect.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation, OperationKind } from '../../../model/operation.ts';
import type { Constraint, ForeignKey, Index, PrimaryKey } from '../../../model/table.ts';
import { indexColumns } from '../../../model/table.ts';
import { identifierCode, indent, stringCode } from '../../csharp/migrations/code.ts';
import { foreignKeyName, indexName, primaryKeyName } from '../names.ts';
import { columnCode } from './columns.ts';

type Writer<K extends OperationKind> = (operation: Operation<K>, dialect: Dialect) => string | undefined;

type Writers = { readonly [K in OperationKind]?: Writer<K> };

const writers: Writers = {
  CreateTable: createTable,
  DropTable: ({ table }) => call('DropTable', [tableCode(table)]),
  RenameTable: ({ table, newName }) => {
    if (table.name === newName.name) return call('MoveTable', [tableCode(table), stringCode(newName.schema ?? '')]);
    return call('RenameTable', [`name: ${tableCode(table)}`, `newName: ${stringCode(newName.name)}`]);
  },
  AddColumn: ({ table, column }, dialect) => withColumn('AddColumn', table, column.name, columnCode(column, dialect)),
  AlterColumn: ({ table, column, change }, dialect) => {
    const { type, nullable, default: value } = change;
    const facets = {
      ...(type === undefined ? {} : { type }),
      ...(nullable === undefined ? {} : { nullable }),
      ...(value === undefined ? {} : { default: value }),
      ...(change.identity === undefined || change.identity === null ? {} : { identity: change.identity }),
    };
    return withColumn('AlterColumn', table, column, columnCode(facets, dialect));
  },
  DropColumn: ({ table, column }) => call('DropColumn', [tableCode(table), stringCode(column)]),
  RenameColumn: ({ table, column, newName }) =>
    call('RenameColumn', [
      `table: ${tableCode(table)}`,
      `name: ${stringCode(column)}`,
      `newName: ${stringCode(newName)}`,
    ]),
  AddPrimaryKey: ({ table, constraint }) =>
    call('AddPrimaryKey', [tableCode(table), namesCode(constraint.columns), ...keyOptions(table, constraint)]),
  AddForeignKey: ({ table, constraint }) =>
    call('AddForeignKey', [
      tableCode(table),
      namesCode(constraint.columns),
      tableCode(constraint.target),
      ...(constraint.targetColumns.length === 0 ? [] : [namesCode(constraint.targetColumns)]),
      ...foreignKeyOptions(table, constraint),
    ]),
  DropConstraint: ({ table, name, constraint }) => {
    const method = constraint === 'PrimaryKey' ? 'DropPrimaryKey' : constraint === 'ForeignKey' ? 'DropForeignKey' : '';
    if (method === '') return undefined;
    if (name === undefined) return method === 'DropPrimaryKey' ? call(method, [tableCode(table)]) : undefined;
    const isDefault = method === 'DropPrimaryKey' && name === primaryKeyName(tableText(table));
    return call(method, [tableCode(table), ...(isDefault ? [] : [stringCode(name)])]);
  },
  CreateIndex: ({ table, index }) =>
    call('CreateIndex', [tableCode(table), namesCode(indexColumns(index)), ...indexOptions(index, table)]),
  DropIndex: ({ table, name }, dialect) =>
    table && call('DropIndex', [tableCode(table), stringCode(ownIndexName(name.name, table, dialect))]),
  RenameIndex: ({ table, name, newName }) =>
    table &&
    call('RenameIndex', [
      `table: ${tableCode(table)}`,
      `name: ${stringCode(name.name)}`,
      `newName: ${stringCode(newName)}`,
    ]),
  DropRoutine: ({ name, routineType }) =>
    routineType === 'procedure' ? call('DropStoredProcedure', [tableCode(name)]) : undefined,
};

/** The call for an operation; `undefined` when DbMigration has none. It need not say all: that is checked. */
export function codeOf<K extends OperationKind>(operation: Operation<K>, dialect: Dialect): string | undefined {
  const writer: Writer<K> | undefined = writers[operation.kind];
  return writer?.(operation, dialect);
}

function call(method: string, list: readonly string[]): string {
  return `${method}(${list.join(', ')});`;
}

function tableText({ schema, name }: QualifiedName): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

function tableCode(name: QualifiedName): string {
  return stringCode(tableText(name));
}

function namesCode(names: readonly string[]): string {
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return stringCode(only);
  return `new[] { ${names.map(stringCode).join(', ')} }`;
}

function withColumn(method: string, table: QualifiedName, name: string, code: string | undefined): string | undefined {
  return code && call(method, [tableCode(table), stringCode(name), `c => ${code}`]);
}

/** A name is only written when it is not the one that EF would make. */
function nameOption(name: string | undefined, usual: string): readonly string[] {
  return name === undefined || name === usual ? [] : [`name: ${stringCode(name)}`];
}

function keyOptions(table: QualifiedName, { name, clustered }: PrimaryKey): readonly string[] {
  return [...nameOption(name, primaryKeyName(tableText(table))), ...(clustered === false ? ['clustered: false'] : [])];
}

function foreignKeyOptions(table: QualifiedName, { name, columns, target, onDelete }: ForeignKey): readonly string[] {
  return [
    ...(onDelete === 'cascade' ? ['cascadeDelete: true'] : []),
    ...nameOption(name, foreignKeyName(tableText(table), columns, tableText(target))),
  ];
}

/** Npgsql will put the table in front again. */
function ownIndexName(name: string, table: QualifiedName, dialect: Dialect): string {
  const prefix = `${table.name}_`;
  return dialect.traits.name === 'postgres' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function indexOptions(index: Index, table: QualifiedName): readonly string[] {
  const prefixed = index.name === `${table.name}_${indexName(indexColumns(index))}`;
  return [
    ...(index.unique ? ['unique: true'] : []),
    ...(prefixed ? [] : nameOption(index.name, indexName(indexColumns(index)))),
    ...(index.clustered === true ? ['clustered: true'] : []),
  ];
}

function createTable(operation: Operation<'CreateTable'>, dialect: Dialect): string | undefined {
  const { table, columns, constraints, indexes } = operation;
  const properties = new Map(columns.map(({ name }) => [name, identifierCode(name)]));
  const members = columns.map((column) => {
    const property = properties.get(column.name) ?? column.name;
    const code = columnCode(column, dialect, property === column.name ? undefined : column.name);
    return code && `${property} = ${code},`;
  });
  const chained = [
    ...constraints.map((constraint) => constraintCode(table, constraint, properties)),
    ...indexes.map((index) =>
      chainedCall('Index', [lambda(indexColumns(index), properties), ...indexOptions(index, table)]),
    ),
  ];
  if (members.length === 0 || [...members, ...chained].includes(undefined)) return undefined;
  const columnsCode = `c => new\n${indent(`{\n${indent(members.join('\n'))}\n}`)}`;
  const parts = chained.map((code) => `\n${indent(code ?? '')}`).join('');
  return `CreateTable(\n${indent(`${tableCode(table)},\n${columnsCode})`)}${parts};`;
}

function constraintCode(
  table: QualifiedName,
  constraint: Constraint,
  properties: ReadonlyMap<string, string>,
): string | undefined {
  const columns = lambda(constraint.columns, properties);
  switch (constraint.kind) {
    case 'PrimaryKey':
      return chainedCall('PrimaryKey', [columns, ...keyOptions(table, constraint)]);
    case 'ForeignKey':
      return chainedCall('ForeignKey', [
        tableCode(constraint.target),
        columns,
        ...foreignKeyOptions(table, constraint),
      ]);
    case 'Unique':
    case 'Check':
    case 'Exclusion':
      return undefined;
  }
}

function chainedCall(method: string, list: readonly string[]): string {
  return `.${method}(${list.join(', ')})`;
}

/** `t => t.Id`, `t => new { t.A, t.B }`. */
function lambda(columns: readonly string[], properties: ReadonlyMap<string, string>): string {
  const members = columns.map((column) => `t.${properties.get(column) ?? identifierCode(column)}`);
  const [only, ...others] = members;
  return only !== undefined && others.length === 0 ? `t => ${only}` : `t => new { ${members.join(', ')} }`;
}
