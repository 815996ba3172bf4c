import type { ColumnType, TypeFamily } from '../../model/column-type.ts';
import type { DialectTraits, ImplicitNameRequest } from '../../model/names.ts';

/** SQLite's names and transactions. */
export const sqliteTraits: DialectTraits = {
  name: 'sqlite',
  defaultSchema: 'main',
  caseSensitive: false,
  transactionalDdl: true,
  indexesBelongToSchema: true,
  implicitName,
  primaryKeyHoldsNull: true,
  constraintsAreFixed: true,
  renamesReachTriggers: true,
  renamedWithTable,
  holds,
};

const suffixes = { Check: 'ck', ForeignKey: 'fk', Exclusion: 'ex', Default: 'df', Index: 'idx' } as const;

/**
 * SQLite gives names to the indexes of keys only, `sqlite_autoindex_<table>_<N>`, and none to an INTEGER PRIMARY KEY,
 * which has no index: it is counted here too, so the N after it can differ from SQLite's. All other constraints have no
 * name at all; here they are `<table>_ck_<N>` and `<table>_fk_<N>`, in the order in which they are declared.
 */
function implicitName(request: ImplicitNameRequest): string {
  const { name } = request.table;
  const isKey = request.of === 'PrimaryKey' || request.of === 'Unique';
  const stem = isKey ? `sqlite_autoindex_${name}_` : `${name}_${suffixes[request.of]}_`;
  let number = 1;
  while (request.taken(`${stem}${number}`)) number++;
  return `${stem}${number}`;
}

/** The indexes of keys are named anew; what is only named here, too. */
function renamedWithTable(name: string, from: string, to: string): string {
  const autoindex = `sqlite_autoindex_${from}_`;
  if (name.startsWith(autoindex)) return `sqlite_autoindex_${to}_${name.slice(autoindex.length)}`;
  const isOurs = Object.values(suffixes).some(
    (suffix) => name.startsWith(`${from}_${suffix}_`) && /^\d+$/.test(name.slice(from.length + suffix.length + 2)),
  );
  return isOurs ? `${to}${name.slice(from.length)}` : name;
}

/** The families of types with the affinity TEXT, or none, in which numbers and their text are kept apart. */
const textual: ReadonlySet<TypeFamily> = new Set<TypeFamily>(['text', 'binary']);

/**
 * A column takes any value, but one of a numeric type makes numbers of texts that look like one: '007' becomes 7. Other
 * values stay as they are; STRICT tables refuse them instead, and nothing is lost. https://sqlite.org/datatype3.html
 */
function holds(to: ColumnType, from: ColumnType): boolean {
  return textual.has(to.family) || !textual.has(from.family);
}
