/** An entry of a table that is looked up by words of the source; `__proto__` and `constructor` are words like any others. */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
