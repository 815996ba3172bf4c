import type { QualifiedName } from '../../../model/names.ts';
import type { Guard } from '../../../model/operation.ts';
import { writtenName } from '../normal-sql.ts';

/** A name as it stands in a statement, in brackets only when it has to be. Temporary tables and variables need none. */
export function writeName(name: string): string {
  return /^(?:##?|@)[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : writtenName(name);
}

export function writeQualified({ schema, name }: QualifiedName): string {
  return schema === undefined ? writeName(name) : `${writeName(schema)}.${writeName(name)}`;
}

export function writeNames(names: readonly string[]): string {
  return `(${names.map(writeName).join(', ')})`;
}

/** `IF EXISTS` for a DROP, when that is the only guard; `undefined` when a guard cannot be said. */
export function writeIfExists(guards: readonly Guard[] | undefined): string | undefined {
  if (guards === undefined || guards.length === 0) return '';
  return guards.length === 1 && guards[0]?.kind === 'if-exists' ? 'IF EXISTS' : undefined;
}
