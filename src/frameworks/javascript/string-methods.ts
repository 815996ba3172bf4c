import type { Span } from '../../model/span.ts';
import { apply } from './functions.ts';
import { array, boolean, number, unknown } from './make.ts';
import type { Run } from './run.ts';
import { concatenate, part, replaceRanges, sameLength, stringAt, stringPart } from './strings.ts';
import type { StringValue, Value } from './value.ts';
import { describe } from './value.ts';

/** A method of strings; `undefined`: not with these arguments. */
type Method = (value: StringValue, args: readonly Value[], at: Span, run: Run) => Value | undefined;

/** What the standard library does with a string, where it can be told without running anything. */
export const stringMethods: Readonly<Record<string, Method>> = {
  toString: (value: StringValue) => value,
  valueOf: (value: StringValue) => value,
  normalize: (value) => value,
  trim: (value, _args, at) => trimmed(value, true, true, at),
  trimStart: (value, _args, at) => trimmed(value, true, false, at),
  trimEnd: (value, _args, at) => trimmed(value, false, true, at),
  toUpperCase: (value, _args, at) => cased(value, (text) => text.toUpperCase(), at),
  toLowerCase: (value, _args, at) => cased(value, (text) => text.toLowerCase(), at),
  concat: (value, args, at) => {
    const parts = [value, ...args].map((each) => ({ part: stringPart(each, undefined, describe(each)), at: each.at }));
    return concatenate(parts, at);
  },
  slice: (value, args, at) => cut(value, args, at, (text, start, end) => range(text, start, end, at, value)),
  substring: (value, args, at) =>
    cut(value, args, at, (text, start, end = text.length) =>
      part(value, Math.min(start, end), Math.max(start, end), at),
    ),
  substr: (value, args, at) =>
    cut(value, args, at, (text, start, length) =>
      range(text, start, length === undefined ? undefined : start + length, at, value),
    ),
  charAt: (value, args, at) => cut(value, args, at, (_text, start) => part(value, start, start + 1, at)),
  split: (value, [separator], at) => split(value, separator, at),
  replace: (value, args, at, run) => replace(value, args, false, at, run),
  replaceAll: (value, args, at, run) => replace(value, args, true, at, run),
  repeat: (value, [count], at) => {
    if (count?.kind !== 'number' || !(count.value >= 0 && count.value * value.source.text.length < 100_000))
      return undefined;
    return concatenate(
      Array.from({ length: count.value }, () => ({ part: value, at: value.at })),
      at,
    );
  },
  padStart: (value, args, at) => padded(value, args, at, (text, length, fill) => text.padStart(length, fill)),
  padEnd: (value, args, at) => padded(value, args, at, (text, length, fill) => text.padEnd(length, fill)),
  includes: (value, [text], at) => ask(value, text, (one, other) => one.includes(other), at),
  startsWith: (value, [text], at) => ask(value, text, (one, other) => one.startsWith(other), at),
  endsWith: (value, [text], at) => ask(value, text, (one, other) => one.endsWith(other), at),
  indexOf: (value, [text], at) => {
    const found = known(text);
    return found === undefined || value.holes.length > 0 ? undefined : number(value.source.text.indexOf(found), at);
  },
};

function known(value: Value | undefined): string | undefined {
  return value?.kind === 'string' && value.holes.length === 0 ? value.source.text : undefined;
}

function ask(
  value: StringValue,
  other: Value | undefined,
  test: (one: string, other: string) => boolean,
  at: Span,
): Value | undefined {
  const text = known(other);
  return text === undefined || value.holes.length > 0 ? undefined : boolean(test(value.source.text, text), at);
}

function trimmed(value: StringValue, atStart: boolean, atEnd: boolean, at: Span): StringValue {
  const { text } = value.source;
  const start = atStart ? text.length - text.trimStart().length : 0;
  return part(value, start, atEnd ? Math.max(start, text.trimEnd().length) : text.length, at);
}

/** The place of a hole has no case. */
function cased(value: StringValue, change: (text: string) => string, at: Span): StringValue {
  return sameLength(value, change(value.source.text), at);
}

function cut(
  value: StringValue,
  args: readonly Value[],
  at: Span,
  take: (text: string, start: number, end: number | undefined) => StringValue,
): Value | undefined {
  if (value.holes.length > 0) return unknown('it is a part of a string that is only known at run time', at);
  const [start, end] = args;
  if (start !== undefined && start.kind !== 'number') return undefined;
  if (end !== undefined && end.kind !== 'number' && end.kind !== 'undefined') return undefined;
  return take(value.source.text, start?.value ?? 0, end?.kind === 'number' ? end.value : undefined);
}

function range(text: string, start: number, end: number | undefined, at: Span, value: StringValue): StringValue {
  const place = (offset: number): number =>
    Math.min(text.length, offset < 0 ? Math.max(0, text.length + offset) : offset);
  const from = place(start);
  return part(value, from, Math.max(from, place(end ?? text.length)), at);
}

function padded(
  value: StringValue,
  [length, fill]: readonly Value[],
  at: Span,
  pad: (text: string, length: number, fill: string) => string,
): Value | undefined {
  if (value.holes.length > 0 || length?.kind !== 'number' || length.value > 1000) return undefined;
  return stringAt(pad(value.source.text, length.value, known(fill) ?? ' '), at);
}

function split(value: StringValue, separator: Value | undefined, at: Span): Value | undefined {
  const pattern = patternOf(separator, true);
  if (pattern === undefined) return undefined;
  const found = [...value.source.text.matchAll(pattern)].filter(({ 0: match }) => match !== '');
  const parts = [...found, undefined].map((match, index) => {
    const before = found[index - 1];
    const start = before === undefined ? 0 : before.index + before[0].length;
    return part(value, start, match?.index ?? value.source.text.length, at);
  });
  return array(parts, at);
}

function replace(
  value: StringValue,
  [from, to]: readonly Value[],
  all: boolean,
  at: Span,
  run: Run,
): Value | undefined {
  const pattern = patternOf(from, all);
  if (pattern === undefined || to === undefined) return undefined;
  const matches = pattern.global ? [...value.source.text.matchAll(pattern)] : [pattern.exec(value.source.text)];
  const ranges = matches.flatMap((match) => {
    if (match === null) return [];
    const range = { start: match.index, end: match.index + match[0].length };
    const given =
      to.kind === 'function'
        ? apply(
            to,
            match.map((group) => stringAt(group, at)),
            undefined,
            at,
            run,
          )
        : to;
    const by =
      given.kind === 'string'
        ? expanded(given, match, to.kind === 'string')
        : stringPart(given, undefined, describe(given));
    return [{ ...range, by }];
  });
  return replaceRanges(value, ranges, at);
}

/** `$&` and `$1` in the text that stands for a match. */
function expanded(value: StringValue, match: RegExpExecArray, isTemplate: boolean): StringValue {
  const { text } = value.source;
  if (!isTemplate || !text.includes('$')) return value;
  return stringAt(
    text.replace(/\$([$&\d])/g, (_all, mark: string) =>
      mark === '$' ? '$' : (match[mark === '&' ? 0 : Number(mark)] ?? ''),
    ),
    value.at,
  );
}

/** One character, or one class of them, that may be repeated: such a pattern takes no longer than the text is long. */
const simplePattern =
  /^\^?(?:(?:\\?[\w\s,;:'"`<>=!@#%&~/-]|\\[.()[\]{}|*+?^$\\])+|(?:\\[\w.()[\]{}|*+?^$\\]|\[(?:[^\]\\]|\\.)+\]|[^\\()[\]{}|*+?^$])[+*]?)\$?$/;

function patternOf(value: Value | undefined, all: boolean): RegExp | undefined {
  const text = known(value);
  if (text !== undefined) return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), all ? 'g' : '');
  if (value?.kind !== 'regexp' || !simplePattern.test(value.pattern)) return undefined;
  try {
    return new RegExp(value.pattern, all && !value.flags.includes('g') ? `${value.flags}g` : value.flags);
  } catch {
    return undefined;
  }
}
