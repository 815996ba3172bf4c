import type { Dialect } from '../../dialects/dialect.ts';
import type { CatalogDigest } from '../../engines/engine.ts';
import { plainText } from '../../model/source-text.ts';
import type { Difference } from '../../schema/differences.ts';

/** A column's own text in a digest of SQLite, which keeps what was written. */
const columnText = /^table .+?, column [^,]+$/u;

/** The last number of a table that has never held a row: SQLite notes it once someone has tried. */
const lastValue = ', last value';

/** What SQLite says of a column besides its text: of a number that is the row's own, NOT NULL says nothing. */
const notNull = ', not null';

/** Tells whether a difference is one of words only: `TEXT NULL` and `text` make one column. */
export function wordsOnly(
  old: CatalogDigest,
  now: CatalogDigest,
  dialect: Dialect,
): (difference: Difference) => boolean {
  return ({ subject, ...values }) => {
    if (dialect.traits.name !== 'sqlite') return false;
    if (subject.endsWith(lastValue)) return (values.old ?? '0') === (values.new ?? '0');
    const column = subject.endsWith(notNull) ? subject.slice(0, -notNull.length) : subject;
    const [before, after] = [old.get(column), now.get(column)];
    if (!columnText.test(column) || before === undefined || after === undefined) return false;
    // The same words, and another fact: it follows from the table, as without its rowid.
    if (before === after) return false;
    const meaning = meaningOf(before, dialect);
    return meaning !== undefined && meaning === meaningOf(after, dialect);
  };
}

/** What a column's text means, in one form; nothing where it cannot be read. */
function meaningOf(definition: string, dialect: Dialect): string | undefined {
  const { statements } = dialect.read(plainText('', `CREATE TABLE t (c ${definition})`));
  const [operation, ...others] = statements.flatMap(({ operations }) => operations);
  if (operation?.kind !== 'CreateTable' || others.length > 0 || operation.unread !== undefined) return undefined;
  return JSON.stringify([operation.columns, operation.constraints]);
}
