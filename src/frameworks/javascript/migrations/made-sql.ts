import type { DialectName, QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Column, Constraint } from '../../../model/table.ts';
import { plainText } from '../../../model/source-text.ts';
import type { Reading } from './reading.ts';

const quotes = { postgres: ['"', '"'], sqlite: ['"', '"'], mysql: ['`', '`'], sqlserver: ['[', ']'] } as const;

/** A name between the dialect's quotes. */
export function quoted(name: string, dialect: DialectName): string {
  const [open, close] = quotes[dialect];
  return open + name.replaceAll(close, close + close) + close;
}

/** A qualified name between the dialect's quotes. */
export function quotedName({ schema, name }: QualifiedName, dialect: DialectName): string {
  return [...(schema === undefined ? [] : [schema]), name].map((part) => quoted(part, dialect)).join('.');
}

/** A text between SQL quotes. */
export function stringLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** What the dialect reads in SQL that a tool makes itself; all of it stands where the call is. */
export function readMade(sql: string, span: Span, { dialect }: Pick<Reading, 'dialect'>): readonly Operation[] {
  return dialect
    .read(plainText(span.file, sql))
    .statements.flatMap(({ operations }) => operations)
    .map((operation) => ({ ...operation, span }));
}

/** What the dialect makes of a column's definition, with the constraints that are written within it. */
interface CompiledColumn {
  readonly column: Column;
  readonly constraints: readonly Constraint[];
}

/** Reads the definition of a column (its name included) as it stands in CREATE TABLE. */
export function compileColumn(definition: string, span: Span, reading: Reading): CompiledColumn {
  const table = quoted('t', reading.dialect.traits.name);
  const [operation] = readMade(`CREATE TABLE ${table} (${definition})`, span, reading);
  const [column] = operation?.kind === 'CreateTable' ? operation.columns : [];
  if (operation?.kind === 'CreateTable' && column !== undefined) return { column, constraints: operation.constraints };
  reading.obstacles.push({ reason: 'not-recognised', detail: `the column ${definition} is not valid here` });
  return { column: { name: '', type: reading.dialect.columnType('text'), nullable: true }, constraints: [] };
}
