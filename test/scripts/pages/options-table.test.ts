import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { optionsTable } from '../../../scripts/pages/options-table.ts';

describe('optionsTable', () => {
  it('is not there for a rule without options', () => {
    expect(optionsTable(v.strictObject({}))).toBeUndefined();
  });

  it.each([
    [v.optional(v.number(), 3), '| `o` | number | `3` |  |'],
    [v.exactOptional(v.boolean()), '| `o` | boolean |  |  |'],
    [v.optional(v.picklist(['a', 'b']), 'a'), '| `o` | `"a"`, `"b"` | `"a"` |  |'],
    [v.optional(v.array(v.string()), []), '| `o` | list of string | `[]` |  |'],
    [v.optional(v.array(v.strictTuple([v.string(), v.number()])), []), '| `o` | list of [string, number] | `[]` |  |'],
    [
      v.pipe(v.union([v.literal('ef'), v.number()]), v.description('a | b')),
      String.raw`| ${'`o`'} | ${'`"ef"`'} or number |  | a \| b |`,
    ],
  ])('describes an option of each kind (%#)', (schema, row) => {
    expect(optionsTable(v.strictObject({ o: schema }))?.split('\n')[2]).toBe(row);
  });
});
