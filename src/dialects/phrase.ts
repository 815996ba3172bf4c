/** Joins the parts of a statement with blanks, leaving out what is empty or absent. */
export function phrase(...parts: readonly (string | undefined | false)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
}
