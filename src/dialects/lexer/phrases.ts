import type { TokenCursor } from './cursor.ts';

/** Meanings by the key words that lead to them. Where one phrase begins another, the longer one is tried first. */
export type PhraseTable<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

interface Phrase<T> {
  readonly words: readonly string[];
  readonly meaning: T;
}

/** A table from phrases in upper case, with one space between words: `DROP FOREIGN KEY`. */
export function phraseTable<T>(entries: readonly (readonly [phrase: string, meaning: T])[]): PhraseTable<T> {
  const table = new Map<string, Phrase<T>[]>();
  for (const [phrase, meaning] of entries) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    table.set(first, [...(table.get(first) ?? []), { words, meaning }]);
  }
  for (const phrases of table.values()) phrases.sort((one, other) => other.words.length - one.words.length);
  return table;
}

/** Takes the phrase that comes next and gives its meaning; `undefined`, and nothing taken, when none does. */
export function acceptPhrase<T>(cursor: TokenCursor, table: PhraseTable<T>): T | undefined {
  const phrases = table.get(cursor.peekWord());
  if (phrases === undefined) return undefined;
  for (const { words, meaning } of phrases) if (cursor.accept(...words)) return meaning;
  return undefined;
}
