import type { Operation } from '../../model/operation.ts';
import type { Index } from '../../model/table.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { WriteRequest } from '../framework.ts';
import type { ScriptNotation } from '../javascript/migrations/write.ts';
import { arrayCode, stringCode, templateCode, writeCalls } from '../javascript/migrations/write.ts';
import { readMigration } from './read.ts';

/** Operations as statements of `up` or `down`, awaited one after the other. */
export function writeOperations(request: WriteRequest): string | undefined {
  const { text, offset } = request;
  return writeCalls(request, notationOf(builderAt(text, offset), importsSql.test(text)));
}

/** Whether the file has `sql` at hand: an import cannot be added from within a function. */
const importsSql = /\bsql\b[^;]*?\bfrom\s*['"]|\bsql\b[^;=]*\}?\s*=\s*require\(/;

/** What the function around the place calls its parameter. */
function builderAt(text: string, offset: number): string {
  const parameter = /\b(?:up|down)\b[^(]*\(\s*(\w+)|\b(?:up|down)\s*=\s*(?:async\s*)?(\w+)\s*=>/g;
  const last = [...text.slice(0, offset).matchAll(parameter)].at(-1);
  return last?.[1] ?? last?.[2] ?? 'db';
}

function notationOf(db: string, hasSql: boolean): ScriptNotation {
  return {
    codeOf: (operation) => {
      const call = callFor(operation);
      return call === undefined || (!hasSql && call.includes('sql`'))
        ? undefined
        : `await ${db}.schema.${call}.execute();`;
    },
    sqlCall: (sql) => (hasSql ? `await sql${templateCode(sql)}.execute(${db});` : undefined),
    around: (code) => `import { sql } from 'kysely';\nexport async function up(${db}) {\n${code}\n}`,
    read: readMigration,
  };
}

/** The builder's call for an operation, as far as there is one. */
function callFor(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'DropTable':
      return `dropTable(${nameCode(operation.table)})${guards(operation)}${operation.cascade ? '.cascade()' : ''}`;
    case 'RenameTable':
      return alter(operation.table, `renameTo(${stringCode(operation.newName.name)})`);
    case 'AddColumn':
      return alter(operation.table, columnCode(operation));
    case 'DropColumn':
      return alter(operation.table, `dropColumn(${stringCode(operation.column)})`);
    case 'RenameColumn':
      return alter(operation.table, `renameColumn(${stringCode(operation.column)}, ${stringCode(operation.newName)})`);
    case 'AlterColumn': {
      const step = alterationCode(operation);
      return step && alter(operation.table, `alterColumn(${stringCode(operation.column)}, (col) => col.${step})`);
    }
    case 'AddForeignKey': {
      const { name, columns, target, targetColumns, onDelete, onUpdate } = operation.constraint;
      if (name === undefined) return undefined;
      const action = (method: string, value: string): string =>
        value === 'no-action' ? '' : `.${method}(${stringCode(value.replace('-', ' '))})`;
      const list = [stringCode(name), arrayCode(columns), nameCode(target), arrayCode(targetColumns)].join(', ');
      return alter(
        operation.table,
        `addForeignKeyConstraint(${list})${action('onDelete', onDelete)}${action('onUpdate', onUpdate)}`,
      );
    }
    case 'AddUnique':
    case 'AddPrimaryKey': {
      const { name, columns } = operation.constraint;
      const method = operation.kind === 'AddUnique' ? 'addUniqueConstraint' : 'addPrimaryKeyConstraint';
      return name === undefined
        ? undefined
        : alter(operation.table, `${method}(${stringCode(name)}, ${arrayCode(columns)})`);
    }
    case 'AddCheck': {
      const { name, expression } = operation.constraint;
      return name === undefined
        ? undefined
        : alter(operation.table, `addCheckConstraint(${stringCode(name)}, sql${templateCode(expression.sql)})`);
    }
    case 'DropConstraint':
      return operation.name === undefined
        ? undefined
        : alter(
            operation.table,
            `dropConstraint(${stringCode(operation.name)})${guards(operation)}${operation.cascade ? '.cascade()' : ''}`,
          );
    case 'CreateIndex':
      return operation.concurrently ? undefined : indexCode(operation.table, operation.index, guards(operation));
    case 'DropIndex': {
      const on = operation.table === undefined ? '' : `.on(${nameCode(operation.table)})`;
      return operation.concurrently
        ? undefined
        : `dropIndex(${nameCode(operation.name)})${on}${guards(operation)}${operation.cascade ? '.cascade()' : ''}`;
    }
    default:
      return undefined;
  }
}

function alter(table: QualifiedName, call: string): string {
  return `alterTable(${nameCode(table)}).${call}`;
}

function nameCode({ schema, name }: QualifiedName): string {
  return stringCode(schema === undefined ? name : `${schema}.${name}`);
}

function guards(operation: Operation): string {
  return (operation.guards ?? [])
    .map(({ kind }) => (kind === 'if-exists' ? '.ifExists()' : kind === 'if-not-exists' ? '.ifNotExists()' : ''))
    .join('');
}

function columnCode({ column, guards: conditions = [] }: Operation<'AddColumn'>): string {
  const facets = [
    ...(conditions.some(({ kind }) => kind === 'if-not-exists') ? ['.ifNotExists()'] : []),
    ...(column.default === undefined ? [] : [`.defaultTo(sql${templateCode(column.default.sql)})`]),
    ...(column.nullable ? [] : ['.notNull()']),
  ];
  const build = facets.length === 0 ? '' : `, (col) => col${facets.join('')}`;
  return `addColumn(${stringCode(column.name)}, ${typeCode(column.type.text)}${build})`;
}

/** Types that Kysely takes as they are. */
const plainTypes =
  /^(?:(?:var)?char|text|integer|smallint|bigint|boolean|real|double precision|numeric|decimal|date|uuid|jsonb?|bytea|blob|timestamp|timestamptz|time|(?:var)?char\(\d+\)|(?:numeric|decimal)\(\d+, \d+\))$/;

function typeCode(type: string): string {
  return plainTypes.test(type) ? stringCode(type) : `sql${templateCode(type)}`;
}

/** The change when it is one that the builder has: it takes one facet at a time. */
function alterationCode({ change }: Operation<'AlterColumn'>): string | undefined {
  if (Object.keys(change).length !== 1) return undefined;
  if (change.nullable !== undefined) return change.nullable ? 'dropNotNull()' : 'setNotNull()';
  if (change.default === null) return 'dropDefault()';
  if (change.default !== undefined) return `setDefault(sql${templateCode(change.default.sql)})`;
  return change.type && `setDataType(${typeCode(change.type.text)})`;
}

function indexCode(table: QualifiedName, index: Index, guard: string): string | undefined {
  if (index.name === undefined) return undefined;
  const parts = index.parts.map(({ column, expression, descending }) =>
    column === undefined
      ? `.expression(sql${templateCode(expression?.sql ?? '')})`
      : `.column(${stringCode(descending === true ? `${column} desc` : column)})`,
  );
  const calls = [
    ...(index.unique ? ['.unique()'] : []),
    `.on(${nameCode(table)})`,
    ...(index.method === undefined ? [] : [`.using(${stringCode(index.method)})`]),
    ...parts,
    ...(index.nullsNotDistinct === true ? ['.nullsNotDistinct()'] : []),
    ...(index.where === undefined ? [] : [`.where(sql${templateCode(index.where.sql)})`]),
  ];
  return `createIndex(${stringCode(index.name)})${guard}${calls.join('')}`;
}
