import { optionalText } from '../javascript/migrations/arguments.ts';
import type { Question } from '../javascript/trace.ts';
import type { Value } from '../javascript/value.ts';
import { tableNamed } from './table.ts';

/** What the result of `hasTable`, `hasColumn`, `hasSchema` or `getTable` asks the catalog. */
export function questionOf(value: Value): Question | undefined {
  if (value.kind !== 'result' || value.path.length > 0) return undefined;
  const last = value.of.links.at(-1);
  const [first, second] = last?.arguments ?? [];
  switch (last?.name) {
    case 'hasTable':
    case 'getTable': {
      const table = tableNamed(first);
      return table && { exists: true, object: { type: 'table', name: table } };
    }
    case 'hasColumn': {
      const table = tableNamed(first);
      const column = optionalText(second);
      return table && column !== undefined
        ? { exists: true, object: { type: 'column', name: { name: column }, table } }
        : undefined;
    }
    case 'hasSchema': {
      const name = optionalText(first);
      return name === undefined ? undefined : { exists: true, object: { type: 'schema', name: { name } } };
    }
    default:
      return undefined;
  }
}
