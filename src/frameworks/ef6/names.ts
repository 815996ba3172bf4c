import type { DialectName, QualifiedName } from '../../model/names.ts';

/** The longest name that EF makes. */
const longest = 128;

/** `dbo.Orders`, `[dbo].[Orders]`, `Orders`; more parts than two EF refuses, and they stay one name here. */
const databaseName = /^(?:(\[[^\]]+\]|[^.[\]]+)\.)?(\[[^\]]+\]|[^.[\]]+)$/;

/** The object that the provider means by a name. MySQL has no schemas, and its generator strips `dbo.` from names. */
export function objectName(text: string, dialect: DialectName): QualifiedName {
  const [, schema, name] = databaseName.exec(stripped(text, dialect)) ?? [];
  if (name === undefined) return { name: text };
  return schema === undefined ? { name: bare(name) } : { schema: bare(schema), name: bare(name) };
}

function stripped(text: string, dialect: DialectName): string {
  return dialect === 'mysql' ? text.replaceAll('dbo.', '') : text;
}

function bare(part: string): string {
  return part.replace(/^\[|\]$/g, '');
}

/** `PK_dbo.Orders`: the tables in names are written as the migration writes them. */
export function primaryKeyName(table: string): string {
  return `PK_${table}`.slice(0, longest);
}

/** `FK_dbo.Orders_dbo.Customers_CustomerId` */
export function foreignKeyName(dependent: string, columns: readonly string[], principal: string): string {
  return `FK_${dependent}_${principal}_${columns.join('_')}`.slice(0, longest);
}

/** MySQL's generator gives a name that is too long for the engine a random one, which nobody knows beforehand. */
export function foreignKeyNameIn(dialect: DialectName, name: string): string | undefined {
  return dialect === 'mysql' && name.length > 64 ? undefined : stripped(name, dialect);
}

/** `IX_CustomerId` */
export function indexName(columns: readonly string[]): string {
  return `IX_${columns.join('_')}`.slice(0, longest);
}

/** Npgsql puts the table in front, since its index names belong to the schema. */
export function indexNameIn(dialect: DialectName, table: QualifiedName, name: string): string {
  return dialect === 'postgres' ? `${table.name}_${name}` : name;
}
