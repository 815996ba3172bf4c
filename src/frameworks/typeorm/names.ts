import { createHash } from 'node:crypto';
import type { QualifiedName } from '../../model/names.ts';

/** The names that TypeORM's DefaultNamingStrategy gives: a prefix and the beginning of a SHA-1 of table and columns. */
function derived(prefix: string, length: number, table: QualifiedName, parts: string): string {
  const hash = createHash('sha1')
    .update(`${table.name.replace('.', '_')}_${parts}`)
    .digest('hex');
  return `${prefix}_${hash.slice(0, length)}`;
}

/** The order of the columns does not matter to the name. */
function joined(columns: readonly string[]): string {
  return [...columns].sort().join('_');
}

export function primaryKeyName(table: QualifiedName, columns: readonly string[]): string {
  return derived('PK', 27, table, joined(columns));
}

export function uniqueName(table: QualifiedName, columns: readonly string[]): string {
  return derived('UQ', 27, table, joined(columns));
}

export function foreignKeyName(table: QualifiedName, columns: readonly string[]): string {
  return derived('FK', 27, table, joined(columns));
}

export function indexName(table: QualifiedName, columns: readonly string[], where: string | undefined): string {
  return derived('IDX', 26, table, where === undefined ? joined(columns) : `${joined(columns)}_${where}`);
}

export function checkName(table: QualifiedName, expression: string): string {
  return derived('CHK', 26, table, expression);
}

export function exclusionName(table: QualifiedName, expression: string): string {
  return derived('XCL', 26, table, expression);
}

/** SQL Server: defaults are constraints. */
export function defaultName(table: QualifiedName, column: string): string {
  return derived('DF', 27, table, column);
}

/** `schema.table`, or one of both. */
export function tableNameOf(written: string): QualifiedName {
  const dot = written.lastIndexOf('.');
  return dot === -1 ? { name: written } : { schema: written.slice(0, dot), name: written.slice(dot + 1) };
}
