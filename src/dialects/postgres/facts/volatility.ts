import type { Schema } from '../../../model/schema.ts';
import type { Expression } from '../../../model/table.ts';

/** Functions that give every row a value of its own (`provolatile = 'v'` in pg_proc of PostgreSQL 18, and extensions'). */
const volatileFunctions = wordSet(`
  clock_timestamp gen_random_uuid nextval random random_normal setval timeofday uuidv4 uuidv7 currval lastval
  txid_status pg_sleep query_to_xml set_config
  uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 gen_random_bytes gen_salt
`);

/** Functions whose value is the same for all rows of one statement (`provolatile` 's' or 'i'), the usual ones in a default. */
const steadyFunctions = wordSet(`
  now current_timestamp localtimestamp current_date current_time localtime transaction_timestamp statement_timestamp
  current_user session_user user current_role current_catalog current_schema current_schemas current_database system_user
  current_setting pg_backend_pid txid_current pg_current_xact_id inet_client_addr inet_server_addr version
  age date date_add date_bin date_part date_subtract date_trunc extract isfinite justify_days justify_hours
  justify_interval make_date make_interval make_time make_timestamp make_timestamptz timezone to_char to_date to_number
  to_timestamp
  abs cbrt ceil ceiling degrees div exp floor ln log mod pi pow power radians round sign sqrt trunc
  ascii btrim char_length character_length chr concat concat_ws decode encode format initcap left length lower lpad
  ltrim md5 octet_length overlay position quote_ident quote_literal quote_nullable regexp_match regexp_replace
  regexp_split_to_array repeat replace reverse right rpad rtrim sha224 sha256 sha384 sha512 split_part starts_with
  strpos substr substring to_hex translate trim upper
  array_append array_cat array_fill array_length array_position array_prepend array_remove array_to_json
  array_to_string cardinality string_to_array
  json_build_array json_build_object json_object jsonb_build_array jsonb_build_object jsonb_object jsonb_set
  jsonb_strip_nulls row_to_json to_json to_jsonb
  box circle daterange int4range int8range numrange point tsrange tstzrange
  setweight to_tsquery to_tsvector plainto_tsquery phraseto_tsquery websearch_to_tsquery
  coalesce greatest least nullif
  crypt digest hmac uuid_generate_v3 uuid_generate_v5 uuid_nil uuid_ns_dns uuid_ns_oid uuid_ns_url uuid_ns_x500
`);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/**
 * Why each row gets a value of its own from the expression; `undefined`: all rows get the same. A function that is not
 * known counts as volatile, as PostgreSQL takes it when its author does not say.
 */
export function volatility(expression: Expression, schema: Schema): string | undefined {
  for (const call of expression.calls) {
    const name = call.split('.').at(-1) ?? call;
    if (volatileFunctions.has(name)) return `${name}() gives every row a value of its own`;
    const declared = declaredVolatility(name, schema);
    if (declared === 'volatile') return `${name}() is not declared STABLE or IMMUTABLE, so it is called for every row`;
    if (declared === undefined && !steadyFunctions.has(name)) {
      return `it is not known here whether ${name}() is volatile, so it is taken to be`;
    }
  }
  return undefined;
}

function declaredVolatility(name: string, schema: Schema): 'volatile' | 'steady' | undefined {
  const routine = [...schema.routines.values()].find((candidate) => candidate.name.name.toLowerCase() === name);
  if (routine === undefined) return undefined;
  const steady = /\b(?:IMMUTABLE|STABLE)\b/i;
  return steady.test(routine.definition) || steady.test(routine.attributes['options'] ?? '') ? 'steady' : 'volatile';
}
