import type { Dialect } from '../../../dialects/dialect.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { ForeignKey, Index } from '../../../model/table.ts';
import { indexColumns } from '../../../model/table.ts';
import { columnCode } from './columns.ts';
import { array, literal, rawCall } from './code.ts';

export interface Writing {
  /** What the migration calls knex. */
  readonly knex: string;
  readonly dialect: Dialect;
  /** One level of indentation. */
  readonly unit: string;
}

/** An operation in knex's words, or as the dialect's SQL in `knex.raw`; `undefined`: neither can say it. */
export function callFor(operation: Operation, writing: Writing): string | undefined {
  const guarded = (operation.guards?.length ?? 0) > 0;
  return (guarded ? undefined : builderCall(operation, writing)) ?? rawStatements(operation, writing);
}

function rawStatements(operation: Operation, { knex, dialect }: Writing): string | undefined {
  return dialect
    .write(operation)
    ?.map((sql) => `await ${rawCall(knex, sql)};`)
    .join('\n');
}

function builderCall(operation: Operation, writing: Writing): string | undefined {
  switch (operation.kind) {
    case 'DropTable':
      return operation.cascade || operation.temporary === true
        ? undefined
        : onSchema(operation.table, writing, `dropTable(${literal(operation.table.name)})`);
    case 'RenameTable':
      return operation.table.schema === operation.newName.schema
        ? onSchema(
            operation.table,
            writing,
            `renameTable(${literal(operation.table.name)}, ${literal(operation.newName.name)})`,
          )
        : undefined;
    case 'AddColumn': {
      const code =
        operation.position === undefined && operation.execution === undefined
          ? columnCode(operation.column, writing)
          : undefined;
      return code === undefined ? undefined : alter(operation.table, writing, code);
    }
    case 'DropColumn':
      return operation.cascade || operation.execution !== undefined
        ? undefined
        : alter(operation.table, writing, `dropColumn(${literal(operation.column)})`);
    case 'RenameColumn':
      return alter(
        operation.table,
        writing,
        `renameColumn(${literal(operation.column)}, ${literal(operation.newName)})`,
      );
    case 'AlterColumn': {
      const { change } = operation;
      const facets = Object.keys(change);
      if (facets.length !== 1 || change.nullable === undefined) return undefined;
      return alter(
        operation.table,
        writing,
        `${change.nullable ? 'setNullable' : 'dropNullable'}(${literal(operation.column)})`,
      );
    }
    case 'AddForeignKey': {
      const code = foreignCode(operation.constraint);
      return code === undefined ? undefined : alter(operation.table, writing, code);
    }
    case 'AddUnique': {
      const { name, columns, include, nullsNotDistinct, deferrable } = operation.constraint;
      const isPlain =
        include === undefined &&
        nullsNotDistinct === undefined &&
        deferrable === undefined &&
        operation.usingIndex === undefined;
      if (!isPlain || writing.dialect.traits.name === 'sqlserver' || writing.dialect.traits.name === 'sqlite')
        return undefined;
      const options = name === undefined ? '' : `, { indexName: ${literal(name)} }`;
      return alter(operation.table, writing, `unique(${array(columns)}${options})`);
    }
    case 'CreateIndex':
      return operation.concurrently || operation.execution !== undefined
        ? undefined
        : indexCode(operation.table, operation.index, writing);
    case 'DropIndex':
      return operation.concurrently || operation.table === undefined || operation.cascade
        ? undefined
        : alter(operation.table, writing, `dropIndex([], ${literal(operation.name.name)})`);
    case 'DropConstraint':
      if (operation.constraint !== 'ForeignKey' || operation.name === undefined || operation.cascade) return undefined;
      return alter(operation.table, writing, `dropForeign([], ${literal(operation.name)})`);
    default:
      return undefined;
  }
}

function onSchema({ schema }: QualifiedName, { knex }: Writing, call: string): string {
  return `await ${knex}.schema.${schema === undefined ? '' : `withSchema(${literal(schema)}).`}${call};`;
}

function alter(table: QualifiedName, writing: Writing, call: string): string {
  const body = `alterTable(${literal(table.name)}, (table) => {\n${writing.unit}table.${call};\n})`;
  return onSchema(table, writing, body);
}

function foreignCode({
  name,
  columns,
  target,
  targetColumns,
  onDelete,
  onUpdate,
  deferrable,
  validated,
  match,
}: ForeignKey): string | undefined {
  if (!validated || match !== undefined || targetColumns.length === 0 || deferrable !== undefined) return undefined;
  const inTable = target.schema === undefined ? target.name : `${target.schema}.${target.name}`;
  const actions = [
    ...(onDelete === 'no-action' ? [] : [`.onDelete(${literal(onDelete.replace('-', ' ').toUpperCase())})`]),
    ...(onUpdate === 'no-action' ? [] : [`.onUpdate(${literal(onUpdate.replace('-', ' ').toUpperCase())})`]),
  ];
  const named = name === undefined ? '' : `, ${literal(name)}`;
  return `foreign(${array(columns)}${named}).references(${array(targetColumns)}).inTable(${literal(inTable)})${actions.join('')}`;
}

function indexCode(table: QualifiedName, index: Index, writing: Writing): string | undefined {
  const columns = indexColumns(index);
  const { name, parts, unique, method, where, include, nullsNotDistinct, clustered, attributes } = index;
  const isPlain =
    columns.length === parts.length &&
    parts.every((part) => Object.keys(part).length === 1) &&
    [where, include, nullsNotDistinct, clustered, attributes].every((facet) => facet === undefined);
  if (!isPlain || unique || name === undefined) return undefined;
  const kind = method === undefined ? '' : `, { storageEngineIndexType: ${literal(method)} }`;
  return alter(table, writing, `index(${array(columns)}, ${literal(name)}${kind})`);
}
