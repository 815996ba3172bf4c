/** Lists by their keys, in the order in which they came. */
export function grouped<T>(entries: readonly (readonly [key: string, value: T])[]): ReadonlyMap<string, readonly T[]> {
  const lists = new Map<string, T[]>();
  for (const [key, value] of entries) lists.set(key, [...(lists.get(key) ?? []), value]);
  return lists;
}
