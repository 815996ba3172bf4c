/** What the squash breaks besides the schema, in the three parts of every message. */
export interface Break {
  /** `error`: something fails or runs a second time unless it is mended. `note`: good to know. */
  readonly level: 'error' | 'note';
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** A list that does not grow with the chain: the first few, and how many more. */
export function firstOf(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
