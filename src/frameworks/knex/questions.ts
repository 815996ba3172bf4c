import type { Question } from '../javascript/trace.ts';
import type { Value } from '../javascript/value.ts';
import { optionalText } from '../javascript/migrations/arguments.ts';
import { tableName } from './arguments.ts';

/** What the result of `hasTable` or `hasColumn` asks the catalog. */
export function questionOf(value: Value): Question | undefined {
  if (value.kind !== 'result' || value.path.length > 0) return undefined;
  const { links } = value.of;
  const last = links.at(-1);
  const schema = optionalText(links.find(({ name }) => name === 'withSchema')?.arguments[0]);
  const [first, second] = last?.arguments ?? [];
  const table = optionalText(first);
  if (table === undefined) return undefined;
  if (last?.name === 'hasTable') return { exists: true, object: { type: 'table', name: tableName(table, schema) } };
  const column = optionalText(second);
  if (last?.name !== 'hasColumn' || column === undefined) return undefined;
  return { exists: true, object: { type: 'column', name: { name: column }, table: tableName(table, schema) } };
}
