/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** Up to four names in full; of more, three and the number of the others: `a, b, c and 12 more`. */
export function listedBriefly(words: readonly string[]): string {
  return words.length < 5 ? listed(words) : listed([...words.slice(0, 3), `${String(words.length - 3)} more`]);
}

/** `1 table`, `3 tables`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `an AccessExclusive lock`, `a Share lock`, `an S lock`. */
export function withArticle(words: string): string {
  return `${/^(?:[aeiou]|[SX]\b(?!-))/i.test(words) ? 'an' : 'a'} ${words}`;
}

/** What a lock keeps others from, for the middle of a sentence. */
export function blocking(blocks: readonly string[]): string {
  const blocked = blocks.filter((one) => one !== 'ddl');
  return blocked.length === 0 ? 'other schema changes' : `all ${listed(blocked)}`;
}

/** An introduction followed by indented lines of code, or the introduction's alternative when there is no code. */
export function withCode(introduction: string, code: string | undefined, otherwise: string): string {
  if (code === undefined) return otherwise;
  const lines = code.split('\n');
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return [introduction, ...lines.map((line) => `    ${line.slice(depth)}`.trimEnd())].join('\n');
}

/** A sentence out of what also stands in the middle of one. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
