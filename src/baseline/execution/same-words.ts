import type { Dialect } from '../../dialects/dialect.ts';
import { plainText } from '../../model/source-text.ts';
import type { Difference } from '../../schema/differences.ts';

/** A column's own text in a digest of SQLite, which keeps what was written. */
const columnText = /^table .+?, column [^,]+$/u;

/** The last number of a table that has never held a row: SQLite notes it once someone has tried. */
const lastValue = /, last value$/u;

/** Whether a difference is one of words only: `TEXT NULL` and `text` make one column. */
export function isOfWords({ subject, old, new: now }: Difference, dialect: Dialect): boolean {
  if (dialect.traits.name !== 'sqlite') return false;
  if (lastValue.test(subject)) return (old ?? '0') === (now ?? '0');
  if (!columnText.test(subject) || old === undefined || now === undefined) return false;
  const [before, after] = [meaningOf(old, dialect), meaningOf(now, dialect)];
  return before !== undefined && before === after;
}

/** What a column's text means, in one form; nothing where it cannot be read. */
function meaningOf(definition: string, dialect: Dialect): string | undefined {
  const { statements } = dialect.read(plainText('', `CREATE TABLE t (c ${definition})`));
  const [operation, ...others] = statements.flatMap(({ operations }) => operations);
  if (operation?.kind !== 'CreateTable' || others.length > 0 || operation.unread !== undefined) return undefined;
  return JSON.stringify([operation.columns, operation.constraints]);
}
