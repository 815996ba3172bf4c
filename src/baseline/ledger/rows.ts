import type { MigrationEntry } from '../../frameworks/framework.ts';
import type { Ledger } from '../../frameworks/ledger.ts';
import type { Literal } from '../../model/table.ts';
import { fileNameOf, keyOf } from './names.ts';
import type { KnownLedger } from './request.ts';

type Column = Ledger['columns'][number];

/** How conditions on a ledger's rows are written: its columns, and values as its database writes them. */
export interface RowLanguage {
  /** The table, as it stands in a statement. */
  readonly table: string;
  readonly name: (column: Column) => string;
  readonly value: (literal: Literal) => string;
  /** The column that tells migrations apart. */
  readonly identity: Column;
  readonly column: (holds: Column['holds']) => Column | undefined;
}

export function rowLanguage({ ledger, chain, dialect }: KnownLedger): RowLanguage {
  const { columns, table, schema } = ledger;
  const inSchema = schema?.[chain.dialect];
  const parts = (chain.ledgerTable ?? (inSchema === undefined ? table : `${inSchema}.${table}`)).split('.');
  const own = parts.at(-1) ?? table;
  const above = parts.slice(0, -1).join('.');
  return {
    table: dialect.quote(above === '' ? { name: own } : { schema: above, name: own }),
    name: (column) => dialect.quote({ name: column.name }),
    value: (literal) => dialect.literal(literal).sql,
    identity: columns.find(({ name }) => name === ledger.identity) ?? { name: ledger.identity, holds: 'id' },
    column: (holds) => columns.find((column) => column.holds === holds),
  };
}

/** A value of a column: a number where it holds numbers. */
export function valueIn({ value }: RowLanguage, { numeric }: Column, text: string): string {
  return value(numeric === true && /^-?\d+$/.test(text) ? { type: 'number', text } : { type: 'string', value: text });
}

/** What the identity says of a migration. */
export function identityOf({ identity }: RowLanguage, entry: MigrationEntry): string {
  switch (identity.holds) {
    case 'key':
      return keyOf(entry);
    case 'script-name':
    case 'file-name':
      return fileNameOf(entry);
    default:
      return entry.id;
  }
}

/** The condition that a row is of one of these migrations; there must be one. */
export function isOneOf(rows: RowLanguage, identities: readonly string[]): string {
  const { identity, name, value } = rows;
  const column = name(identity);
  if (identity.holds !== 'script-name') {
    return `${column} IN (${identities.map((one) => valueIn(rows, identity, one)).join(', ')})`;
  }
  // Namespaces or folders stand before the name of the file.
  const ends = ['.', '/', '\\'].map((mark) => (one: string) => like(value, column, `${mark}${one}`));
  return anyOf(
    identities.flatMap((one) => [
      `${column} = ${value({ type: 'string', value: one })}`,
      ...ends.map((end) => end(one)),
    ]),
  );
}

function like(value: RowLanguage['value'], column: string, end: string): string {
  const pattern = `%${end.replaceAll(/[%_[!]/g, '!$&')}`;
  return `${column} LIKE ${value({ type: 'string', value: pattern })} ESCAPE '!'`;
}

/** OR as a balanced tree: SQLite bounds how deep an expression is. */
function anyOf(conditions: readonly string[]): string {
  if (conditions.length <= 2) return `(${conditions.join(' OR ')})`;
  const half = Math.ceil(conditions.length / 2);
  return `(${anyOf(conditions.slice(0, half))} OR ${anyOf(conditions.slice(half))})`;
}

/** The condition that a row is of this chain, where several record in one table. */
export function isOfChain(rows: RowLanguage, scope: string | undefined): readonly string[] {
  const column = rows.column('scope');
  return column === undefined || scope === undefined
    ? []
    : [`${rows.name(column)} = ${rows.value({ type: 'string', value: scope })}`];
}

/** The conditions under which a row says that its migration was applied to its end. */
export function isApplied({ column, name, value }: RowLanguage): readonly string[] {
  const isTrue = column('is-applied');
  const isDirty = column('is-dirty');
  const rolledBack = column('rolled-back-at');
  const applied = column('applied-at');
  return [
    ...(isTrue === undefined ? [] : [`${name(isTrue)} = ${value({ type: 'boolean', value: true })}`]),
    ...(isDirty === undefined ? [] : [`${name(isDirty)} = ${value({ type: 'boolean', value: false })}`]),
    ...(rolledBack === undefined ? [] : [`${name(rolledBack)} IS NULL`]),
    ...(rolledBack === undefined || applied === undefined ? [] : [`${name(applied)} IS NOT NULL`]),
  ];
}

/** The conditions under which a row says that its migration broke off; empty: the tool records no failures. */
export function isFailed({ column, name, value }: RowLanguage): readonly string[] {
  const isTrue = column('is-applied');
  const isDirty = column('is-dirty');
  const rolledBack = column('rolled-back-at');
  const applied = column('applied-at');
  if (isTrue !== undefined) return [`${name(isTrue)} = ${value({ type: 'boolean', value: false })}`];
  if (isDirty !== undefined) return [`${name(isDirty)} = ${value({ type: 'boolean', value: true })}`];
  if (rolledBack === undefined || applied === undefined) return [];
  return [`${name(rolledBack)} IS NULL`, `${name(applied)} IS NULL`];
}

/** What was rolled back is a row of the past that stands for nothing. */
export function isRolledBack({ column, name }: RowLanguage): string | undefined {
  const rolledBack = column('rolled-back-at');
  return rolledBack === undefined ? undefined : `${name(rolledBack)} IS NOT NULL`;
}
