import type { QualifiedName } from '../../../model/names.ts';
import type { Guard } from '../../../model/operation.ts';
import { quotedName } from '../quoting.ts';

export function writeQualified({ schema, name }: QualifiedName): string {
  return schema === undefined ? quotedName(name) : `${quotedName(schema)}.${quotedName(name)}`;
}

export function writeNames(names: readonly string[]): string {
  return `(${names.map(quotedName).join(', ')})`;
}

/** `IF EXISTS` or `IF NOT EXISTS`, when that is the only guard; `undefined` when SQLite cannot say the guards. */
export function writeGuards(
  guards: readonly Guard[] | undefined,
  kind: 'if-exists' | 'if-not-exists',
): string | undefined {
  if (guards === undefined || guards.length === 0) return '';
  if (guards.length > 1 || guards[0]?.kind !== kind) return undefined;
  return kind === 'if-exists' ? 'IF EXISTS' : 'IF NOT EXISTS';
}
