import type { Query } from '../engines/engine.ts';
import { nameOf } from '../engines/postgres-catalog/names.ts';
import type { QualifiedName } from '../model/names.ts';

/** A table, index, sequence, view or TOAST table, as the catalog and the statistics have it at one moment. */
export interface Relation {
  readonly oid: string;
  readonly name: QualifiedName;
  readonly kind: 'table' | 'index' | 'sequence' | 'view' | 'toast';
  /** The table of an index, of a sequence that a column owns, of a TOAST table. */
  readonly owner?: string;
  /** The file that holds its rows; absent where there is none. */
  readonly file?: string;
  readonly bytes: number;
  /** How often it was read from end to end, and how many rows or index entries were read. */
  readonly scans: number;
  readonly rowsRead: number;
}

export interface HeldLock {
  readonly relation: string;
  /** Without the word Lock: `AccessExclusive`. */
  readonly mode: string;
}

export interface Snapshot {
  readonly relations: ReadonlyMap<string, Relation>;
  /** What the session holds; system catalogs are left out, which every statement locks. */
  readonly locks: readonly HeldLock[];
  /** Whether what was counted up to now is in the sums; before 15 it comes in later. */
  readonly countsAtOnce: boolean;
}

/** Which statistics count: those of the open transaction, or the sums of all that has ended. */
export type Counters = 'transaction' | 'ended';

/** Objects that initdb made have lower numbers. */
const firstUserOid = 16_384;

/**
 * The relations of the database, and the locks of the session. The TOAST table's index belongs to the TOAST table. What is
 * temporary no other session sees, and is left out.
 */
export async function takeSnapshot(query: Query, counters: Counters): Promise<Snapshot> {
  const countsAtOnce = counters === 'transaction' || (await flushStatistics(query));
  const { rows } = await query<RelationRow>(relationsQuery(counters === 'transaction' ? '_xact' : ''));
  const { rows: locks } = await query<HeldLock>(locksQuery);
  return { relations: new Map(rows.map((row) => [row.oid, relationOf(row)])), locks, countsAtOnce };
}

/** What another session holds and waits for, in one look. */
export interface Backend {
  readonly locks: readonly HeldLock[];
  readonly isWaiting: boolean;
  /** The relation that it waits for; it can also wait for another session to end. */
  readonly awaited?: string;
}

export async function lookAt(query: Query, backend: number): Promise<Backend> {
  const { rows } = await query<HeldLock & { readonly type: string; readonly granted: boolean }>(`
    SELECT coalesce(l.relation, 0)::text AS relation, replace(l.mode, 'Lock', '') AS mode, l.locktype AS type, l.granted
    FROM pg_locks l WHERE l.pid = ${backend}`);
  const ofRelations = rows.filter(({ type, relation }) => type === 'relation' && Number(relation) >= firstUserOid);
  const awaited = ofRelations.find(({ granted }) => !granted)?.relation;
  return {
    locks: ofRelations,
    isWaiting: rows.some(({ granted }) => !granted),
    ...(awaited === undefined ? {} : { awaited }),
  };
}

interface RelationRow {
  readonly oid: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: string;
  readonly owner: string | null;
  readonly file: string | null;
  readonly bytes: number | string;
  readonly scans: number | string;
  readonly rows_read: number | string;
}

function relationsQuery(which: '_xact' | ''): string {
  return `
    SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind,
      coalesce(i.indrelid, t.oid, d.refobjid)::text AS owner, pg_relation_filenode(c.oid)::text AS file,
      coalesce(pg_relation_size(c.oid), 0) AS bytes,
      coalesce(pg_stat_get${which}_numscans(c.oid), 0) AS scans,
      coalesce(pg_stat_get${which}_tuples_returned(c.oid), 0) AS rows_read
    FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_class t ON t.reltoastrelid = c.oid AND c.relkind = 't'
      LEFT JOIN pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
        AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    WHERE c.oid >= ${firstUserOid} AND c.relpersistence <> 't' AND c.relkind <> 'c'
      AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;
}

const locksQuery = `
  SELECT DISTINCT l.relation::text AS relation, replace(l.mode, 'Lock', '') AS mode
  FROM pg_locks l
  WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.relation >= ${firstUserOid}`;

const kinds: ReadonlyMap<string, Relation['kind']> = new Map([
  ['i', 'index'],
  ['I', 'index'],
  ['S', 'sequence'],
  ['v', 'view'],
  ['t', 'toast'],
]);

function relationOf(row: RelationRow): Relation {
  return {
    oid: row.oid,
    name: nameOf(row),
    kind: kinds.get(row.kind) ?? 'table',
    ...(row.owner === null ? {} : { owner: row.owner }),
    ...(row.file === null ? {} : { file: row.file }),
    bytes: Number(row.bytes),
    scans: Number(row.scans),
    rowsRead: Number(row.rows_read),
  };
}

/** Sessions report what they counted now and then; from 15 on they can be told to do it at once, and it is known to be done. */
async function flushStatistics(query: Query): Promise<boolean> {
  const { rows } = await query<{ readonly known: boolean }>(
    "SELECT to_regproc('pg_stat_force_next_flush') IS NOT NULL AS known",
  );
  const isKnown = rows[0]?.known === true;
  if (isKnown) await query('SELECT pg_stat_force_next_flush()');
  await query('SELECT pg_stat_clear_snapshot()');
  return isKnown;
}
