import { displayName } from '../../../model/names.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { quoteName } from '../write/names.ts';
import type { Context, Effect, Effects } from './effect.ts';
import { sentences, together } from './effect.ts';
import { locksOn } from './locks.ts';
import { storedTables, tablesWhere, usersOfType, withDescendants } from './relations.ts';

/** The first version that lets ALTER TYPE … ADD VALUE run in a transaction block; the value can be used after its end. */
const enumValueInTransactionSince = 12;

function dropType({ name, cascade }: Operation<'DropType'>, { schema }: Context): Effect {
  if (!cascade) return {};
  const users = usersOfType(schema, name);
  const columns = users.flatMap(({ table, columns }) =>
    columns.map((column) => `${displayName(table.name)}.${column}`),
  );
  return {
    locks: users.flatMap(({ table }) => locksOn('AccessExclusive', ...withDescendants(schema, table.name))),
    ...(columns.length === 0 ? {} : { loses: `every value of ${columns.join(', ')}` }),
  };
}

function alterType({ name, attributes }: Operation<'AlterType'>, { schema }: Context): Effect {
  return together(Object.entries(attributes).map(([key, value]) => attributeEffect(key, value, name, schema)));
}

function attributeEffect(key: string, value: string, name: QualifiedName, schema: Schema): Effect {
  const [action = key, subject] = key.split(' ');
  switch (action) {
    case 'add-constraint':
      return /\bNOT VALID$/i.test(value) ? {} : recheckDomain(name, schema);
    case 'validate-constraint':
      return recheckDomain(name, schema);
    case 'not-null':
      return value === 'true' ? recheckDomain(name, schema) : {};
    case 'drop-attribute':
      return { ...alterTypedTables(name, schema), loses: lostAttribute(name, subject) };
    case 'add-attribute':
    case 'alter-attribute':
    case 'rename-attribute':
      return alterTypedTables(name, schema);
    default:
      return {};
  }
}

/** Every table with a column of the domain is read under a lock against writes. */
function recheckDomain(name: QualifiedName, schema: Schema): Effect {
  const users = usersOfType(schema, name).map(({ table }) => table.name);
  const locks = locksOn('Share', ...users);
  if (users.length === 0) return { locks };
  const scans = users.flatMap((table) => storedTables(schema, table));
  return { locks, scans, because: `every value of the domain ${displayName(name)} is checked` };
}

/** A table made OF a composite type changes with it. */
function alterTypedTables(name: QualifiedName, schema: Schema): Effect {
  const type = name.schema === undefined ? quoteName(name.name) : `${quoteName(name.schema)}.${quoteName(name.name)}`;
  const typed = tablesWhere(schema, (table) => table.attributes['of-type'] === type);
  return { locks: locksOn('AccessExclusive', ...typed.map((table) => table.name)) };
}

function lostAttribute(name: QualifiedName, attribute: string | undefined): string | undefined {
  return sentences([attribute === undefined ? undefined : `every value of ${displayName(name)}.${attribute}`]);
}

export const typeEffects: Effects<
  'CreateType' | 'AddEnumValue' | 'RenameEnumValue' | 'AlterType' | 'RenameType' | 'DropType'
> = {
  CreateType: () => ({}),
  AddEnumValue: (_operation, { version }) => ({ transactional: version >= enumValueInTransactionSince }),
  RenameEnumValue: () => ({}),
  AlterType: alterType,
  RenameType: () => ({}),
  DropType: dropType,
};
