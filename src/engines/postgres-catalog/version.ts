import type { Query } from '../engine.ts';

/** The server's version without what its builder adds: `16.14`. */
export async function versionOf(query: Query): Promise<string> {
  const { rows } = await query<{ readonly version: string }>("SELECT current_setting('server_version') AS version");
  return /^\S+/u.exec(rows[0]?.version ?? '')?.[0] ?? 'unknown';
}
