import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DialectName } from '../../src/model/names.ts';

/** The scripts whose replay is proved, by name. */
export function scriptsOf(dialect: DialectName): readonly { readonly name: string; readonly sql: string }[] {
  const folder = new URL(`../../fixtures/schemas/${dialect}/`, import.meta.url);
  return readdirSync(fileURLToPath(folder))
    .toSorted()
    .map((file) => ({ name: file.replace(/\.sql$/, ''), sql: readFileSync(new URL(file, folder), 'utf8') }));
}
