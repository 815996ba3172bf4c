import { indexLines } from '../model/span.ts';

export type JsonResult =
  | { readonly kind: 'value'; readonly value: unknown }
  /** One-based place and a sentence without a full stop. */
  | { readonly kind: 'error'; readonly line: number; readonly column: number; readonly message: string };

/** Reads JSON; unlike `JSON.parse` alone it always says where and what is wrong. */
export function readJson(text: string): JsonResult {
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'value', value };
  } catch {
    const { offset, expected } = findJsonError(text);
    return {
      kind: 'error',
      ...indexLines(text).position(offset),
      message: `expected ${expected}, found ${foundAt(text, offset)}`,
    };
  }
}

type Place = 'value' | 'first element' | 'key' | 'first key' | 'colon' | 'after value';

const token =
  // eslint-disable-next-line no-control-regex -- JSON strings hold no control characters
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/** Where a text stops being JSON, and what could have stood there. Meant for texts that `JSON.parse` has refused. */
function findJsonError(text: string): { readonly offset: number; readonly expected: string } {
  const open: ('{' | '[')[] = [];
  let place: Place = 'value';
  let offset = skipSpace(text, 0);
  for (;;) {
    const next = advance(place, tokenAt(text, offset), open);
    if (next === undefined) return { offset, expected: expectation(place, open.at(-1)) };
    place = next.place;
    offset = skipSpace(text, offset + next.length);
  }
}

interface Advance {
  readonly place: Place;
  readonly length: number;
}

/** The place after a token; opens and closes brackets in `open`. `undefined`: the token cannot stand here. */
function advance(place: Place, token: string | undefined, open: ('{' | '[')[]): Advance | undefined {
  if (token === undefined) return undefined;
  const then = (next: Place): Advance => ({ place: next, length: token.length });
  const inner = open.at(-1);
  switch (place) {
    case 'colon':
      return token === ':' ? then('value') : undefined;
    case 'key':
    case 'first key':
      if (token.startsWith('"')) return then('colon');
      break;
    case 'after value':
      if (token === ',' && inner !== undefined) return then(inner === '{' ? 'key' : 'value');
      break;
    case 'value':
    case 'first element':
      if (token === '{' || token === '[') {
        open.push(token);
        return then(token === '{' ? 'first key' : 'first element');
      }
      if (!/^[}\],:]/.test(token)) return then('after value');
      break;
  }
  const closes = token === (inner === '{' ? '}' : ']') && inner !== undefined;
  if (!closes || place === 'key' || place === 'value') return undefined;
  open.pop();
  return then('after value');
}

function expectation(place: Place, inner: '{' | '[' | undefined): string {
  switch (place) {
    case 'value':
      return 'a value';
    case 'first element':
      return 'a value or "]"';
    case 'key':
      return 'a key in double quotes';
    case 'first key':
      return 'a key in double quotes or "}"';
    case 'colon':
      return '":"';
    case 'after value':
      return inner === undefined ? 'nothing more' : `"," or "${inner === '{' ? '}' : ']'}"`;
  }
}

function foundAt(text: string, offset: number): string {
  const rest = text.slice(offset, offset + 40);
  if (rest === '') return 'the end of the file';
  if (/^\/[/*]/.test(rest)) return 'a comment';
  if (rest.startsWith('"'))
    return tokenAt(text, offset) ?? 'a string that does not end on its line or has a bad escape';
  return /^[\w$.+-]+/.exec(rest)?.[0] ?? `"${String.fromCodePoint(rest.codePointAt(0) ?? 0)}"`;
}

function tokenAt(text: string, offset: number): string | undefined {
  token.lastIndex = offset;
  return token.exec(text)?.[0];
}

function skipSpace(text: string, offset: number): number {
  let at = offset;
  while (/[ \t\r\n]/.test(text.charAt(at))) at += 1;
  return at;
}
