import type { Span } from '../../model/span.ts';
import { awaited } from './evaluate.ts';
import { elementsOf, spreadInto } from './literals.ts';
import { apply, applyRepeatedly } from './functions.ts';
import { jsonText, jsonValue } from './json.ts';
import { array, boolean, entryOf, nothing, number, object, truth, unknown } from './make.ts';
import type { Run } from './run.ts';
import { placeOf, remember, touch } from './run.ts';
import { stringAt, stringPart } from './strings.ts';
import { hasOwn, isRepeated } from './value-methods.ts';
import type { ObjectEntry, Value } from './value.ts';
import { describe, textOf } from './value.ts';

/** A function of the language; `undefined`: its result is not known with these arguments. */
type GlobalFunction = (args: readonly Value[], at: Span, run: Run) => Value | undefined;

/** Why the value of a rejected promise is not known. */
export const rejection = 'the promise is rejected';

/** What the language itself provides, by the name that it is called with. */
export const globalFunctions: Readonly<Record<string, GlobalFunction>> = {
  'Object.keys': (args, at) => listed(args, at, (key, { keyAt }) => stringAt(key, keyAt)),
  'Object.values': (args, at) => listed(args, at, (_key, { value }) => value),
  'Object.entries': (args, at) =>
    listed(args, at, (key, { keyAt, value }) => array([stringAt(key, keyAt), value], value.at)),
  'Object.fromEntries': ([pairs], at) => {
    if (pairs?.kind !== 'array') return undefined;
    const entries = pairs.elements.map((pair): readonly [string, ObjectEntry] | undefined => {
      const [key, value] = pair.kind === 'array' ? pair.elements : [];
      const name = textOf(key);
      return name === undefined || value === undefined || key === undefined
        ? undefined
        : [name, { keyAt: key.at, value, at: value.at }];
    });
    const known = entries.filter((entry) => entry !== undefined);
    const open = known.length < entries.length ? unknown('a key is only known at run time', at) : pairs.open;
    return object(known, at, open);
  },
  'Object.assign': ([target, ...sources], at, run) => {
    if (target?.kind !== 'object') return target;
    touch(run, target, at);
    for (const source of sources) spreadInto(target, source);
    return target;
  },
  'Object.freeze': ([value]) => value,
  'Object.defineProperty': ([target, key, descriptor], _at, run) => {
    const name = textOf(key);
    if (target?.kind !== 'object' || name === undefined || descriptor?.kind !== 'object') return target;
    const getter = descriptor.entries.get('get')?.value;
    const value =
      getter === undefined ? descriptor.entries.get('value')?.value : apply(getter, [], target, getter.at, run);
    if (value !== undefined) target.entries.set(name, entryOf(value));
    return target;
  },
  'Object.hasOwn': hasKey,
  'Object.prototype.hasOwnProperty.call': hasKey,
  'Array.isArray': ([value], at) =>
    value === undefined || value.kind === 'unknown' || value.kind === 'result'
      ? undefined
      : boolean(value.kind === 'array', at),
  'Array.of': (args, at) => array(args, at),
  'Array.from': ([source, callback], at, run) => {
    const values = sequenceOf(source, at);
    if (values === undefined) return undefined;
    if (callback === undefined) return values;
    const results = values.elements.map((value, index) =>
      apply(callback, [value, number(index, at)], undefined, at, run),
    );
    return remember(run, array(results, at, values.open));
  },
  'JSON.stringify': ([value], at) => {
    const text = value === undefined ? undefined : jsonText(value);
    return text === undefined ? undefined : stringAt(text, at);
  },
  'JSON.parse': ([value], at) => {
    const text = textOf(value);
    return text === undefined ? undefined : jsonValue(text, at);
  },
  'Promise.all': settleAll,
  'Promise.allSettled': settleAll,
  'Promise.race': settleAll,
  'Promise.any': settleAll,
  'Promise.resolve': ([value], at) => value ?? nothing(at),
  'Promise.reject': (_args, at) => unknown(rejection, at),
  'Promise.each': overEach,
  'Promise.map': overEach,
  'Promise.mapSeries': overEach,
  'Number.parseInt': toNumber,
  'Number.parseFloat': toNumber,
  parseInt: toNumber,
  parseFloat: toNumber,
  Number: toNumber,
  String: ([value], at) => (value === undefined ? stringAt('', at) : asText(value, at)),
  Boolean: ([value], at) => {
    const answer = value === undefined ? false : truth(value);
    return answer === undefined ? value : boolean(answer, at);
  },
  BigInt: ([value], at) => {
    const text = value?.kind === 'number' ? String(value.value) : textOf(value);
    return text !== undefined && /^-?\d+$/.test(text) ? { kind: 'bigint', text, at } : undefined;
  },
  'Math.floor': (args, at) => calculated(args, at, Math.floor),
  'Math.ceil': (args, at) => calculated(args, at, Math.ceil),
  'Math.round': (args, at) => calculated(args, at, Math.round),
  'Math.max': (args, at) => calculated(args, at, Math.max),
  'Math.min': (args, at) => calculated(args, at, Math.min),
  'Math.pow': (args, at) => calculated(args, at, Math.pow),
  structuredClone: ([value]) => value,
  'Date.now': () => undefined,
  'console.log': (_args, at) => nothing(at),
  'console.info': (_args, at) => nothing(at),
  'console.warn': (_args, at) => nothing(at),
  'console.error': (_args, at) => nothing(at),
  'console.debug': (_args, at) => nothing(at),
};

/** `new T(...)` of the language's own classes. A set is read as an array whose values are all different. */
export const constructors: Readonly<Record<string, GlobalFunction>> = {
  Date: ([value], at) => {
    const text = textOf(value);
    const time = text === undefined ? (value?.kind === 'number' ? value.value : undefined) : Date.parse(text);
    if (value === undefined) return { kind: 'date', at };
    return time === undefined || Number.isNaN(time)
      ? undefined
      : { kind: 'date', text: new Date(time).toISOString(), at };
  },
  Set: ([source], at, run) => {
    if (source === undefined) return remember(run, array([], at));
    const { elements, open } = elementsOf(source);
    return remember(
      run,
      array(
        elements.filter((_value, index) => !isRepeated(elements, index)),
        at,
        open,
      ),
    );
  },
  Array: ([length], at) =>
    length?.kind === 'number' && length.value <= 10_000
      ? array(
          Array.from({ length: length.value }, () => nothing(at)),
          at,
        )
      : undefined,
  Error: (_args, at) => object([], at, unknown('it is an error', at)),
};

function hasKey([target, key]: readonly Value[], at: Span): Value | undefined {
  return target === undefined || key === undefined ? undefined : hasOwn(target, [key], at);
}

function listed(
  [value]: readonly Value[],
  at: Span,
  part: (key: string, entry: ObjectEntry) => Value,
): Value | undefined {
  if (value?.kind === 'object')
    return array(
      [...value.entries].map(([key, entry]) => part(key, entry)),
      at,
      value.open,
    );
  if (value?.kind !== 'array') return undefined;
  const entries = value.elements.map((element, index) => part(String(index), entryOf(element)));
  return array(entries, at, value.open);
}

function sequenceOf(source: Value | undefined, at: Span): ReturnType<typeof array> | undefined {
  if (source?.kind === 'array') return array(source.elements, at, source.open);
  const length = source?.kind === 'object' ? source.entries.get('length')?.value : undefined;
  if (length?.kind !== 'number' || length.value > 10_000) return undefined;
  return array(
    Array.from({ length: length.value }, () => nothing(at)),
    at,
  );
}

function settleAll([values]: readonly Value[], at: Span, run: Run): Value {
  if (values === undefined) return nothing(at);
  if (values.kind !== 'array') return awaited(values, run);
  return array(
    values.elements.map((element) => awaited(element, run)),
    at,
    values.open,
  );
}

function overEach([values, callback]: readonly Value[], at: Span, run: Run): Value | undefined {
  if (values === undefined || callback === undefined) return undefined;
  const { elements, open } = elementsOf(awaited(values, run));
  const results = elements.map((element) => awaited(apply(callback, [element], undefined, at, run), run));
  if (open !== undefined) run.recorder.use(applyRepeatedly(callback, [open], at, run), 'awaited', placeOf(run));
  return array(results, at, open);
}

function toNumber([value]: readonly Value[], at: Span): Value | undefined {
  const text = value?.kind === 'number' ? String(value.value) : textOf(value);
  const parsed = text === undefined ? Number.NaN : Number(text);
  return Number.isNaN(parsed) ? undefined : number(parsed, at);
}

function calculated(args: readonly Value[], at: Span, calculate: (...numbers: number[]) => number): Value | undefined {
  const numbers = args.flatMap((value) => (value.kind === 'number' ? [value.value] : []));
  return numbers.length === args.length ? number(calculate(...numbers), at) : undefined;
}

function asText(value: Value, at: Span): Value {
  const text = stringPart(value, undefined, describe(value));
  return text.kind === 'string' ? text : unknown(text.reason, at);
}
