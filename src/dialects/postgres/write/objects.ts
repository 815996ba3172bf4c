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
  if (object === undefined) return wholeStatement(operation.name.name);
  return words(
    'DROP',
    object,
    ifExists(operation),
    quoteQualified(operation.name),
    onTable(operation),
    cascade(operation),
  );
}

/** What is known by its types (casts, operators) has the statement itself for a name. */
function wholeStatement(name: string): string | undefined {
  return name.startsWith('DROP ') ? name : undefined;
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

function comment(operation: Operation<'Comment'>): string {
  return `COMMENT ON ${commentTarget(operation)} IS ${operation.text === null ? 'NULL' : quoteString(operation.text)}`;
}

/** A table and a column are known by their names; `on` of anything else starts with what it is, in lower case. */
function commentTarget({ on, table, column }: Operation<'Comment'>): string {
  if (table !== undefined && column !== undefined) return `COLUMN ${quoteQualified(table)}.${quoteName(column)}`;
  if (table !== undefined && on.startsWith('table ')) return `TABLE ${quoteQualified(table)}`;
  return on.replace(/^(?:[a-z]+ )+/, (type) => type.toUpperCase());
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
