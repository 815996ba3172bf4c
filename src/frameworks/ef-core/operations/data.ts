import type { Assignment } from '../../../model/operations/data.ts';
import type { DialectName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Expression } from '../../../model/table.ts';
import type { Value } from '../../csharp/value.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import { literalOf } from '../../csharp/migrations/literals.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import type { Reading } from './reading.ts';
import { tableOf } from './reading.ts';

export function insertData({ args, span }: Reading): Meaning {
  const columns = args.texts('column');
  const rows = matrix(args, 'value', 'column').map((row) => row.map(({ sql }) => sql));
  const operation: Operation = {
    kind: 'InsertRows',
    span,
    table: tableOf(args),
    columns,
    source: { kind: 'values', rows },
  };
  return { operations: [operation] };
}

export function updateData({ args, span }: Reading): Meaning {
  const table = tableOf(args);
  const columns = args.texts('column');
  const values = matrix(args, 'value', 'column');
  const operations = conditions(args).map((where, row): Operation => {
    const assignments = columns.flatMap((column, index): readonly Assignment[] => {
      const value = values[row]?.[index];
      return value === undefined ? [] : [{ column, value }];
    });
    return { kind: 'UpdateRows', span, table, assignments, where, reads: [] };
  });
  return { operations };
}

export function deleteData({ args, span }: Reading): Meaning {
  const table = tableOf(args);
  return {
    operations: conditions(args).map((where): Operation => ({ kind: 'DeleteRows', span, table, where, reads: [] })),
  };
}

const quotes: Readonly<Record<DialectName, readonly [open: string, close: string]>> = {
  postgres: ['"', '"'],
  sqlite: ['"', '"'],
  mysql: ['`', '`'],
  sqlserver: ['[', ']'],
};

/** The condition that picks out one row, for each row of key values. */
function conditions(args: Arguments): readonly string[] {
  const [open, close] = quotes[args.dialect.traits.name];
  const columns = args.texts('keyColumn').map((column) => open + column.replaceAll(close, close + close) + close);
  return matrix(args, 'keyValue', 'keyColumn').map((row) => {
    const tests = columns.map((column, index) => {
      const sql = row[index]?.sql ?? 'NULL';
      return sql === 'NULL' ? `${column} IS NULL` : `${column} = ${sql}`;
    });
    return args.dialect.expression(tests.join(' AND ')).sql;
  });
}

/**
 * Rows of values: a two-dimensional array as it is; a flat one is a row of several columns, or one value a row when a
 * single column is named.
 */
function matrix(args: Arguments, name: string, columns: string): readonly (readonly Expression[])[] {
  const value = args.value(name);
  if (value === undefined) {
    args.findings.obstacles.push({ reason: 'not-recognised', detail: `the rows are given without ${name}` });
    return [];
  }
  const sql = (element: Value): Expression => {
    const literal = literalOf(element, args.dialect.traits.name);
    if (literal !== undefined) return args.dialect.literal(literal);
    const detail = element.kind === 'unknown' ? element.reason : 'it is no constant';
    args.findings.obstacles.push({
      reason: 'built-at-run-time',
      detail: `a value of the rows cannot be told: ${detail}`,
    });
    return args.dialect.literal({ type: 'null' });
  };
  if (value.kind !== 'array') return [[sql(value)]];
  const rows = value.elements.flatMap((element) => (element.kind === 'array' ? [element.elements] : []));
  if (rows.length > 0 && rows.length === value.elements.length) return rows.map((row) => row.map(sql));
  return args.isPlural(columns) ? [value.elements.map(sql)] : value.elements.map((element) => [sql(element)]);
}
