import { displayName } from '../../../model/names.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Schema } from '../../../model/schema.ts';
import { quoteQualified } from '../write/names.ts';
import type { Effect } from '../../facts/effect.ts';
import { sentences, together } from '../../facts/effect.ts';
import { tablesWhere } from '../../facts/relations.ts';
import type { Context, Effects } from './effect.ts';
import { locksOn } from './locks.ts';
import { storedTables, usersOfType, withDescendants } from './relations.ts';

/** The first version that lets ALTER TYPE … ADD VALUE run in a transaction block; the value can be used after its end. */
const enumValueInTransactionSince = 12;

function dropType({ name, cascade }: Operation<'DropType'>, { schema }: Context): Effect {
  if (!cascade) return {};
  const users = usersOfType(schema, name);
  const columns = users.flatMap(({ table, columns }) =>
    columns.map((column) => `${displayName(table.name)}.${column}`),
  );
  const typed = typedTables(name, schema);
  return {
    locks: [
      ...users.flatMap(({ table }) => locksOn('AccessExclusive', ...withDescendants(schema, table.name))),
      ...locksOn('AccessExclusive', ...typed),
    ],
    loses: sentences([
      columns.length === 0 ? undefined : `every value of ${columns.join(', ')}`,
      typed.length === 0 ? undefined : `every row of ${typed.map(displayName).join(', ')}`,
    ]),
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
      return { ...alterTypedTables(name, schema), loses: `every value of ${displayName(name)}.${subject ?? ''}` };
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
  return { locks: locksOn('AccessExclusive', ...typedTables(name, schema)) };
}

function typedTables(name: QualifiedName, schema: Schema): readonly QualifiedName[] {
  const type = quoteQualified(name);
  return tablesWhere(schema, (table) => table.attributes['of-type'] === type).map((table) => table.name);
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
