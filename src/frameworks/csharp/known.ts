import { longestText, writtenAt } from './strings.ts';
import type { Located } from './syntax.ts';
import { addTicks, dateOf, momentOf, offsetOf, timeOfDay } from './time.ts';
import type { Value } from './value.ts';
import { textOf } from './value.ts';

/** Makes a value out of evaluated arguments; `undefined`: not with these. */
type Maker = (values: readonly Value[], at: Located) => Value | undefined;

/** What the base class library calls by a name. */
export const knownMembers: Readonly<Record<string, (at: Located) => Value>> = {
  'string.Empty': (at) => text('', at),
  'String.Empty': (at) => text('', at),
  'Environment.NewLine': (at) => text('\n', at),
  'Guid.Empty': () => ({ kind: 'uuid', text: '00000000-0000-0000-0000-000000000000' }),
  'DateTime.MinValue': () => moment('0001-01-01 00:00:00'),
  'DateTime.MaxValue': () => moment('9999-12-31 23:59:59.9999999'),
  'DateTime.UnixEpoch': () => moment('1970-01-01 00:00:00', '+00:00'),
  'TimeSpan.Zero': (at) => text('00:00:00', at),
  'byte.MaxValue': () => number('255'),
  'short.MinValue': () => number('-32768'),
  'short.MaxValue': () => number('32767'),
  'int.MinValue': () => number('-2147483648'),
  'int.MaxValue': () => number('2147483647'),
  'long.MinValue': () => number('-9223372036854775808'),
  'long.MaxValue': () => number('9223372036854775807'),
};

/** Members whose value changes from run to run. */
export const changingMembers: ReadonlySet<string> = new Set([
  'DateTime.Now',
  'DateTime.UtcNow',
  'DateTime.Today',
  'DateTimeOffset.Now',
  'DateTimeOffset.UtcNow',
  'Environment.MachineName',
  'Environment.UserName',
]);

/** `new T(...)`. */
export const constructors: Readonly<Record<string, Maker>> = {
  DateTime: dateTime,
  DateTimeOffset: (values) => {
    const last = values.at(-1);
    const local = values.length === 2 && values[0]?.kind === 'moment' ? values[0] : dateTime(values.slice(0, -1));
    if (local?.kind !== 'moment') return undefined;
    const span = last?.kind === 'string' ? /^(-?)(\d+):(\d+)/.exec(last.written.text) : null;
    if (span === null) return undefined;
    const minutes = Number(span[2]) * 60 + Number(span[3]);
    return { ...local, type: 'DateTimeOffset', offset: offsetOf(span[1] === '-' ? -minutes : minutes) };
  },
  TimeSpan: (values, at) => {
    const parts = numbers(values);
    if (parts === undefined || parts.length < 3) return undefined;
    const [days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0] =
      parts.length === 3 ? [0, ...parts] : parts;
    if (parts.some((part) => part < 0)) {
      const negated = { hours: Math.abs(hours), minutes: Math.abs(minutes), seconds: Math.abs(seconds) };
      return text(`-${timeOfDay({ days: Math.abs(days), ...negated, milliseconds: Math.abs(milliseconds) })}`, at);
    }
    return text(timeOfDay({ days, hours, minutes, seconds, milliseconds }), at);
  },
  DateOnly: (values, at) => {
    const [year, month, day] = numbers(values) ?? [];
    return year === undefined || month === undefined || day === undefined
      ? undefined
      : text(dateOf(year, month, day), at);
  },
  TimeOnly: (values, at) => {
    const [hours, minutes, seconds = 0, milliseconds = 0] = numbers(values) ?? [];
    if (hours === undefined || minutes === undefined) return undefined;
    return text(timeOfDay({ hours, minutes, seconds, milliseconds }), at);
  },
  Guid: uuid,
};

/** Static methods, by their name with the type's. */
export const functions: Readonly<Record<string, Maker>> = {
  'Guid.Parse': uuid,
  'Array.Empty': () => ({ kind: 'array', elements: [] }),
  'DateTime.SpecifyKind': ([value, kind]) =>
    value?.kind === 'moment' ? { ...value, offset: isUtc(kind) ? '+00:00' : undefined } : undefined,
  'string.Format': format,
  'String.Format': format,
  'string.Concat': joinAll,
  'String.Concat': joinAll,
  'string.Join': join,
  'String.Join': join,
};

/** Methods of a value: the value comes first. */
export const methods: Readonly<Record<string, Maker>> = {
  AddTicks: ([value, ticks]) =>
    value?.kind === 'moment' && ticks?.kind === 'number' && /^-?\d+$/.test(ticks.text)
      ? addTicks(value, BigInt(ticks.text))
      : undefined,
  ToString: ([value, ...rest], at) => (rest.length === 0 && value ? textFrom(textOf(value), at) : undefined),
  Trim: ([value, ...rest], at) => (rest.length === 0 && value ? textFrom(stringOf(value)?.trim(), at) : undefined),
  Replace: ([value, from, to], at) => {
    const [text_, from_, to_] = [value, from, to].map((part) => (part === undefined ? undefined : stringOf(part)));
    if (text_ === undefined || !from_ || to_ === undefined) return undefined;
    return together(text_.split(from_), to_, at);
  },
};

/** Texts with another between them; `undefined`: it would be too long. */
function together(texts: readonly string[], between: string, at: Located): Value | undefined {
  const length = texts.reduce((sum, part) => sum + part.length + between.length, 0);
  return length > longestText ? undefined : text(texts.join(between), at);
}

/** Only strings: `null` and numbers have no methods of a string. */
function stringOf(value: Value): string | undefined {
  return value.kind === 'string' ? value.written.text : undefined;
}

function text(value: string, at: Located): Value {
  return { kind: 'string', written: writtenAt(value, at) };
}

function textFrom(value: string | undefined, at: Located): Value | undefined {
  return value === undefined ? undefined : text(value, at);
}

function number(value: string): Value {
  return { kind: 'number', text: value };
}

function moment(value: string, offset?: string): Value {
  return { kind: 'moment', type: 'DateTime', text: value, offset };
}

function numbers(values: readonly Value[]): readonly number[] | undefined {
  const found = values.flatMap((value) => (value.kind === 'number' ? [Number(value.text)] : []));
  return found.length === values.length && found.every(Number.isInteger) ? found : undefined;
}

function isUtc(value: Value | undefined): boolean {
  return value?.kind === 'member' && value.type === 'DateTimeKind' && value.name === 'Utc';
}

function dateTime(values: readonly Value[]): Value | undefined {
  const last = values.at(-1);
  const zoned = last?.kind === 'member' && last.type === 'DateTimeKind';
  const parts = numbers(zoned ? values.slice(0, -1) : values);
  return parts === undefined || parts.length < 3 ? undefined : momentOf(parts, isUtc(last));
}

function uuid([value, ...rest]: readonly Value[]): Value | undefined {
  if (rest.length > 0) return undefined;
  const digits = value?.kind === 'string' ? value.written.text.replace(/[{}()-]/g, '').toLowerCase() : '';
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(digits);
  return parts === null ? undefined : { kind: 'uuid', text: parts.slice(1).join('-') };
}

function format([template, ...values]: readonly Value[], at: Located): Value | undefined {
  const texts = values.map(textOf);
  if (template?.kind !== 'string' || texts.includes(undefined)) return undefined;
  const longest = Math.max(0, ...texts.map((text) => text?.length ?? 0));
  if (template.written.text.split('{').length * longest > longestText) return undefined;
  const problems: string[] = [];
  const filled = template.written.text.replace(
    /\{\{|\}\}|\{(\d+)(?!\d)([^{}]*)\}/g,
    (match, index?: string, rest?: string) => {
      if (index === undefined) return match.charAt(0);
      const value = texts[Number(index)];
      if (value === undefined || rest !== '') problems.push(match);
      return value ?? match;
    },
  );
  return problems.length === 0 ? text(filled, at) : undefined;
}

function joinAll(values: readonly Value[], at: Located): Value | undefined {
  const texts = values.map(textOf);
  const known = texts.filter((text) => text !== undefined);
  return known.length < texts.length ? undefined : together(known, '', at);
}

function join([separator, ...values]: readonly Value[], at: Located): Value | undefined {
  const [first] = values;
  const texts = (values.length === 1 && first?.kind === 'array' ? first.elements : values).map(textOf);
  const between = separator === undefined ? undefined : textOf(separator);
  const known = texts.filter((text) => text !== undefined);
  return between === undefined || known.length < texts.length ? undefined : together(known, between, at);
}
