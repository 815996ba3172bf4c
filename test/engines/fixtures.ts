import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DialectName } from '../../src/model/names.ts';

export interface Script {
  readonly name: string;
  readonly sql: string;
  /** The oldest major version of the database that takes it: its first line is `-- needs: 15`. */
  readonly needs?: number;
}

/** The scripts whose replay is proved, by name. */
export function scriptsOf(dialect: DialectName): readonly Script[] {
  const folder = new URL(`../../fixtures/schemas/${dialect}/`, import.meta.url);
  return readdirSync(fileURLToPath(folder))
    .toSorted()
    .map((file) => {
      const sql = readFileSync(new URL(file, folder), 'utf8');
      const needs = /^-- needs: (\d+)$/m.exec(sql.split('\n', 1)[0] ?? '')?.[1];
      return { name: file.replace(/\.sql$/, ''), sql, ...(needs === undefined ? {} : { needs: Number(needs) }) };
    });
}
