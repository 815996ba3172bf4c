import type { Expression } from '../../model/table.ts';
import { literalOf, optionalText } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import type { Link, Value } from '../javascript/value.ts';

/** A value of a row: a literal, or the SQL that a function of the language gives (`() => 'now()'`). */
export function expressionOf(value: Value | undefined, reading: Reading): Expression {
  const unknown = { sql: '?', constant: false, calls: [] };
  if (value === undefined) return unknown;
  if (value.kind === 'function') {
    const sql = optionalText(reading.module.call(value, []).returned);
    return sql === undefined ? unknown : reading.dialect.expression(sql);
  }
  const literal = literalOf(value);
  return literal === undefined ? unknown : reading.dialect.literal(literal);
}

/** The WHERE of a query builder's calls; what only a run can tell is `?`. */
export function whereOf(calls: readonly Link[], reading: Reading): string | undefined {
  const parts = calls.flatMap(({ name, arguments: [condition, parameters] }) => {
    if (!/^(?:and|or)?where/i.test(name)) return [];
    return [{ or: name.startsWith('or'), sql: conditionOf(condition, parameters, reading) }];
  });
  if (parts.length === 0) return undefined;
  const sql = parts.map((part, at) => (at === 0 ? part.sql : `${part.or ? 'OR' : 'AND'} ${part.sql}`)).join(' ');
  return sql.includes('?') ? sql : reading.dialect.expression(sql).sql;
}

/** A condition: SQL with `:name` parameters, or an object of columns and values. */
export function conditionOf(condition: Value | undefined, parameters: Value | undefined, reading: Reading): string {
  if (condition?.kind === 'string') {
    return condition.source.text.replace(/(?<![:\w])(?::\.\.\.|:)(\w+)/g, (_match, name: string) => {
      const value = parameters?.kind === 'object' ? parameters.entries.get(name)?.value : undefined;
      if (value?.kind === 'array') return value.elements.map((one) => expressionOf(one, reading).sql).join(', ');
      return expressionOf(value, reading).sql;
    });
  }
  if (condition?.kind !== 'object' || condition.open !== undefined) return '?';
  return [...condition.entries]
    .map(([column, { value }]) => {
      if (value.kind === 'object') return '?';
      return value.kind === 'null' ? `${column} IS NULL` : `${column} = ${expressionOf(value, reading).sql}`;
    })
    .join(' AND ');
}
