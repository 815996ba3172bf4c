import type { Span } from '../../model/span.ts';
import { readSql } from '../javascript/migrations/sql.ts';
import { replaceRanges, stringAt } from '../javascript/strings.ts';
import type { StringValue, UnknownValue, Value } from '../javascript/value.ts';
import { describe } from '../javascript/value.ts';
import { optionalText } from '../javascript/migrations/arguments.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import { obstruct } from '../javascript/migrations/reading.ts';
import { quoted, sqlOf } from './arguments.ts';

/** `raw(sql, bindings)`, read by the dialect in the places where its characters are written. */
export function readRaw(args: readonly Value[], span: Span, reading: Reading): Meaning {
  const [sql, bindings] = args;
  const text = sql === undefined ? undefined : rawText(sql, bindings, reading);
  if (text === undefined) {
    obstruct(reading, 'the SQL', sql);
    return { operations: [] };
  }
  if (text.holes[0]?.start === 0 && /\.toSQL\b/.test(text.holes[0].reason)) {
    // The SQL of a builder, which has been read as what the builder says.
    return { operations: [{ kind: 'NoChange', span, statement: 'raw' }] };
  }
  return readSql(text, span, reading);
}

/** The SQL with its bindings filled in: `?` and `:name` are values, `??` and `:name:` are names. */
export function rawText(sql: Value, bindings: Value | undefined, reading: Reading): StringValue | undefined {
  if (sql.kind !== 'string') return undefined;
  if (bindings === undefined || bindings.kind === 'undefined') return sql;
  const found =
    bindings.kind === 'object' ? namedBindings(sql, bindings, reading) : positionalBindings(sql, bindings, reading);
  return found.length === 0 ? sql : replaceRanges(sql, found, sql.at);
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly by: StringValue | UnknownValue;
}

function positionalBindings(sql: StringValue, bindings: Value, reading: Reading): readonly Replacement[] {
  const values = bindings.kind === 'array' ? bindings.elements : [bindings];
  const open = bindings.kind === 'array' ? bindings.open : undefined;
  let next = 0;
  return [...sql.source.text.matchAll(/\\\?|\?\??/g)].flatMap((match) => {
    const range = { start: match.index, end: match.index + match[0].length };
    if (match[0] === '\\?') return [{ ...range, by: stringAt('?', sql.at) }];
    const value = values[next] ?? open;
    next += 1;
    return value === undefined ? [] : [{ ...range, by: filled(value, match[0] === '??', sql.at, reading) }];
  });
}

function namedBindings(
  sql: StringValue,
  bindings: Extract<Value, { kind: 'object' }>,
  reading: Reading,
): readonly Replacement[] {
  return [...sql.source.text.matchAll(/(?<![:\w]):(\w+)(:(?!:))?/g)].flatMap((match) => {
    const value = bindings.entries.get(match[1] ?? '')?.value ?? bindings.open;
    const range = { start: match.index, end: match.index + match[0].length };
    return value === undefined ? [] : [{ ...range, by: filled(value, match[2] !== undefined, sql.at, reading) }];
  });
}

function filled(value: Value, isName: boolean, at: Span, reading: Reading): StringValue | UnknownValue {
  const name = isName ? optionalText(value) : undefined;
  if (name !== undefined) return stringAt(quoted(name, reading), value.at.file === at.file ? value.at : at);
  const elements = value.kind === 'array' && !isName ? value.elements : [value];
  const literals = elements.map((element) => sqlOf(element, reading)?.sql);
  const known = literals.filter((literal) => literal !== undefined);
  if (!isName && known.length === literals.length) return stringAt(known.join(', '), at);
  const named = value.kind === 'unknown' && value.name !== undefined ? { name: value.name } : {};
  return { kind: 'unknown', at, reason: describe(value), name: 'value', ...named };
}
