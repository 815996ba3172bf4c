import type { DialectTraits, ImplicitNameRequest } from '../../model/names.ts';

/** SQL Server's names and transactions. Case depends on the collation; the usual ones do not tell it apart. */
export const sqlServerTraits: DialectTraits = {
  name: 'sqlserver',
  defaultSchema: 'dbo',
  caseSensitive: false,
  transactionalDdl: true,
  indexesBelongToSchema: false,
  implicitName,
};

const prefixes: Readonly<Record<ImplicitNameRequest['of'], string>> = {
  PrimaryKey: 'PK',
  Unique: 'UQ',
  Check: 'CK',
  ForeignKey: 'FK',
  Default: 'DF',
  Index: 'IX',
  Exclusion: 'EX',
};

/** How much of a column's name the server puts into the name that it makes. */
const columnLetters = 5;

/**
 * A stand-in for the name that the server makes: `PK__Order__3214EC07A1B2C3D4`, `DF__Order__Total__1A14E395`. It ends
 * in digits of the new object's id, which no migration can know; here they are a count, so that the same chain always
 * gives the same names.
 */
function implicitName(request: ImplicitNameRequest): string {
  const { table, columns, of } = request;
  const column = of === 'PrimaryKey' || of === 'Unique' ? [] : [(columns[0] ?? '').slice(0, columnLetters)];
  const stem = [prefixes[of], table.name, ...column].join('__');
  let number = 1;
  while (request.taken(numbered(stem, number))) number++;
  return numbered(stem, number);
}

function numbered(stem: string, number: number): string {
  return `${stem}__${String(number).padStart(8, '0')}`;
}
