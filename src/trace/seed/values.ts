import type { SeedColumn } from './catalog.ts';

/** What stands in a condition and can be a value: strings with their type, numbers. */
const literals = /'(?:[^']|'')*'|(?<![\w.])\d+(?:\.\d+)?(?![\w.])/gu;

/**
 * A column's value in the row of number `i`, as SQL. Where conditions name the column, the literals in them take turns with
 * values of its own, as they are and counted on from: which of them fit, the conditions decide. Values of its own are all
 * different, and the same in all tables, so that keys fit.
 */
export function valueOf(column: SeedColumn, conditions: readonly string[], place: number): string {
  const own = ownValue(column);
  if (column.labels.length > 0)
    return `(ARRAY[${column.labels.map(quoted).join(', ')}])[1 + i % ${column.labels.length}]::${column.type}`;
  const named = conditions.filter((condition) => names(condition, column.name));
  const found = [...new Set(named.flatMap((condition) => condition.match(literals) ?? []))].slice(0, mostLiterals);
  const form = Object.hasOwn(literalForms, column.category) ? literalForms[column.category] : undefined;
  const fitting = found.filter((literal) => form?.test(literal));
  const values = [...fitting.flatMap((literal) => around(literal, column)), own];
  if (values.length === 1) return own;
  // Each column turns at a pace of its own, so that all pairs come up.
  const cases = values.map((value, at) => `WHEN ${at} THEN ${value}`);
  return `CASE (i / ${paces[place % paces.length] ?? 1}) % ${values.length} ${cases.join(' ')} END`;
}

/** What a literal looks like that is a value of a type, by its category; others are of the condition's other columns. */
const literalForms: Readonly<Record<string, RegExp>> = { S: /^'/, N: /^'?-?\d+(?:\.\d+)?'?$/, D: /^'\d{4}-\d\d/ };

const mostLiterals = 24;
const paces = [1, 3, 7, 13];

/** The literal, and values that go on from it. */
function around(literal: string, { type, category }: SeedColumn): readonly string[] {
  const value = category === 'N' ? literal : `${literal}::text::${type}`;
  switch (category) {
    case 'N':
      return [`${value}::${type}`, `(${literal}::numeric + i)::${type}`];
    case 'D':
      return [value, `(${value} + i * INTERVAL '1 minute')::${type}`];
    default:
      return [value];
  }
}

function names(condition: string, column: string): boolean {
  return (
    condition.match(/"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu)?.some((word) => word.replaceAll('"', '') === column) ??
    false
  );
}

/** Texts that all of a type's values are made of, by the type's name without length and precision. */
const byType: Readonly<Record<string, string>> = {
  smallint: '(i % 32000)::smallint',
  integer: 'i',
  bigint: 'i::bigint',
  uuid: 'md5(i::text)::uuid',
  boolean: '(i % 2 = 0)',
  json: `'{}'::json`,
  jsonb: `jsonb_build_object('n', i)`,
  bytea: "decode(md5(i::text), 'hex')",
  date: "(DATE '2024-01-01' + i % 3000)",
  inet: "('10.0.' || (i / 256) % 256 || '.' || i % 256)::inet",
  cidr: "('10.' || (i / 256) % 256 || '.' || i % 256 || '.0/24')::cidr",
  macaddr: "('08:00:2b:01:' || lpad(to_hex((i / 256) % 256), 2, '0') || ':' || lpad(to_hex(i % 256), 2, '0'))::macaddr",
  interval: 'make_interval(secs => i)',
  tsvector: "to_tsvector('simple', 'word' || i)",
  tsquery: "to_tsquery('simple', 'word' || i)",
  point: 'point(i, i)',
  bit: "B'1'",
  'bit varying': "B'1'",
  xml: "'<a/>'::xml",
  oid: 'i::oid',
  money: 'i::numeric::money',
  int4range: 'int4range(i, i + 1)',
  int8range: 'int8range(i, i + 1)',
  numrange: 'numrange(i, i + 1)',
  daterange: "daterange(DATE '2024-01-01' + i, DATE '2024-01-02' + i)",
  tsrange: "tsrange(TIMESTAMP '2024-01-01' + i * INTERVAL '1 day', TIMESTAMP '2024-01-02' + i * INTERVAL '1 day')",
  tstzrange:
    "tstzrange(TIMESTAMPTZ '2024-01-01Z' + i * INTERVAL '1 day', TIMESTAMPTZ '2024-01-02Z' + i * INTERVAL '1 day')",
  hstore: "hstore('n', i::text)",
  ltree: "('n' || i)::ltree",
};

function ownValue({ type, category, length }: SeedColumn): string {
  const plain = type.replace(/\([^()]*\)/u, '');
  const known = Object.hasOwn(byType, plain) ? byType[plain] : undefined;
  if (known !== undefined) return known;
  if (plain === 'numeric') return `(i % ${numericLimit(type)})::${type}`;
  switch (category) {
    case 'S':
      return text(type, length);
    case 'N':
      return `i::${type}`;
    case 'A':
      return `'{}'::${type}`;
    case 'D':
      return `(TIMESTAMP '2024-01-01' + i * INTERVAL '1 hour')::${type}`;
    case 'U':
      return `('v' || i)::text::${type}`;
    default:
      return `NULL::${type}`;
  }
}

/** Short enough for its column, and different for as many rows as that allows. */
function text(type: string, length: number | undefined): string {
  if (length === undefined) return `('v' || i)::${type}`;
  return length < longEnough ? `right(md5(i::text), ${length})::${type}` : `left('v' || i, ${length})::${type}`;
}

/** Characters that number every row. */
const longEnough = 8;

function numericLimit(type: string): number {
  const [precision = 10, scale = 0] = (type.match(/\d+/gu) ?? []).map(Number);
  return 10 ** Math.max(0, Math.min(6, precision - scale));
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
