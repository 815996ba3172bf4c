import type { Span } from '../../../model/span.ts';
import { option } from '../migrations/arguments.ts';
import type { Reading } from '../migrations/reading.ts';
import { replaceRanges, stringAt } from '../strings.ts';
import type { StringValue, UnknownValue, Value } from '../value.ts';
import { describe } from '../value.ts';
import { sqlOf } from './values.ts';

/** SQL with `?` and `:name` filled in as Sequelize does it, and `$name` numbered, as it hands them to the driver. */
export function filled(sql: StringValue, options: Value | undefined, reading: Reading): StringValue {
  const replacements = option(options, 'replacements');
  const replaced = replacements === undefined ? sql : withReplacements(sql, replacements, reading);
  return option(options, 'bind')?.kind === 'object' ? numbered(replaced, sql.at) : replaced;
}

function withReplacements(sql: StringValue, given: Value, reading: Reading): StringValue {
  const { text } = sql.source;
  const list = given.kind === 'array' ? given : undefined;
  const pattern = list === undefined ? /(?<![:\w]):(\w+)/g : /\?/g;
  const ranges = [...text.matchAll(pattern)].flatMap((match, index) => {
    const value =
      list === undefined
        ? given.kind === 'object'
          ? given.entries.get(match[1] ?? '')?.value
          : given
        : list.elements[index];
    if (value === undefined) return [];
    return [{ start: match.index, end: match.index + match[0].length, by: literalAt(value, sql.at, reading) }];
  });
  return ranges.length === 0 ? sql : replaceRanges(sql, ranges, sql.at);
}

function literalAt(value: Value, at: Span, reading: Reading): StringValue | UnknownValue {
  const elements = value.kind === 'array' ? value.elements : [value];
  const literals = elements.map((element) => sqlOf(element, reading));
  const known = literals.filter((literal) => literal !== undefined);
  if (known.length === literals.length && known.length > 0) return stringAt(known.join(', '), at);
  // A value is a value, whatever it is: NULL can stand wherever one can.
  return value.kind === 'array' || value.kind === 'unknown' || value.kind === 'result'
    ? stringAt('NULL', at)
    : { kind: 'unknown', at, reason: describe(value), name: 'value' };
}

function numbered(sql: StringValue, at: Span): StringValue {
  const names: string[] = [];
  const ranges = [...sql.source.text.matchAll(/\$([a-z_]\w*)/gi)].map((match) => {
    const name = match[1] ?? '';
    if (!names.includes(name)) names.push(name);
    return {
      start: match.index,
      end: match.index + match[0].length,
      by: stringAt(`$${names.indexOf(name) + 1}`, at),
    };
  });
  return ranges.length === 0 ? sql : replaceRanges(sql, ranges, at);
}
