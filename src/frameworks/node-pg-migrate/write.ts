import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Index } from '../../model/table.ts';
import type { WriteRequest } from '../framework.ts';
import type { ScriptNotation } from '../javascript/migrations/write.ts';
import { arrayCode, stringCode, templateCode, writeCalls } from '../javascript/migrations/write.ts';
import { writeStatements } from '../sql/write.ts';
import { readMigration } from './read.ts';
import { isSql } from './sql-files.ts';

/** Operations as calls on `pgm`, or as SQL in a file of SQL. */
export function writeOperations(request: WriteRequest): string | undefined {
  const { text, offset, migration } = request;
  return isSql(migration.file) ? writeStatements(request) : writeCalls(request, notationOf(builderAt(text, offset)));
}

/** What the function around the place calls its parameter. */
function builderAt(text: string, offset: number): string {
  const parameter = /\b(?:up|down)\b[^(]*\(\s*(\w+)|\b(?:up|down)\s*=\s*(?:async\s*)?(\w+)\s*=>/g;
  const last = [...text.slice(0, offset).matchAll(parameter)].at(-1);
  return last?.[1] ?? last?.[2] ?? 'pgm';
}

function notationOf(pgm: string): ScriptNotation {
  return {
    codeOf: (operation) => {
      const call = callFor(operation, pgm);
      return call && `${pgm}.${call};`;
    },
    sqlCall: (sql) => `${pgm}.sql(${sql.includes('\n') ? templateCode(sql) : stringCode(sql)});`,
    around: (code) => `export const up = (${pgm}) => {\n${code}\n};\nexport const down = false;`,
    read: readMigration,
  };
}

type Options = readonly (readonly [key: string, code: string | undefined])[];

function optionsCode(options: Options): string {
  const set = options.flatMap(([key, code]) => (code === undefined ? [] : [`${key}: ${code}`]));
  return set.length === 0 ? '' : `, { ${set.join(', ')} }`;
}

function nameCode({ schema, name }: QualifiedName): string {
  return schema === undefined ? stringCode(name) : `{ schema: ${stringCode(schema)}, name: ${stringCode(name)} }`;
}

function guard(operation: Operation, kind: 'if-exists' | 'if-not-exists'): string | undefined {
  return operation.guards?.some((one) => one.kind === kind) === true ? 'true' : undefined;
}

const cascade = (isSet: boolean): string | undefined => (isSet ? 'true' : undefined);

/** The call of `pgm` for an operation, as far as there is one. */
function callFor(operation: Operation, pgm: string): string | undefined {
  switch (operation.kind) {
    case 'DropTable': {
      const options = [
        ['ifExists', guard(operation, 'if-exists')],
        ['cascade', cascade(operation.cascade)],
      ] as const;
      return `dropTable(${nameCode(operation.table)}${optionsCode(options)})`;
    }
    case 'RenameTable':
      return `renameTable(${nameCode(operation.table)}, ${stringCode(operation.newName.name)})`;
    case 'AddColumn':
      return addColumnCode(operation, pgm);
    case 'DropColumn': {
      const options = [
        ['ifExists', guard(operation, 'if-exists')],
        ['cascade', cascade(operation.cascade)],
      ] as const;
      return `dropColumn(${nameCode(operation.table)}, ${stringCode(operation.column)}${optionsCode(options)})`;
    }
    case 'RenameColumn':
      return `renameColumn(${nameCode(operation.table)}, ${stringCode(operation.column)}, ${stringCode(operation.newName)})`;
    case 'AlterColumn':
      return alterColumnCode(operation, pgm);
    case 'AddForeignKey': {
      const { name, columns, target, targetColumns, onDelete, onUpdate } = operation.constraint;
      if (name === undefined) return undefined;
      const list = targetColumns.map((column) => `"${column}"`).join(', ');
      const table = target.schema === undefined ? `"${target.name}"` : `"${target.schema}"."${target.name}"`;
      const action = (value: string): string | undefined =>
        value === 'no-action' ? undefined : stringCode(value.replace('-', ' ').toUpperCase());
      const key = optionsCode([
        ['columns', arrayCode(columns)],
        ['references', stringCode(`${table} (${list})`)],
        ['onDelete', action(onDelete)],
        ['onUpdate', action(onUpdate)],
      ]).slice(2);
      return `addConstraint(${nameCode(operation.table)}, ${stringCode(name)}, { foreignKeys: ${key} })`;
    }
    case 'AddUnique':
    case 'AddPrimaryKey': {
      const { name, columns } = operation.constraint;
      const key = operation.kind === 'AddUnique' ? 'unique' : 'primaryKey';
      return name === undefined
        ? undefined
        : `addConstraint(${nameCode(operation.table)}, ${stringCode(name)}, { ${key}: ${arrayCode(columns)} })`;
    }
    case 'AddCheck': {
      const { name, expression } = operation.constraint;
      return name === undefined
        ? undefined
        : `addConstraint(${nameCode(operation.table)}, ${stringCode(name)}, { check: ${stringCode(expression.sql)} })`;
    }
    case 'DropConstraint': {
      const options = [
        ['ifExists', guard(operation, 'if-exists')],
        ['cascade', cascade(operation.cascade)],
      ] as const;
      return operation.name === undefined
        ? undefined
        : `dropConstraint(${nameCode(operation.table)}, ${stringCode(operation.name)}${optionsCode(options)})`;
    }
    case 'CreateIndex':
      return indexCode(operation.table, operation.index, [
        ['concurrently', cascade(operation.concurrently)],
        ['ifNotExists', guard(operation, 'if-not-exists')],
      ]);
    case 'DropIndex': {
      const options = [
        ['name', stringCode(operation.name.name)],
        ['concurrently', cascade(operation.concurrently)],
        ['ifExists', guard(operation, 'if-exists')],
        ['cascade', cascade(operation.cascade)],
      ] as const;
      const table = operation.table ?? { ...operation.name, name: '' };
      return `dropIndex(${nameCode(table)}, []${optionsCode(options)})`;
    }
    default:
      return undefined;
  }
}

function addColumnCode(operation: Operation<'AddColumn'>, pgm: string): string {
  const { column } = operation;
  const options = [
    ['type', stringCode(column.type.text)],
    ['notNull', column.nullable ? undefined : 'true'],
    ['default', column.default && `${pgm}.func(${stringCode(column.default.sql)})`],
    ['comment', column.comment === undefined ? undefined : stringCode(column.comment)],
  ] as const;
  const key = /^[A-Za-z_$][\w$]*$/.test(column.name) ? column.name : stringCode(column.name);
  const guarded = optionsCode([['ifNotExists', guard(operation, 'if-not-exists')]]);
  return `addColumns(${nameCode(operation.table)}, { ${key}: ${optionsCode(options).slice(2)} }${guarded})`;
}

function alterColumnCode({ table, column, change }: Operation<'AlterColumn'>, pgm: string): string {
  const { type, using, nullable, collation } = change;
  const options = optionsCode([
    ['type', type && stringCode(type.text)],
    ['using', using && stringCode(using.sql)],
    ['collation', typeof collation === 'string' ? stringCode(`"${collation}"`) : undefined],
    ['notNull', nullable === undefined ? undefined : String(!nullable)],
    ['default', change.default === null ? 'null' : change.default && `${pgm}.func(${stringCode(change.default.sql)})`],
  ]);
  return `alterColumn(${nameCode(table)}, ${stringCode(column)}${options === '' ? ', {}' : options})`;
}

function indexCode(table: QualifiedName, index: Index, more: Options): string | undefined {
  if (index.name === undefined) return undefined;
  const parts = index.parts.map(({ column, expression, descending, operatorClass }) => {
    const name = stringCode(column ?? `(${expression?.sql ?? ''})`);
    const opclass = operatorClass === undefined ? '' : `, opclass: ${stringCode(operatorClass)}`;
    return descending === true || opclass !== ''
      ? `{ name: ${name}${opclass}${descending === true ? ", sort: 'DESC'" : ''} }`
      : name;
  });
  const options = optionsCode([
    ['name', stringCode(index.name)],
    ['unique', cascade(index.unique)],
    ['method', index.method === undefined ? undefined : stringCode(index.method)],
    ['where', index.where && stringCode(index.where.sql)],
    ['include', index.include && arrayCode(index.include)],
    ['nulls', index.nullsNotDistinct === true ? stringCode('not distinct') : undefined],
    ...more,
  ]);
  return `createIndex(${nameCode(table)}, [${parts.join(', ')}]${options})`;
}
