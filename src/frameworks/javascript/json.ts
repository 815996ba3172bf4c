import type { Span } from '../../model/span.ts';
import { array, boolean, entryOf, number, object, unknown } from './make.ts';
import { stringAt } from './strings.ts';
import type { Value } from './value.ts';

/** A value as JSON; `undefined` when a part of it is only known at run time. */
export function jsonText(value: Value): string | undefined {
  const plain = plainValue(value);
  return plain.known && plain.value !== undefined ? JSON.stringify(plain.value) : undefined;
}

type Plain = { readonly known: true; readonly value: unknown } | { readonly known: false };

function plainValue(value: Value): Plain {
  switch (value.kind) {
    case 'string':
      return value.holes.length === 0 ? { known: true, value: value.source.text } : { known: false };
    case 'number':
    case 'boolean':
      return { known: true, value: value.value };
    case 'null':
      return { known: true, value: null };
    case 'undefined':
      return { known: true, value: undefined };
    case 'array': {
      const elements = value.elements.map(plainValue);
      const known = elements.flatMap((element) => (element.known ? [element.value] : []));
      return value.open === undefined && known.length === elements.length
        ? { known: true, value: known }
        : { known: false };
    }
    case 'object': {
      const entries = [...value.entries].map(([key, entry]) => [key, plainValue(entry.value)] as const);
      const known = entries.flatMap(([key, entry]) => (entry.known ? [[key, entry.value] as const] : []));
      return value.open === undefined && known.length === entries.length
        ? { known: true, value: Object.fromEntries(known) }
        : { known: false };
    }
    case 'date':
      return value.text === undefined ? { known: false } : { known: true, value: value.text };
    case 'bigint':
    case 'function':
    case 'class':
    case 'instance':
    case 'module':
    case 'regexp':
    case 'host':
    case 'result':
    case 'unknown':
      return { known: false };
  }
}

/** The value of a JSON text; all of it stands in one place. */
export function jsonValue(text: string, at: Span): Value {
  try {
    const parsed: unknown = JSON.parse(text);
    return valueOf(parsed, at);
  } catch {
    return unknown('it is no JSON', at);
  }
}

function valueOf(parsed: unknown, at: Span): Value {
  if (typeof parsed === 'string') return stringAt(parsed, at);
  if (typeof parsed === 'number') return number(parsed, at);
  if (typeof parsed === 'boolean') return boolean(parsed, at);
  if (Array.isArray(parsed))
    return array(
      parsed.map((element: unknown) => valueOf(element, at)),
      at,
    );
  if (typeof parsed !== 'object' || parsed === null) return { kind: 'null', at };
  return object(
    Object.entries(parsed).map(([key, value]: [string, unknown]) => [key, entryOf(valueOf(value, at))]),
    at,
  );
}
