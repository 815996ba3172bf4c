import type { Query } from './introspect.ts';

/**
 * Settings of a session that decide what the catalog and values look like, or who may see them, and what they are pinned
 * to; NULL is the session's own default. A session's user comes before its role, which it resets.
 */
const pinned: readonly (readonly [name: string, value: string | null])[] = [
  ['session_authorization', null],
  ['role', 'none'],
  ['search_path', ''],
  ['quote_all_identifiers', 'off'],
  ['standard_conforming_strings', 'on'],
  ['TimeZone', 'UTC'],
  ['DateStyle', 'ISO, MDY'],
  ['IntervalStyle', 'postgres'],
  ['extra_float_digits', '1'],
  ['bytea_output', 'hex'],
  ['xmlbinary', 'base64'],
  ['lc_monetary', 'C'],
];

/** Does work in a session as it is when nobody has set anything in it, and gives back what the migrations had set. */
export async function withPinnedSettings<Result>(query: Query, work: () => Promise<Result>): Promise<Result> {
  const { rows } = await query<{ readonly name: string; readonly value: string }>(
    pinned
      .map(([name]) => {
        // The setting of the session's user is empty until somebody sets it, and nobody can set it so.
        const value = name === 'session_authorization' ? 'session_user::text' : `current_setting('${name}')`;
        return `SELECT '${name}' AS name, ${value} AS value`;
      })
      .join(' UNION ALL '),
  );
  await query(setting(pinned));
  try {
    return await work();
  } finally {
    await query(setting(rows.map(({ name, value }) => [name, value] as const)));
  }
}

function setting(values: readonly (readonly [name: string, value: string | null])[]): string {
  return `SELECT ${values
    .map(([name, value]) => {
      const printed = value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
      return `pg_catalog.set_config('${name}', ${printed}, false)`;
    })
    .join(', ')}`;
}
