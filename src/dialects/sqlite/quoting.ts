import { isKeyword } from './keywords.ts';

/** A name as it stands in a statement, in quotes only when it has to be. */
export function quotedName(name: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !isKeyword(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

export function quotedString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
