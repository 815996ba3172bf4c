import { grantsQuery } from './digest/grants.ts';
import type { Query } from './introspect.ts';

/** Event triggers first: they could forbid the rest. */
const dropsQuery = `
  SELECT format('DROP EVENT TRIGGER %I', evtname) AS drop FROM pg_event_trigger
  UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
  UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
  UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
  WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'`;

/** On a server where there are no others' roles. */
const rolesQuery = `
  SELECT format('%s %I', command, rolname) AS drop
  FROM pg_roles CROSS JOIN (VALUES (1, 'DROP OWNED BY'), (2, 'DROP ROLE')) AS commands (step, command)
  WHERE oid >= 16384 AND rolname <> current_user ORDER BY step`;

/** What of a migration's can be in a database outside of its schemas; what initdb makes has the lower numbers. */
const leftQuery = `
  SELECT oid FROM pg_publication
  UNION ALL SELECT oid FROM pg_event_trigger
  UNION ALL SELECT oid FROM pg_default_acl
  UNION ALL SELECT oid FROM pg_largeobject_metadata
  UNION ALL SELECT oid FROM pg_foreign_data_wrapper WHERE oid >= 16384
  UNION ALL SELECT oid FROM pg_language WHERE oid >= 16384
  UNION ALL SELECT oid FROM pg_cast WHERE oid >= 16384
  UNION ALL SELECT oid FROM pg_am WHERE oid >= 16384
  UNION ALL SELECT oid FROM pg_proc WHERE oid >= 16384
  UNION ALL SELECT setdatabase FROM pg_db_role_setting
    WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** `public` as initdb makes it; from version 15 on, the owner of the database owns it and alone may create in it. */
const publicSchema = (version: number): readonly string[] => [
  'CREATE SCHEMA public',
  "COMMENT ON SCHEMA public IS 'standard public schema'",
  `GRANT USAGE${version < 150_000 ? ', CREATE' : ''} ON SCHEMA public TO PUBLIC`,
  ...(version < 150_000 ? [] : ['ALTER SCHEMA public OWNER TO pg_database_owner']),
];

/**
 * Empties a database, which is faster by far than to make another, and forgets what was set in the session. Resolves to
 * false when something is left, or could not be dropped: then only another database is empty.
 */
export async function clear(query: Query, ownsServer: boolean): Promise<boolean> {
  try {
    await query('ROLLBACK');
    await query('RESET SESSION AUTHORIZATION');
    await query('DISCARD ALL');
    await run(query, dropsQuery);
    if (ownsServer) await dropRoles(query);
    const { rows } = await query<{ readonly version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    for (const statement of publicSchema(Number(rows[0]?.version))) await query(statement);
    return (await query(leftQuery)).rows.length === 0 && (await query(grantsQuery)).rows.length === 0;
  } catch {
    return false;
  }
}

/** Drops the roles that statements have made, with what is left of theirs in this database. */
export async function dropRoles(query: Query): Promise<void> {
  await run(query, rolesQuery);
}

async function run(query: Query, drops: string): Promise<void> {
  for (const { drop } of (await query<{ readonly drop: string }>(drops)).rows) await query(drop);
}
