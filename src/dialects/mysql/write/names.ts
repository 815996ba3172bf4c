import type { QualifiedName } from '../../../model/names.ts';
import type { Guard } from '../../../model/operation.ts';
import { isReserved } from '../keywords.ts';

/** A name as it stands in a statement, quoted only when it has to be. */
export function writeName(name: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isReserved(name);
  return plain ? name : `\`${name.replaceAll('`', '``')}\``;
}

export function writeQualified({ schema, name }: QualifiedName): string {
  return schema === undefined ? writeName(name) : `${writeName(schema)}.${writeName(name)}`;
}

export function writeNames(names: readonly string[]): string {
  return `(${names.map(writeName).join(', ')})`;
}

/** `IF EXISTS` or `IF NOT EXISTS`, when that is the only guard; `undefined` when a guard cannot be said. */
export function writeGuards(guards: readonly Guard[] | undefined): string | undefined {
  if (guards === undefined || guards.length === 0) return '';
  const [guard] = guards;
  if (guards.length > 1) return undefined;
  if (guard?.kind === 'if-exists') return 'IF EXISTS';
  return guard?.kind === 'if-not-exists' ? 'IF NOT EXISTS' : undefined;
}
