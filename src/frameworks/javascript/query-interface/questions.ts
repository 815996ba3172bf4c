import type { Question } from '../trace.ts';
import type { Value } from '../value.ts';
import { tableNamed } from './values.ts';

/** What the result of `tableExists`, or a column of what `describeTable` gives, asks the catalog. */
export function questionOf(value: Value): Question | undefined {
  if (value.kind !== 'result') return undefined;
  const last = value.of.links.at(-1);
  const table = tableNamed(last?.arguments[0]);
  if (table === undefined) return undefined;
  const [column, ...others] = value.path;
  if (last?.name === 'tableExists' && column === undefined) {
    return { exists: true, object: { type: 'table', name: table } };
  }
  if (last?.name !== 'describeTable' || others.length > 0) return undefined;
  return column === undefined
    ? { exists: true, object: { type: 'table', name: table } }
    : { exists: true, object: { type: 'column', name: { name: column }, table } };
}
