import type { Span } from '../../model/span.ts';
import { awaited } from './evaluate.ts';
import { elementsOf } from './literals.ts';
import { apply, applyRepeatedly } from './functions.ts';
import { array, boolean, equals, nothing, number, truth, unknown } from './make.ts';
import type { Run } from './run.ts';
import { remember, touch } from './run.ts';
import { concatenate, stringAt, stringPart } from './strings.ts';
import type { ArrayValue, Value } from './value.ts';
import { describe } from './value.ts';

/** A method of arrays (and of sets, which are read as arrays); `undefined`: not with these arguments. */
type Method = (value: ArrayValue, args: readonly Value[], at: Span, run: Run) => Value | undefined;

/** What the standard library does with an array, where it can be told without running anything. */
export const arrayMethods: Readonly<Record<string, Method>> = {
  forEach: (value, [callback], at, run) => {
    run.recorder.use(array(each(value, callback, at, run), at), 'statement', run);
    return nothing(at);
  },
  map: (value, [callback], at, run) => remember(run, array(each(value, callback, at, run), at, value.open)),
  flatMap: (value, [callback], at, run) => flat(array(each(value, callback, at, run), at, value.open), at),
  flat: (value, _args, at) => flat(value, at),
  filter: (value, [callback], at, run) => {
    const kept = chosen(value, callback, at, run);
    return kept === undefined
      ? array([], at, unknown('which elements are left is only known at run time', at))
      : array(kept, at, value.open);
  },
  find: (value, [callback], at, run) => chosen(value, callback, at, run)?.[0] ?? value.open,
  some: (value, [callback], at, run) => quantified(value, callback, at, run, (kept) => kept > 0),
  every: (value, [callback], at, run) => quantified(value, callback, at, run, (kept) => kept === value.elements.length),
  reduce: (value, [callback, initial], at, run) => {
    if (callback === undefined) return undefined;
    const from = initial === undefined ? 1 : 0;
    let result = initial ?? value.elements[0] ?? nothing(at);
    for (const [index, element] of value.elements.slice(from).entries()) {
      result = awaited(apply(callback, [result, element, number(index + from, at)], undefined, at, run), run);
    }
    return value.open === undefined ? result : applyRepeatedly(callback, [result, value.open], at, run);
  },
  join: (value, [separator], at) => join(value, separator, at),
  toString: (value: ArrayValue, _args: readonly Value[], at: Span) => join(value, undefined, at),
  concat: (value, args, at) => {
    const parts = args.map((arg) =>
      arg.kind === 'array' ? arg : { elements: [arg], open: arg.kind === 'unknown' ? arg : undefined },
    );
    const open = value.open ?? parts.find((part) => part.open !== undefined)?.open;
    return array([...value.elements, ...parts.flatMap(({ elements }) => elements)], at, open);
  },
  slice: (value, [start, end], at) =>
    (start?.kind ?? 'number') === 'number' && (end?.kind ?? 'number') === 'number'
      ? array(
          value.elements.slice(
            start?.kind === 'number' ? start.value : 0,
            end?.kind === 'number' ? end.value : undefined,
          ),
          at,
          value.open,
        )
      : undefined,
  reverse: (value, _args, at) => array([...value.elements].reverse(), at, value.open),
  toReversed: (value, _args, at) => array([...value.elements].reverse(), at, value.open),
  entries: (value, _args, at) =>
    array(
      value.elements.map((element, index) => array([number(index, at), element], at)),
      at,
      value.open,
    ),
  keys: (value, _args, at) =>
    array(
      value.elements.map((_element, index) => number(index, at)),
      at,
      value.open,
    ),
  values: (value) => value,
  at: (value, [index]) =>
    index?.kind === 'number' && value.open === undefined ? value.elements.at(index.value) : undefined,
  includes: (value, [searched], at) => includes(value, searched, at),
  has: (value, [searched], at) => includes(value, searched, at),
  push: (value, args, at, run) => {
    touch(run, value, at);
    const spread =
      args.length === 1 && args[0]?.kind === 'unknown' && args[0].oneOf === undefined && args[0].at.end > at.end;
    if (!spread) value.elements.push(...args);
    return number(value.elements.length, at);
  },
  add: (value, args, at, run) => {
    touch(run, value, at);
    value.elements.push(...args.filter((arg) => !value.elements.some((element) => equals(element, arg) === true)));
    return value;
  },
  unshift: (value, args, at, run) => {
    touch(run, value, at);
    value.elements.unshift(...args);
    return number(value.elements.length, at);
  },
  pop: (value, _args, at, run) => {
    touch(run, value, at);
    return value.elements.pop() ?? nothing(at);
  },
  shift: (value, _args, at, run) => {
    touch(run, value, at);
    return value.elements.shift() ?? nothing(at);
  },
};

/** The results of a callback for each element; a further one stands for those that are not known. */
function each(value: ArrayValue, callback: Value | undefined, at: Span, run: Run): readonly Value[] {
  if (callback === undefined) return [];
  const results = value.elements.map((element, index) =>
    apply(callback, [element, number(index, at), value], undefined, at, run),
  );
  return value.open === undefined ? results : [...results, applyRepeatedly(callback, [value.open], at, run)];
}

function chosen(value: ArrayValue, callback: Value | undefined, at: Span, run: Run): readonly Value[] | undefined {
  const isBoolean = callback?.kind === 'unknown' && callback.name === 'Boolean';
  const answers = isBoolean ? value.elements : each(value, callback, at, run);
  const decided = answers.map(truth);
  return decided.includes(undefined) ? undefined : value.elements.filter((_element, index) => decided[index] === true);
}

function quantified(
  value: ArrayValue,
  callback: Value | undefined,
  at: Span,
  run: Run,
  answer: (kept: number) => boolean,
): Value | undefined {
  const kept = chosen(value, callback, at, run);
  return kept === undefined || value.open !== undefined
    ? unknown('it is only known at run time', at)
    : boolean(answer(kept.length), at);
}

function flat(value: ArrayValue, at: Span): ArrayValue {
  const parts = value.elements.map((element) =>
    element.kind === 'array' ? elementsOf(element) : { elements: [element] },
  );
  const open =
    value.open ??
    value.elements.find((element): element is ArrayValue => element.kind === 'array' && element.open !== undefined)
      ?.open;
  return array(
    parts.flatMap(({ elements }) => elements),
    at,
    open,
  );
}

function includes(value: ArrayValue, searched: Value | undefined, at: Span): Value | undefined {
  if (searched === undefined) return undefined;
  const answers = value.elements.map((element) => equals(element, searched));
  if (answers.includes(true)) return boolean(true, at);
  return value.open === undefined && !answers.includes(undefined)
    ? boolean(false, at)
    : unknown('it is only known at run time', at);
}

function join(value: ArrayValue, separator: Value | undefined, at: Span): Value | undefined {
  const between = separator === undefined ? stringAt(',', at) : stringPart(separator, undefined, describe(separator));
  const parts = value.elements.flatMap((element, index) => {
    const isEmpty = element.kind === 'null' || element.kind === 'undefined';
    const text = isEmpty ? stringAt('', element.at) : stringPart(element, undefined, describe(element));
    const own = { part: text, at: element.at };
    return index === 0 ? [own] : [{ part: between, at: between.at }, own];
  });
  if (value.open === undefined) return concatenate(parts, at);
  return value.elements.length === 0
    ? unknown(value.open.reason, at)
    : concatenate([...parts, { part: value.open, at: value.open.at }], at);
}
