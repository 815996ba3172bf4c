/** A piece of Rust source: a word, a text with its escapes undone, or one mark. White space and comments are left out. */
export interface RustToken {
  readonly kind: 'word' | 'text' | 'mark';
  readonly value: string;
}

const pattern = new RegExp(
  [
    String.raw`\s+|//[^\n]*|/\*[\s\S]*?\*/`, // nothing to read
    String.raw`r(?<hashes>#*)"(?<raw>[\s\S]*?)"\k<hashes>`,
    String.raw`"(?<plain>(?:[^"\\]|\\[\s\S])*)"`,
    String.raw`'(?:[^'\\]|\\.)'`,
    String.raw`(?<word>\w+)`,
    String.raw`(?<mark>[\s\S])`,
  ].join('|'),
  'gu',
);

/** Reads Rust as far as tests need it: what is not a word or a text is passed on mark by mark. */
export function rustTokens(source: string): readonly RustToken[] {
  const tokens: RustToken[] = [];
  for (const { groups = {} } of source.matchAll(pattern)) {
    const { raw, plain, word, mark } = groups;
    if (raw !== undefined) tokens.push({ kind: 'text', value: raw });
    else if (plain !== undefined) tokens.push({ kind: 'text', value: unescaped(plain) });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else if (mark !== undefined) tokens.push({ kind: 'mark', value: mark });
  }
  return tokens;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['0', '\0'],
]);

/** The escapes of Rust's strings; a backslash at the end of a line takes the white space behind it along. */
function unescaped(text: string): string {
  return text.replace(/\\(?:\r?\n\s*|(.))/gu, (_, letter: string | undefined) =>
    letter === undefined ? '' : (escapes.get(letter) ?? letter),
  );
}

/** The position behind the mark that closes the one at `open`. */
export function closing(tokens: readonly RustToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'mark') continue;
    if ('([{'.includes(token.value)) depth += 1;
    if (')]}'.includes(token.value)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}
