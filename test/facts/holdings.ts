import type { StatedFacts } from '../../scripts/facts/fact-page.ts';
import type { Query } from '../../src/engines/engine.ts';

/** The columns that hold values of their own, and how many rows each table has, by numbers that no rename changes. */
export type Holdings = ReadonlyMap<string, number>;

export async function holdingsIn(query: Query): Promise<Holdings> {
  const { rows: columns } = await query<{ readonly column: string }>(`
    SELECT concat(a.attrelid, '.', a.attnum) AS column
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''`);
  const { rows: tables } = await query<{ readonly oid: string; readonly name: string }>(`
    SELECT c.oid::text AS oid, c.oid::regclass::text AS name FROM pg_class c
    WHERE c.oid >= 16384 AND c.relkind = 'r'
      AND c.relpersistence <> 't'`);
  const counts = tables.map(({ oid, name }) => `SELECT '${oid}' AS oid, count(*) AS rows FROM ONLY ${name}`);
  const { rows: sizes } =
    counts.length === 0
      ? { rows: [] }
      : await query<{ readonly oid: string; readonly rows: number | string }>(counts.join(' UNION ALL '));
  return new Map([
    ...columns.map(({ column }) => [column, 1] as const),
    ...sizes.map(({ oid, rows }) => [oid, Number(rows)] as const),
  ]);
}

export function isLess(before: Holdings, after: Holdings): boolean {
  return [...before].some(([one, size]) => (after.get(one) ?? 0) < size);
}

/** Where a page says that something is lost and nothing is, or the other way round. */
export function disagreementAboutLoss({ loses }: Pick<StatedFacts, 'loses'>, isLost: boolean): readonly string[] {
  // Whether there are such values or rows, only the table knows.
  if (loses !== undefined && /^(?:in|the rows of) /.test(loses)) return [];
  if (isLost === (loses !== undefined)) return [];
  return [isLost ? 'something is lost' : `"${loses ?? ''}" is not lost`];
}
