import { lookUp } from '../../../model/look-up.ts';
import { notOfExtension } from '../names.ts';

/** What becomes of one column of a catalog. */
export type ColumnUse =
  /** It is a fact of its own, printed as it is, or as the SQL says; `x` is the catalog's row. */
  | { readonly fact: string; readonly as?: string }
  /** It is no fact of its own, and why. */
  | { readonly not: string };

/** One catalog as the digest reads it. Columns that are not listed, of a version newer than we know, are facts by their own names. */
export interface DigestedCatalog {
  readonly catalog: string;
  /** SQL of the subject that a row is about; by default what `pg_identify_object` calls it. */
  readonly subject?: string;
  /** SQL of what the subject itself is said to be; absent: `there`; `null`: the row only adds facts to another's subject. */
  readonly definition?: string | null;
  /** SQL condition in addition to that the object is the user's. */
  readonly where?: string;
  /** Whether a row stands for an object that is told to be the user's by its own number; by default yes. */
  readonly hasOid?: false;
  readonly columns: Readonly<Record<string, ColumnUse>>;
  /** Facts that are no column: SQL by their names. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The first number that initdb leaves to users' objects. */
export const firstUserOid = 16_384;

/** What the engine calls an object: `table public.t`. */
export function identity(catalog: string, oid: string): string {
  return `(SELECT i.type || ' ' || i.identity FROM pg_identify_object('${catalog}'::regclass, ${oid}, 0) AS i)`;
}

/** What a column is called: `table public.t, column a`. */
export function columnSubject(relation: string, column: string): string {
  return `${identity('pg_class', relation)} || ', column ' || ${column}`;
}

/** The condition that an object was made by the user, neither by initdb nor by an extension. */
export function isOfUser(catalog: string, oid: string): string {
  return `${oid} >= ${firstUserOid} AND ${notOfExtension(catalog, oid)}`;
}

/** The condition that a table, view or the like was made by the user, and is none of the session's temporary ones. */
export function isRelationOfUser(oid: string): string {
  return `${isOfUser('pg_class', oid)} AND EXISTS (
    SELECT FROM pg_class rc JOIN pg_namespace rn ON rn.oid = rc.relnamespace
    WHERE rc.oid = ${oid} AND rc.relkind <> 't' AND rn.nspname !~ '^pg_')`;
}

/** An owner is said where it is another than the role that made the scratch database. */
export const owner = (column: string): ColumnUse => ({
  fact: 'owner',
  as: `(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = x.${column} AND r.rolname <> current_user)`,
});

/** A column that names another object, as the type of object names prints it. */
export const reference = (fact: string, column: string, type: string): ColumnUse => ({
  fact,
  as: `nullif(x.${column}, 0)::${type}::text`,
});

/** A routine; the catalog prints `-` where there is none. */
export const routine = (fact: string, column: string): ColumnUse => ({
  fact,
  as: `(SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.oid = x.${column})`,
});

/** Options and settings, in an order that does not depend on when they were set. */
export const sorted = (array: string): string =>
  `(SELECT string_agg(o, ', ' ORDER BY o COLLATE "C") FROM unnest(${array}) AS o)`;

/** A fact that is only said where it is the case. */
export const when = (fact: string, condition: string): ColumnUse => ({ fact, as: `nullif(${condition}, false)` });

export const inSubject: ColumnUse = { not: 'is part of the subject' };
export const inDefinition: ColumnUse = { not: 'is part of the definition' };
export const inGrants: ColumnUse = { not: 'is read with all grants' };

/** A column that a catalog has in this version of PostgreSQL. */
export interface ExistingColumn {
  readonly catalog: string;
  readonly name: string;
  readonly type: string;
}

/** A query of subjects and values; none where the catalog has nothing to say in this version. */
export function digestQuery(digested: DigestedCatalog, existing: readonly ExistingColumn[]): string | undefined {
  const { catalog, columns, definition = "'there'", more = {} } = digested;
  const subject = digested.subject ?? identity(catalog, 'x.oid');
  const facts: string[] = Object.entries(more).map(([fact, sql]) => `('${fact}', (${sql})::text)`);
  for (const { name, type } of existing.filter((column) => column.catalog === catalog)) {
    const use = lookUp(columns, name) ?? { fact: name };
    if ('not' in use) continue;
    const printed = use.as ?? (type === 'bool' ? `nullif(x.${name}, false)` : `x.${name}`);
    facts.push(`('${use.fact}', (${printed})::text)`);
  }
  if (definition !== null) facts.push(`('', (${definition})::text)`);
  if (facts.length === 0) return undefined;
  const conditions = [
    ...(digested.hasOid === false ? [] : [isOfUser(catalog, 'x.oid')]),
    ...(digested.where === undefined ? [] : [`(${digested.where})`]),
  ];
  return `
    SELECT s.subject || CASE f.name WHEN '' THEN '' ELSE ', ' || f.name END AS subject, f.value
    FROM ${catalog} x
      CROSS JOIN LATERAL (SELECT ${subject} AS subject OFFSET 0) AS s
      CROSS JOIN LATERAL (VALUES ${facts.join(', ')}) AS f (name, value)
    WHERE ${conditions.join(' AND ')} AND f.value <> ''`;
}
