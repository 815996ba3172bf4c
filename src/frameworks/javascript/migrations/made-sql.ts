import type { Dialect } from '../../../dialects/dialect.ts';
import type { DialectName, QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Check, Column, Constraint } from '../../../model/table.ts';
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

const compilations = new WeakMap<Dialect, Map<string, CompiledColumn | undefined>>();

/** Reads the definition of a column (its name included) as it stands in CREATE TABLE; most of them come again and again. */
export function compileColumn(definition: string, span: Span, reading: Reading): CompiledColumn {
  const known = compilations.get(reading.dialect) ?? new Map<string, CompiledColumn | undefined>();
  compilations.set(reading.dialect, known);
  if (!known.has(definition)) known.set(definition, compile(definition, span, reading));
  const found = known.get(definition);
  if (found !== undefined) return found;
  reading.obstacles.push({ reason: 'not-recognised', detail: `the column ${definition.trim()} is not valid here` });
  return { column: { name: '', type: reading.dialect.columnType('text'), nullable: true }, constraints: [] };
}

function compile(definition: string, span: Span, reading: Reading): CompiledColumn | undefined {
  const table = quoted('t', reading.dialect.traits.name);
  const [operation] = readMade(`CREATE TABLE ${table} (${definition})`, span, reading);
  const [column] = operation?.kind === 'CreateTable' ? operation.columns : [];
  return operation?.kind === 'CreateTable' && column !== undefined
    ? { column, constraints: operation.constraints }
    : undefined;
}

/** A condition as it stands in CHECK, with the columns that the dialect finds in it. */
export function compileCheck(condition: string, reading: Reading): Pick<Check, 'expression' | 'columns'> {
  const { name } = reading.dialect.traits;
  const sql = `CREATE TABLE ${quoted('t', name)} (${quoted('c', name)} int, CHECK (${condition}))`;
  const [operation] = readMade(sql, { file: '', start: 0, end: 0 }, reading);
  const found =
    operation?.kind === 'CreateTable' ? operation.constraints.find(({ kind }) => kind === 'Check') : undefined;
  if (found?.kind === 'Check') return { expression: found.expression, columns: found.columns };
  reading.obstacles.push({ reason: 'not-recognised', detail: `the condition ${condition} is not valid here` });
  return { expression: reading.dialect.expression(condition), columns: [] };
}
