import type { Value } from './value.ts';
import { describe } from './value.ts';

/** A value as plain data, or the reason why it is not known. What stands for the tool itself is `undefined`. */
export type Plain =
  { readonly known: true; readonly data: unknown } | { readonly known: false; readonly reason: string };

export function plainOf(value: Value): Plain {
  switch (value.kind) {
    case 'string':
      return value.holes.length === 0 ? { known: true, data: value.source.text } : notKnown(value);
    case 'number':
    case 'boolean':
      return { known: true, data: value.value };
    case 'bigint':
      return { known: true, data: BigInt(value.text) };
    case 'null':
      return { known: true, data: null };
    case 'undefined':
      return { known: true, data: undefined };
    case 'host':
      return value.links.some(({ form }) => form !== 'property') ? notKnown(value) : { known: true, data: undefined };
    case 'array': {
      if (value.open !== undefined) return notKnown(value.open);
      const elements = value.elements.map(plainOf);
      return elements.find(({ known }) => !known) ?? { known: true, data: elements.map(dataOf) };
    }
    case 'object': {
      if (value.open !== undefined) return notKnown(value.open);
      const entries = [...value.entries].map(([key, entry]) => [key, plainOf(entry.value)] as const);
      const unknown = entries.find(([, { known }]) => !known);
      const data = Object.fromEntries(entries.map(([key, one]) => [key, dataOf(one)]));
      return unknown === undefined ? { known: true, data } : unknown[1];
    }
    case 'date':
      return value.text === undefined ? notKnown(value) : { known: true, data: new Date(value.text) };
    case 'function':
    case 'class':
    case 'instance':
    case 'module':
    case 'regexp':
    case 'result':
    case 'unknown':
      return notKnown(value);
  }
}

function notKnown(value: Value): Plain {
  return { known: false, reason: describe(value) };
}

function dataOf(plain: Plain): unknown {
  return plain.known ? plain.data : undefined;
}
