import { isDigit } from './character.ts';

// Where a lexeme ends, given where it starts. Offsets are exclusive ends; -1 says that the text ended first.

const backslash = 92;
const newline = 10;

/** The end of what a quote at `start` opens; a doubled quote inside does not close it. */
export function quotedEnd(text: string, start: number, backslashEscapes: boolean): number {
  const open = text.charCodeAt(start);
  const close = open === 91 ? 93 : open;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === close) {
      if (text.charCodeAt(at + 1) !== close) return at + 1;
      at++;
    } else if (code === backslash && backslashEscapes) {
      at++;
    }
  }
  return -1;
}

/** The end of a comment to the end of its line, the line break not included. */
export function lineCommentEnd(text: string, start: number, returnEndsLine: boolean): number {
  const feed = text.indexOf('\n', start);
  const end = feed === -1 ? text.length : feed;
  if (returnEndsLine) {
    const back = text.slice(start, end).indexOf('\r');
    return back === -1 ? end : start + back;
  }
  return feed !== -1 && text.charCodeAt(end - 1) === 13 && end - 1 > start ? end - 1 : end;
}

/** Newer than any server: how dumps write what none of them is to run. */
const neverReached = '999999';

/**
 * Where the mark of a comment whose content is code ends: `/*!`, with a version from which on it is, and MariaDB's own
 * `/*M!`; `undefined`: it is a comment.
 */
export function versionMarkEnd(text: string, start: number): number | undefined {
  const mark = text.charAt(start + 2) === 'M' ? start + 3 : start + 2;
  if (text.charAt(mark) !== '!') return undefined;
  const end = digitsEnd(text, mark + 1);
  return text.slice(mark + 1, end) === neverReached ? undefined : end;
}

export function blockCommentEnd(text: string, start: number, nested: boolean): number {
  let at = start + 2;
  let open = nested ? text.indexOf('/*', at) : -1;
  let close = text.indexOf('*/', at);
  for (let depth = 1; close !== -1;) {
    const opensFirst = open !== -1 && open < close;
    depth += opensFirst ? 1 : -1;
    at = (opensFirst ? open : close) + 2;
    if (depth === 0) return at;
    // Only the mark that was passed is looked for again: the other may be far away.
    if (open !== -1 && open < at) open = text.indexOf('/*', at);
    if (close < at) close = text.indexOf('*/', at);
  }
  return -1;
}

const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

/** The tag of a dollar quote that opens at `start`, with its dollars: `$$`, `$body$`. */
export function dollarTagAt(text: string, start: number): string | undefined {
  dollarTag.lastIndex = start;
  return dollarTag.exec(text)?.[0];
}

export function dollarQuoteEnd(text: string, start: number, tag: string): number {
  const close = text.indexOf(tag, start + tag.length);
  return close === -1 ? -1 : close + tag.length;
}

/** The end of a number that starts at `start` with a digit or a point: `1`, `1.5`, `.5e-3`, `0xFF`, `0b01`. */
export function numberEnd(text: string, start: number): number {
  const radixMark = text.charCodeAt(start) === 48 ? text.charCodeAt(start + 1) | 32 : 0;
  if (radixMark === 120) return radixEnd(text, start, isHexDigit);
  if (radixMark === 98) return radixEnd(text, start, (code) => code === 48 || code === 49);

  let at = digitsEnd(text, start);
  if (text.charCodeAt(at) === 46 && text.charCodeAt(at + 1) !== 46) at = digitsEnd(text, at + 1);
  if ((text.charCodeAt(at) | 32) === 101) {
    const sign = text.charCodeAt(at + 1);
    const exponent = sign === 43 || sign === 45 ? at + 2 : at + 1;
    if (isDigit(text.charCodeAt(exponent))) at = digitsEnd(text, exponent);
  }
  return at;
}

export function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

/** What follows DELIMITER on its line, up to the next white space. */
export function delimiterArgument(
  text: string,
  start: number,
): { readonly start: number; readonly end: number } | undefined {
  let from = start;
  while (isBlank(text.charCodeAt(from))) from++;
  let to = from;
  while (to < text.length && !isBlank(text.charCodeAt(to)) && text.charCodeAt(to) !== newline) to++;
  return to === from ? undefined : { start: from, end: to };
}

function radixEnd(text: string, start: number, isRadixDigit: (code: number) => boolean): number {
  let at = start + 2;
  while (isRadixDigit(text.charCodeAt(at))) at++;
  return at === start + 2 ? start + 1 : at;
}

function isHexDigit(code: number): boolean {
  const letter = code | 32;
  return isDigit(code) || (letter >= 97 && letter <= 102);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}
