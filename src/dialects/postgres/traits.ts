import type { DialectTraits, ImplicitNameRequest } from '../../model/names.ts';

export const traits: DialectTraits = {
  name: 'postgres',
  defaultSchema: 'public',
  caseSensitive: true,
  transactionalDdl: true,
  indexesBelongToSchema: true,
  implicitName,
  ownedSequenceName: (request) => chosenName(request.table.name, request.column, 'seq', (name) => request.taken(name)),
};

/** The longest name that the catalog keeps, in bytes (NAMEDATALEN - 1). */
const longestName = 63;

const labels: Readonly<Record<ImplicitNameRequest['of'], string>> = {
  PrimaryKey: 'pkey',
  Unique: 'key',
  Check: 'check',
  ForeignKey: 'fkey',
  Exclusion: 'excl',
  Index: 'idx',
  Default: 'default',
};

/**
 * ChooseIndexName, ChooseRelationName and ChooseConstraintName (src/backend/commands/indexcmds.c,
 * src/backend/catalog/pg_constraint.c): table, columns and label; a number after the label when the name is taken.
 */
function implicitName(request: ImplicitNameRequest): string {
  const { of, table, columns } = request;
  const middle = of === 'PrimaryKey' || (of === 'Check' && columns.length !== 1) ? undefined : columnPart(columns);
  return chosenName(table.name, middle, labels[of], (name) => request.taken(name));
}

function chosenName(
  table: string,
  columns: string | undefined,
  label: string,
  taken: (name: string) => boolean,
): string {
  for (let pass = 0; ; pass++) {
    const name = objectName(table, columns, pass === 0 ? label : `${label}${pass}`);
    if (!taken(name)) return name;
  }
}

/** Columns joined until the name would be too long anyway. */
function columnPart(columns: readonly string[]): string {
  let joined = '';
  for (const column of columns) {
    joined += joined === '' ? column : `_${column}`;
    if (byteLength(joined) >= longestName + 1) break;
  }
  return joined;
}

/**
 * makeObjectName (src/backend/commands/indexcmds.c): the longer of the two names is cut, byte by byte and then back to a
 * whole character, until all fits.
 */
function objectName(table: string, columns: string | undefined, label: string): string {
  const overhead = byteLength(label) + 1 + (columns === undefined ? 0 : 1);
  let tableBytes = byteLength(table);
  let columnBytes = byteLength(columns ?? '');
  while (tableBytes + columnBytes > longestName - overhead) {
    if (tableBytes > columnBytes) tableBytes--;
    else columnBytes--;
  }
  const parts = [cut(table, tableBytes), ...(columns === undefined ? [] : [cut(columns, columnBytes)]), label];
  return parts.join('_');
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The whole characters among the first bytes of a text. */
function cut(text: string, bytes: number): string {
  const encoded = encoder.encode(text);
  let end = Math.min(bytes, encoded.length);
  while (end < encoded.length && end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--;
  return decoder.decode(encoded.subarray(0, end));
}
