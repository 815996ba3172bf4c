import type { QualifiedName } from '../../model/names.ts';
import type { Expression } from '../../model/table.ts';
import { integer, isAbsent, literalOf, optionalText } from '../javascript/migrations/arguments.ts';
import { quoted as quotedPart } from '../javascript/migrations/made-sql.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import type { Link, Value } from '../javascript/value.ts';
import { rawText } from './raw.ts';

/** A name that may be left out; one that cannot be told is no name that was left out. */
export function optionalName(value: Value | undefined, what: string, reading: Reading): string | undefined {
  const found = optionalText(value);
  if (found === undefined && !isAbsent(value) && value?.kind !== 'object') obstruct(reading, what, value);
  return found;
}

/** `schema.table`, or a table in the schema that `withSchema` named. */
export function tableName(name: string, schema: string | undefined): QualifiedName {
  const dot = name.indexOf('.');
  if (dot !== -1) return { schema: name.slice(0, dot), name: name.slice(dot + 1) };
  return schema === undefined ? { name } : { schema, name };
}

/** A name as knex writes it into SQL; `a.b` is two of them. */
export function quoted(name: string, { dialect }: Pick<Reading, 'dialect'>): string {
  const parts = name.split('.').map((part) => (part === '*' ? part : quotedPart(part, dialect.traits.name)));
  return parts.join('.');
}

/** A value as SQL: a literal, or a raw expression; `undefined` when only a run can tell. */
export function sqlOf(value: Value, reading: Reading): Expression | undefined {
  if (value.kind === 'host') {
    const sql = rawExpression(value.links, reading);
    return sql === undefined ? undefined : reading.dialect.expression(sql);
  }
  const literal = literalOf(value);
  return literal === undefined ? undefined : reading.dialect.literal(literal);
}

const uuidFunctions = {
  postgres: 'gen_random_uuid()',
  mysql: '(UUID())',
  sqlserver: 'NEWID()',
  sqlite: 'randomblob(16)',
} as const;

/** `knex.raw('…')`, `knex.fn.now()`, `knex.ref('c')` in the place of a value. */
function rawExpression(links: readonly Link[], reading: Reading): string | undefined {
  const last = links.findLast(({ form }) => form !== 'property');
  const [first, second] = last?.arguments ?? [];
  switch (last?.name) {
    case 'raw':
      return first === undefined ? undefined : rawText(first, second, reading)?.source.text;
    case 'now': {
      const precision = integer(first);
      return precision === undefined ? 'CURRENT_TIMESTAMP' : `CURRENT_TIMESTAMP(${precision})`;
    }
    case 'uuid':
      return uuidFunctions[reading.dialect.traits.name];
    case 'ref': {
      const name = optionalText(first);
      return name === undefined ? undefined : quoted(name, reading);
    }
    default:
      return undefined;
  }
}
