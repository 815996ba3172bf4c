import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { hasGuard } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import { cascade, ifExists, ifNotExists, renameStatements, tableGuard } from './clauses.ts';
import { quoteName, quoteQualified, quoteString, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

/** What CREATE, ALTER and DROP call each object; those that are not known by a name alone are missing. */
const objectWords: Partial<Record<OtherObjectType, string>> = {
  'access-method': 'ACCESS METHOD',
  collation: 'COLLATION',
  conversion: 'CONVERSION',
  database: 'DATABASE',
  'event-trigger': 'EVENT TRIGGER',
  extension: 'EXTENSION',
  'extended-statistics': 'STATISTICS',
  'foreign-data-wrapper': 'FOREIGN DATA WRAPPER',
  language: 'LANGUAGE',
  policy: 'POLICY',
  publication: 'PUBLICATION',
  role: 'ROLE',
  rule: 'RULE',
  server: 'SERVER',
  subscription: 'SUBSCRIPTION',
  tablespace: 'TABLESPACE',
};

const replaceable = /^CREATE (?=RULE|LANGUAGE|TRANSFORM|AGGREGATE|TRUSTED|PROCEDURAL)/;

/** The kept definition is without OR REPLACE and IF NOT EXISTS: they go back where they were. */
function createObject(operation: Operation<'CreateObject'>): Sql {
  const { definition, objectType, replace } = operation;
  if (replace) return replaceable.test(definition) ? definition.replace(/^CREATE/, 'CREATE OR REPLACE') : undefined;
  if (!hasGuard(operation, 'if-not-exists')) return definition;
  const start = `CREATE ${objectType === 'user-mapping' ? 'USER MAPPING' : (objectWords[objectType] ?? '')} `;
  return definition.startsWith(start) ? `${start}IF NOT EXISTS ${definition.slice(start.length)}` : undefined;
}

function dropObject(operation: Operation<'DropObject'>): Sql {
  const object = objectWords[operation.objectType];
  if (object === undefined) return undefined;
  return words(
    'DROP',
    object,
    ifExists(operation),
    quoteQualified(operation.name),
    onTable(operation),
    cascade(operation),
  );
}

function renameObject(operation: Operation<'RenameObject'>): Sql {
  const object = objectWords[operation.objectType];
  if (object === undefined) return undefined;
  const table = onTable(operation);
  return renameStatements(
    words('ALTER', object, ifExists(operation) ?? tableGuard(operation)),
    operation.name,
    operation.newName,
    table === undefined ? '' : ` ${table}`,
  );
}

function onTable({ table }: Operation<'DropObject' | 'RenameObject'>): string | undefined {
  return table === undefined ? undefined : `ON ${quoteQualified(table)}`;
}

function comment(operation: Operation<'Comment'>): Sql {
  const target = commentTarget(operation);
  if (target === undefined) return undefined;
  return `COMMENT ON ${target} IS ${operation.text === null ? 'NULL' : quoteString(operation.text)}`;
}

/** What a comment is on: its kind in lower case, its name, and for routines the types of the arguments. */
const commented =
  /^(?<type>access method|event trigger|foreign data wrapper|foreign table|materialized view|operator class|operator family|text search [a-z]+|[a-z]+) (?<name>[^(]+)(?<types>\(.*\))?$/s;

/** A table, a column and a part of a table are known by their own names; of anything else only the words are. */
function commentTarget({ on, table, column }: Operation<'Comment'>): string | undefined {
  if (table !== undefined && column !== undefined) return `COLUMN ${quoteQualified(table)}.${quoteName(column)}`;
  const { type, name, types = '' } = commented.exec(on)?.groups ?? {};
  if (type === undefined || name === undefined) return undefined;
  if (table === undefined && type === 'constraint') return undefined;
  if (table === undefined) return `${type.toUpperCase()} ${name.split('.').map(quoteName).join('.')}${types}`;
  if (type === 'table') return `TABLE ${quoteQualified(table)}`;
  const own = name.slice(0, -` on ${displayName(table)}`.length);
  return `${type.toUpperCase()} ${quoteName(own)} ON ${quoteQualified(table)}`;
}

export const objectWriters: Writers<
  | 'CreateSchema'
  | 'RenameSchema'
  | 'DropSchema'
  | 'CreateObject'
  | 'AlterObject'
  | 'RenameObject'
  | 'DropObject'
  | 'Comment'
  | 'Grant'
> = {
  CreateSchema: (operation) => words('CREATE SCHEMA', ifNotExists(operation), quoteName(operation.name)),
  RenameSchema: (operation) => `ALTER SCHEMA ${quoteName(operation.name)} RENAME TO ${quoteName(operation.newName)}`,
  DropSchema: (operation) => words('DROP SCHEMA', ifExists(operation), quoteName(operation.name), cascade(operation)),
  CreateObject: createObject,
  AlterObject: (operation) => operation.definition,
  RenameObject: renameObject,
  DropObject: dropObject,
  Comment: comment,
  Grant: (operation) => operation.text,
};
