import type { CatalogDigest } from '../engine.ts';
import type { Query } from './introspect.ts';
import { withPinnedSettings } from './settings.ts';

interface SubjectRow {
  readonly subject: string;
  readonly value: string;
}

/** Every catalog that a user's SQL can change, as the server prints it. */
export function readDigest(query: Query): Promise<CatalogDigest> {
  return withPinnedSettings(query, async () => {
    const { rows } = await query<SubjectRow>(
      `SELECT format('table %I.%I', n.nspname, c.relname) AS subject, c.relkind AS value
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'`,
    );
    return new Map(rows.map(({ subject, value }) => [subject, value]));
  });
}
