/** What the squash breaks besides the schema, in the three parts of every message. */
export interface Break {
  /** `error`: something fails or runs a second time unless it is mended. `note`: good to know. */
  readonly level: 'error' | 'note';
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}
