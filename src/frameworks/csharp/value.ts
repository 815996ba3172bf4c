import type { WrittenText } from './strings.ts';
import type { Located } from './syntax.ts';

/** What a constant expression is worth. */
export type Value =
  | { readonly kind: 'string'; readonly written: WrittenText }
  /** Decimal notation. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'default'; readonly type: string | undefined }
  | Moment
  | { readonly kind: 'uuid'; readonly text: string }
  | { readonly kind: 'bytes'; readonly hex: string }
  | { readonly kind: 'array'; readonly elements: readonly Value[] }
  /** A member of an enumeration, or of any other type that is not in the file: `ReferentialAction.Cascade`. */
  | { readonly kind: 'member'; readonly type: string; readonly name: string }
  | { readonly kind: 'type'; readonly name: string }
  | Unknown;

/** A point in time: `2024-01-31 12:00:00.5`; the offset is there when the value says which zone it is in. */
export interface Moment {
  readonly kind: 'moment';
  readonly type: 'DateTime' | 'DateTimeOffset';
  readonly text: string;
  readonly offset: string | undefined;
}

/** Only known when the program runs: why, for people, and where. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly at: Located;
}

export function unknown(reason: string, at: Located): Unknown {
  return { kind: 'unknown', reason, at: { start: at.start, end: at.end } };
}

/** The text of a value as C# puts it into an interpolated or concatenated string; `undefined`: not a plain constant. */
export function textOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.written.text;
    case 'number':
    case 'uuid':
      return value.text;
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'null':
      return '';
    case 'member':
      return value.name;
    case 'default':
    case 'moment':
    case 'bytes':
    case 'array':
    case 'type':
    case 'unknown':
      return undefined;
  }
}
