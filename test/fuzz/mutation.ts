import type { Random } from './random.ts';

/** Text that readers stumble over: quotes without an end, odd characters, marks of other languages. */
const hostile = [
  ...[
    "'",
    '"',
    '`',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '<',
    '>',
    ',',
    ';',
    '.',
    ':',
    '=',
    '\\',
    '/',
    '*',
    '#',
    '@',
    '?',
    '$',
  ],
  ...[
    '--',
    '-- ',
    '/*',
    '*/',
    '/*!',
    '//',
    '$$',
    '$a$',
    '${',
    '{{',
    '}}',
    '<%',
    '@"',
    '$"',
    '"""',
    "E'",
    "N'",
    "''",
    '""',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    '\0',
    '\ufeff',
    '\u00a0',
    '\u2028',
    '\u200b',
    '\u001a',
    '\ud800',
    '\udc00',
    'é',
    '😀',
    'ß',
    'İ',
  ],
  ...['\nGO\n', '\nDELIMITER //\n', ';;', '\\.\n', '\\gexec\n', ' BEGIN ', ' END ', ' CASE ', ' ATOMIC ', ' AS ', '::'],
  ...['0', '-1', '1e999', '0x', '9007199254740993', '99999999999999999999', 'NaN', 'null', '__proto__', 'constructor'],
  ...[
    'hasOwnProperty',
    '\\u0000',
    '\\ud83d',
    '=>',
    '...',
    '??',
    '?.',
    '()=>{',
    'async ',
    'await ',
    'for(;;)',
    'while(1)',
  ],
];

const brackets: readonly (readonly [open: string, close: string])[] = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
  ['/*', '*/'],
  ['BEGIN ', ' END'],
  ['CASE WHEN 1 THEN ', ' END'],
  ['(SELECT ', ')'],
  ['-', ''],
  ['NOT ', ''],
  ['!', ''],
  ['$"{', '}"'],
  ['`${', '}`'],
];

/** Most that is put into a text by one change, so that a million cases take minutes. */
const longestPiece = 400;

/**
 * A piece of one of the texts, up to about 500 characters, with a few things cut out, put in, doubled, exchanged, nested
 * or encoded wrongly. `sources` is not empty.
 */
export function mutated(sources: readonly string[], random: Random): string {
  let text = windowOf(random.of(sources), random);
  for (let left = random.below(6); left > 0; left--) text = changed(text, sources, random);
  return random.oneIn(20) ? text.slice(0, random.below(text.length + 1)) : text;
}

/** A run of a text, most often of whole lines. */
function windowOf(text: string, random: Random): string {
  const length = 50 + random.below(450);
  if (text.length <= length) return text;
  const start = random.below(text.length - length + 1);
  if (random.oneIn(4)) return text.slice(start, start + length);
  const line = text.lastIndexOf('\n', start) + 1;
  const end = text.indexOf('\n', line + length);
  return text.slice(line, end === -1 || end > line + 2 * length ? line + length : end);
}

function changed(text: string, sources: readonly string[], random: Random): string {
  const at = random.below(text.length + 1);
  const end = Math.min(text.length, at + 1 + random.below(30));
  const [before, run, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  switch (random.below(11)) {
    case 0:
      return before + after;
    case 1:
    case 2:
      return before + random.of(hostile) + run + after;
    case 3:
      return before + random.of(hostile) + after;
    case 4:
      return before + repeated(run, random) + after;
    case 5:
      return before + repeated(random.of(hostile), random) + run + after;
    case 6:
      return nested(before, run, after, random);
    case 7:
      return before + windowOf(random.of(sources), random).slice(0, longestPiece) + after;
    case 8:
      return swapped(text, random);
    case 9:
      return before + (random.oneIn(2) ? run.toUpperCase() : run.toLowerCase()) + after;
    default:
      return before + encodedWrongly(run, random) + after;
  }
}

function repeated(piece: string, random: Random): string {
  const times = random.oneIn(10) ? longestPiece : 2 + random.below(6);
  return piece.repeat(Math.min(times, Math.ceil(longestPiece / Math.max(1, piece.length))));
}

function nested(before: string, run: string, after: string, random: Random): string {
  const [open, close] = random.of(brackets);
  const depth = random.oneIn(10) ? longestPiece / 4 : 1 + random.below(5);
  return before + open.repeat(depth) + run + (random.oneIn(4) ? '' : close.repeat(depth)) + after;
}

/** Two words exchanged. */
function swapped(text: string, random: Random): string {
  const words = text.split(/(\s+|[(),;'"])/);
  const [one, other] = [random.below(words.length), random.below(words.length)];
  const word = words[one] ?? '';
  words[one] = words[other] ?? '';
  words[other] = word;
  return words.join('');
}

/** Bytes of one encoding that were read in another. */
function encodedWrongly(text: string, random: Random): string {
  const written = random.of<BufferEncoding>(['utf8', 'utf16le', 'latin1']);
  return Buffer.from(`${text}é`, written).toString(random.of<BufferEncoding>(['latin1', 'utf8', 'utf16le']));
}
