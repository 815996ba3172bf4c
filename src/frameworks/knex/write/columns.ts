import type { Dialect } from '../../../dialects/dialect.ts';
import type { Column } from '../../../model/table.ts';
import { literal } from './code.ts';

/** A column as a call on the table builder: its type in the database's own words, so that nothing is rounded. */
export function columnCode(
  column: Column,
  { knex, dialect }: { readonly knex: string; readonly dialect: Dialect },
): string | undefined {
  const { name, type, nullable, identity, generated, onUpdate, collation, attributes, defaultName, comment } = column;
  const unsaid = [identity, generated, onUpdate, collation, attributes, defaultName];
  if (unsaid.some((facet) => facet !== undefined)) return undefined;
  const parts = [
    `specificType(${literal(name)}, ${literal(type.text)})`,
    ...(nullable ? ['nullable()'] : ['notNullable()']),
    ...(column.default === undefined ? [] : [`defaultTo(${knex}.raw(${literal(column.default.sql)}))`]),
    ...(comment === undefined || dialect.traits.name === 'sqlite' ? [] : [`comment(${literal(comment)})`]),
  ];
  return parts.join('.');
}
