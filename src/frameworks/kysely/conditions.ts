import type { Span } from '../../model/span.ts';
import { listed, sqlAt } from '../javascript/migrations/compose.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { stringAt } from '../javascript/strings.ts';
import type { Link, StringValue, Value } from '../javascript/value.ts';
import { placeOf } from './links.ts';
import { partsOf, quotedText } from './names.ts';
import { constant, valueSql } from './raw.ts';

const parameters = { postgres: '$1', mysql: '?', sqlite: '?', sqlserver: '@p1' } as const;

/** What Kysely sends in the place of a value, or of an expression that only a run can tell. */
export function parameter(at: Span, { dialect }: Reading): StringValue {
  return stringAt(parameters[dialect.traits.name], at);
}

/** A column's name, with its table in front where that is said. */
export function reference(value: Value | undefined, at: Span, reading: Reading): StringValue {
  if (value?.kind !== 'string') return operand(value, at, reading);
  const names = partsOf(value).map((name) => (name.source.text === '*' ? name : quotedText(name, reading)));
  return listed(names, '.', value.at);
}

/** The value that a column is compared with, or given. */
export function operand(value: Value | undefined, at: Span, reading: Reading): StringValue {
  if (value?.kind === 'host') return valueSql(value, reading) ?? parameter(at, reading);
  if (value?.kind === 'array' && value.open === undefined) {
    return sqlAt(value.at)`(${listed(
      value.elements.map((element) => operand(element, element.at, reading)),
      ', ',
      value.at,
    )})`;
  }
  return constant(value, value?.at ?? at, reading) ?? parameter(at, reading);
}

/** The condition that the `where` calls of a chain make together; `undefined`: there is none. */
export function conditionSql(calls: readonly Link[], reading: Reading): StringValue | undefined {
  const parts = calls.flatMap((call): readonly StringValue[] => {
    const at = placeOf(call);
    const [left, operator, right] = call.arguments;
    if (call.name === 'whereRef' && operator?.kind === 'string')
      return [sqlAt(at)`${reference(left, at, reading)} ${operator} ${reference(right, at, reading)}`];
    if (call.name !== 'where') return [];
    if (operator?.kind === 'string')
      return [sqlAt(at)`${reference(left, at, reading)} ${operator} ${operand(right, at, reading)}`];
    return [operand(left, at, reading)];
  });
  const [first] = parts;
  return first && listed(parts, ' and ', first.at);
}
