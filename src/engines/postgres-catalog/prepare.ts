import type { Preparation } from '../engine.ts';
import type { Query } from './introspect.ts';

/** Names that no role can have. */
const reserved = /^(?:pg_.*|public|none)$/u;

/** Makes the roles that migrations name, on a server that is the engine's own. One that is there already stays. */
export async function makeRoles(query: Query, { roles = [] }: Preparation): Promise<void> {
  const { rows } = await query<{ readonly name: string }>('SELECT rolname AS name FROM pg_roles');
  const known = new Set(rows.map(({ name }) => name));
  for (const role of new Set(roles)) {
    if (!known.has(role) && !reserved.test(role)) await query(`CREATE ROLE "${role.replaceAll('"', '""')}"`);
  }
}
