import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import { cascade, ifExists, ifNotExists, renameStatements } from './clauses.ts';
import { quoteName, quoteQualified, quoteString, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

function createType({ name, definition }: Operation<'CreateType'>): Sql {
  const type = quoteQualified(name);
  switch (definition.kind) {
    case 'enum':
      return `CREATE TYPE ${type} AS ENUM (${definition.values.map(quoteString).join(', ')})`;
    case 'composite':
      return `CREATE TYPE ${type} AS (${definition.columns.map((column) => `${quoteName(column.name)} ${column.type.text}`).join(', ')})`;
    case 'domain':
      return words(
        `CREATE DOMAIN ${type} AS ${definition.base.text}`,
        ...definition.constraints,
        definition.nullable ? undefined : 'NOT NULL',
      );
    case 'other':
      return words(`CREATE TYPE ${type}`, definition.text);
    case 'table':
      return undefined;
  }
}

/** How a change of a composite type's attributes is said; several go into one statement. */
const attributeActions: Readonly<Record<string, (value: string, attribute: string) => string>> = {
  'add-attribute': (value, attribute) => `ADD ATTRIBUTE ${quoteName(attribute)} ${value}`,
  'drop-attribute': (value, attribute) => words(`DROP ATTRIBUTE ${quoteName(attribute)}`, value),
  'alter-attribute': (value, attribute) => `ALTER ATTRIBUTE ${quoteName(attribute)} TYPE ${value}`,
};

/** How any other change of a type or a domain is said, each in a statement of its own; `subject` is what the key names. */
const typeStatements: Readonly<Record<string, (type: string, value: string, subject: string) => string>> = {
  owner: (type, value) => `ALTER TYPE ${type} OWNER TO ${value}`,
  options: (type, value) => `ALTER TYPE ${type} ${value}`,
  'rename-attribute': (type, value, subject) =>
    `ALTER TYPE ${type} RENAME ATTRIBUTE ${quoteName(subject)} TO ${quoteName(value)}`,
  default: (type, value) => `ALTER DOMAIN ${type} ${value === '' ? 'DROP DEFAULT' : `SET DEFAULT ${value}`}`,
  'not-null': (type, value) => `ALTER DOMAIN ${type} ${value === 'true' ? 'SET' : 'DROP'} NOT NULL`,
  'add-constraint': (type, value) => `ALTER DOMAIN ${type} ADD ${value}`,
  'drop-constraint': (type, value) => `ALTER DOMAIN ${type} DROP CONSTRAINT ${value}`,
  'validate-constraint': (type, value) => `ALTER DOMAIN ${type} VALIDATE CONSTRAINT ${value}`,
  'rename-constraint': (type, value, subject) =>
    `ALTER DOMAIN ${type} RENAME CONSTRAINT ${quoteName(subject)} TO ${quoteName(value)}`,
};

function alterType({ name, attributes }: Operation<'AlterType'>): Sql {
  const type = quoteQualified(name);
  const changes = Object.entries(attributes).map(([key, value]) => {
    const [action = key, ...subject] = key.split(' ');
    return { action, subject: subject.join(' '), value };
  });
  const actions = changes.flatMap(
    ({ action, subject, value }) => lookUp(attributeActions, action)?.(value, subject) ?? [],
  );
  const others = changes.flatMap(
    ({ action, subject, value }) => lookUp(typeStatements, action)?.(type, value, subject) ?? [],
  );
  if (changes.length === 0 || actions.length + others.length < changes.length) return undefined;
  return [...(actions.length === 0 ? [] : [`ALTER TYPE ${type} ${actions.join(', ')}`]), ...others];
}

function addEnumValue(operation: Operation<'AddEnumValue'>): Sql {
  const { position } = operation;
  return words(
    `ALTER TYPE ${quoteQualified(operation.name)} ADD VALUE`,
    ifNotExists(operation),
    quoteString(operation.value),
    position === undefined
      ? undefined
      : 'before' in position
        ? `BEFORE ${quoteString(position.before)}`
        : `AFTER ${quoteString(position.after)}`,
  );
}

export const typeWriters: Writers<
  'CreateType' | 'AddEnumValue' | 'RenameEnumValue' | 'AlterType' | 'RenameType' | 'DropType'
> = {
  CreateType: createType,
  AddEnumValue: addEnumValue,
  RenameEnumValue: ({ name, value, newValue }) =>
    `ALTER TYPE ${quoteQualified(name)} RENAME VALUE ${quoteString(value)} TO ${quoteString(newValue)}`,
  AlterType: alterType,
  RenameType: (operation) => renameStatements('ALTER TYPE', operation.name, operation.newName),
  DropType: (operation) => words('DROP TYPE', ifExists(operation), quoteQualified(operation.name), cascade(operation)),
};
