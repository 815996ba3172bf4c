import type { MigrationEntry } from '../../frameworks/framework.ts';
import { splitPath } from '../../frameworks/sql/names.ts';
import { lookUp } from '../../model/look-up.ts';

/** The part of a migration's id that the ledger keeps as its description, by tool. */
const descriptions: Readonly<Record<string, RegExp>> = {
  flyway: /^(?:(?!__).)*__(.*)$/,
  supabase: /^\d+_(.*)$/,
  'postgres-migrations': /^-?\d+(?!\d)[-_]?(.*)$/,
};

/** What a migration's name says besides its version, as the tool writes it into the ledger. */
export function descriptionOf(framework: string, { id }: MigrationEntry): string {
  const description = lookUp(descriptions, framework)?.exec(id)?.[1] ?? id;
  return framework === 'flyway' ? description.replaceAll('_', ' ') : description;
}

/** The rows that a tool writes for itself. */
const ownRows: Readonly<Record<string, readonly string[]>> = {
  goose: ['0'],
  'postgres-migrations': ['0'],
};

/** What the ledger's identity says in rows that stand for no migration of the project. */
export function rowsOfTool(framework: string): readonly string[] {
  return lookUp(ownRows, framework) ?? [];
}

export function keyOf({ id, ledgerKey }: MigrationEntry): string {
  return ledgerKey ?? id;
}

/** A file's name with its extension, without its folder. */
export function fileNameOf({ file }: MigrationEntry): string {
  return splitPath(file)[1];
}
