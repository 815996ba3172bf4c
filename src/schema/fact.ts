import type { QualifiedName } from '../model/names.ts';
import { nameKey } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Attributes } from '../model/table.ts';

/**
 * What is compared. `presence`: an engine prints expressions and queries in words of its own (`a IN (1, 2)` becomes
 * `a = ANY (ARRAY[1, 2])`), so only whether there is one counts. `as-printed`: texts as they are. `stated`: texts as they
 * are, and whatever else a schema says, for schemas that were both replayed from sources.
 */
export type Detail = 'presence' | 'as-printed' | 'stated';

/** One fact with what it is about: `['column a, type', 'integer']`. */
export type Fact = readonly [subject: string, value: string];

/** How texts are put into facts. */
export interface Wording {
  readonly detail: Detail;
  readonly text: (written: string) => string;
}

/** The attributes that are set, each as a fact of its own. */
export function statedAttributes(subject: string, attributes: Attributes | undefined, detail: Detail): readonly Fact[] {
  if (detail !== 'stated') return [];
  return Object.entries(attributes ?? {}).flatMap(([key, value]): readonly Fact[] =>
    value === '' ? [] : [[`${subject}, ${key}`, value]],
  );
}

export function listed(schema: Schema, names: readonly QualifiedName[]): string {
  return names
    .map((one) => nameKey(schema.traits, one))
    .toSorted()
    .join(', ');
}
