import type { Dialect, SqlStatement } from '../../../src/dialects/dialect.ts';
import type { ColumnType, TypeFamily } from '../../../src/model/column-type.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { spanOf } from '../../../src/model/source-text.ts';
import type { Expression, Literal } from '../../../src/model/table.ts';

/**
 * A database that understands next to nothing: every statement up to a semicolon is a query that is written as it was
 * read. It lets the framework be tested for what it hands over.
 */
export function fakeDialect(name: DialectName): Dialect {
  return {
    traits: {
      name,
      defaultSchema: undefined,
      caseSensitive: true,
      transactionalDdl: true,
      indexesBelongToSchema: false,
      implicitName: () => 'implicit',
    },
    defaultVersion: '1',
    quote: ({ name: own }) => own,
    read: (source) => ({
      comments: [],
      statements: [...source.text.matchAll(/[^;\s][^;]*/g)].map((match): SqlStatement => {
        const sql = match[0].trimEnd();
        const span = spanOf(source, match.index, match.index + sql.length);
        return { span, sql, operations: [{ kind: 'Query', span, text: sql.replace(/\s+/g, ' '), reads: [] }] };
      }),
    }),
    write: (operation: Operation) => (operation.kind === 'Query' ? [operation.text] : undefined),
    facts: () => undefined,
    columnType,
    expression: (sql) => ({
      sql: sql.replace(/\s+/g, ' ').trim(),
      constant: /^(?:-?[\d.]+|'.*'|NULL|TRUE|FALSE)$/s.test(sql),
      calls: [],
    }),
    literal,
  };
}

const families: readonly (readonly [RegExp, TypeFamily])[] = [
  [/^(?:tiny|small|big)?int|^integer/i, 'integer'],
  [/^(?:decimal|numeric)/i, 'decimal'],
  [/^(?:float|double|real)/i, 'float'],
  [/^(?:bool|bit$)/i, 'boolean'],
  [/^(?:timestamp|datetime)/i, 'timestamp'],
  [/^(?:uuid|uniqueidentifier)/i, 'uuid'],
  [/char|text/i, 'text'],
  [/blob|binary|bytea|rowversion/i, 'binary'],
];

function columnType(text: string): ColumnType {
  const family = families.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
  const name = text.replace(/\(.*/, '');
  const precision = family === 'timestamp' ? /\((\d+)\)/.exec(text)?.[1] : undefined;
  const bits = /^int(?:eger)?$/.test(text) ? { bits: 32 } : {};
  return { text, name, family, ...bits, ...(precision === undefined ? {} : { precision: Number(precision) }) };
}

function literal(value: Literal): Expression {
  return { sql: literalText(value), constant: true, calls: [] };
}

function literalText(value: Literal): string {
  switch (value.type) {
    case 'null':
      return 'NULL';
    case 'boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'number':
      return value.text;
    case 'string':
      return `'${value.value.replaceAll("'", "''")}'`;
    case 'timestamp':
    case 'uuid':
      return `'${value.text}'`;
    case 'bytes':
      return `X'${value.hex}'`;
  }
}
