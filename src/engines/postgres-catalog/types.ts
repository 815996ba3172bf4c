import type { Dialect } from '../../dialects/dialect.ts';
import { lookUp } from '../../model/look-up.ts';
import type { TypeObject } from '../../model/schema.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Query } from './introspect.ts';
import { nameOf, notOfExtension, userSchemas } from './names.ts';

interface TypeRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  readonly base: string;
  readonly not_null: boolean;
  readonly default: string | null;
  readonly checks: readonly string[];
}

/** Enums, composites that are no table's own, domains and ranges. */
const typesQuery = `
  SELECT n.nspname AS schema, t.typname AS name, t.typtype AS kind,
    coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid), '[]')
      AS labels,
    coalesce((
      SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
      FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS fields,
    format_type(t.typbasetype, t.typtypmod) AS base, t.typnotnull AS not_null, t.typdefault AS default,
    coalesce((
      SELECT json_agg(format('CONSTRAINT %I %s', co.conname, pg_get_constraintdef(co.oid)) ORDER BY co.conname)
      FROM pg_constraint co WHERE co.contypid = t.oid AND co.contype = 'c'), '[]') AS checks
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE ${userSchemas} AND ${notOfExtension('pg_type', 't.oid')} AND (t.typtype IN ('e', 'd', 'r')
    OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
  ORDER BY t.oid`;

const kinds: Readonly<Record<string, TypeObject['kind']>> = { e: 'enum', c: 'composite', d: 'domain' };

export async function readTypes(query: Query, dialect: Dialect): Promise<readonly TypeObject[]> {
  const { rows } = await query<TypeRow>(typesQuery);
  return rows.map((row) => {
    const kind = lookUp(kinds, row.kind) ?? 'other';
    const byDefault = row.default === null ? [] : [`DEFAULT ${dialect.expression(row.default).sql}`];
    return {
      name: nameOf(row),
      kind,
      values: row.labels,
      columns: row.fields.map(({ name, type }) => ({ name, type: dialect.columnType(type) })),
      ...(kind === 'domain' ? { base: dialect.columnType(row.base), nullable: !row.not_null } : {}),
      constraints: [...byDefault, ...row.checks],
      attributes: {},
      origin: catalogOrigin,
    };
  });
}
