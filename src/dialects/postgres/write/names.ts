import type { QualifiedName } from '../../../model/names.ts';
import { quotedKeywords } from './keywords.ts';

/** A name as PostgreSQL would fold it back: quoted only when it has to be, as `quote_ident` does. */
export function quoteName(name: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !quotedKeywords.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteQualified(name: QualifiedName): string {
  return name.schema === undefined ? quoteName(name.name) : `${quoteName(name.schema)}.${quoteName(name.name)}`;
}

export function quoteList(names: readonly string[]): string {
  return names.map(quoteName).join(', ');
}

export function quoteQualifiedList(names: readonly QualifiedName[]): string {
  return names.map(quoteQualified).join(', ');
}

/** A string constant that means the same whatever `standard_conforming_strings` says. */
export function quoteString(text: string): string {
  const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
  return text.includes('\\') ? `E${quoted}` : quoted;
}

/** The parts that are there, with one space between. */
export function words(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' ');
}
