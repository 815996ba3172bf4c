/** A list that does not grow with what it is about: the first few names, and how many more. */
export function firstOf(names: readonly string[], most = 3, more = 'more'): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${String(rest)} ${more}` : names.join(', ');
}
