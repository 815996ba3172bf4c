import type { DialectName, DialectTraits, QualifiedName } from './names.ts';
import { nameKey, partKey } from './names.ts';

/** The size of a table as its database estimates it. */
interface TableSize {
  /** Absent: the database has no estimate. */
  readonly rows?: number;
  /** With its indexes, where the database can say. */
  readonly bytes?: number;
}

/** How large the tables of a database were at some time. */
export interface Statistics {
  readonly dialect: DialectName;
  /** ISO 8601, in UTC. */
  readonly takenAt: string;
  readonly tables: readonly SizedTable[];
}

export interface SizedTable extends TableSize {
  readonly name: QualifiedName;
}

/** Answers how large a table is; `undefined`: the statistics say nothing of it. */
export type SizeOf = (table: QualifiedName) => TableSize | undefined;

/**
 * Looks up sizes by name. A name without a schema is that of the default schema or, where that has none, of the only table
 * that is called so: a connection can have another schema as its own.
 */
export function sizesIn({ tables }: Pick<Statistics, 'tables'>, traits: DialectTraits): SizeOf {
  const byKey = new Map<string, TableSize>();
  const bySingleName = new Map<string, TableSize | undefined>();
  for (const table of tables) {
    byKey.set(nameKey(traits, table.name), table);
    const single = partKey(traits, table.name.name);
    bySingleName.set(single, bySingleName.has(single) ? undefined : table);
  }
  return (name) => {
    const known = byKey.get(nameKey(traits, name));
    return known ?? (name.schema === undefined ? bySingleName.get(partKey(traits, name.name)) : undefined);
  };
}

/** Work on fewer rows than that is done before anybody notices, where nobody says otherwise. */
export const smallTable = 10_000;

/** Numbers that people say, the largest first, each with what it is called. */
const scales: readonly (readonly [size: number, name: string])[] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
];

/** A number of rows as people say it: `about 40 million rows`, `about 12,000 rows`, `no rows`. */
export function aboutRows(rows: number): string {
  if (rows === 0) return 'no rows';
  if (rows < 100) return `about ${rows} ${rows === 1 ? 'row' : 'rows'}`;
  const rounded = Number(rows.toPrecision(2));
  const [size, name] = scales.find(([least]) => rounded >= least) ?? [1, ''];
  const number = Number((rounded / size).toPrecision(2)).toLocaleString('en-US');
  return `about ${number}${name === '' ? '' : ` ${name}`} rows`;
}
