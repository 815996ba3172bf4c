import type { Migration } from '../model/migration.ts';

/** A migration of another chain that runs among those of one's own: before the one at this position. */
export type Among = ReadonlyMap<number, readonly Migration[]>;

/** The digits of a date and a time at the beginning of a name: `20240402215242_Init`, `2024-04-02-2152`, `2024-04-02_00_Init`. */
const dated = /^(?:V)?((?:19|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?:[-_.T]?(\d{4})(\d\d)?(?!\d))?/i;

/** Milliseconds since 1970, at the beginning or at the end of a name. */
const stamped = /^(\d{13})(?!\d)|(?<!\d)(\d{13})$/;

/** When a migration was written, as digits from the year on, as far as its name says it. */
export function dateOf(id: string): string | undefined {
  const date = dated.exec(id);
  if (date !== null) return date.slice(1).join('');
  const stamp = stamped.exec(id);
  if (stamp === null) return undefined;
  return new Date(Number(stamp[1] ?? stamp[2])).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

/**
 * Where each migration of two chains stands when they are merged by date: the schema migrations among the data scripts, and
 * the other way round. Each chain keeps its own order; what has no date follows the one before it; on the same date, as far as
 * both say it, the schema comes first.
 */
export function mergeByDate(
  schemaChain: readonly Migration[],
  dataChain: readonly Migration[],
): { readonly amongSchema: Among; readonly amongData: Among } {
  const [schemaDates, dataDates] = [datesOf(schemaChain), datesOf(dataChain)];
  const amongSchema = new Map<number, Migration[]>();
  const amongData = new Map<number, Migration[]>();
  let next = 0;
  for (const [at, script] of dataChain.entries()) {
    const date = dataDates[at] ?? '';
    for (; next < schemaChain.length && isNotAfter(schemaDates[next] ?? '', date); next += 1) {
      const migration = schemaChain[next];
      if (migration !== undefined) add(amongData, at, migration);
    }
    add(amongSchema, next, script);
  }
  for (const migration of schemaChain.slice(next)) add(amongData, dataChain.length, migration);
  return { amongSchema, amongData };
}

function datesOf(migrations: readonly Migration[]): readonly string[] {
  let last = '';
  return migrations.map(({ id }) => {
    const date = dateOf(id) ?? last;
    last = date > last ? date : last;
    return last;
  });
}

/** Compared as far as both say it: a minute does not tell which second of it comes first. */
function isNotAfter(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) <= other.slice(0, length);
}

function add(places: Map<number, Migration[]>, at: number, migration: Migration): void {
  const known = places.get(at);
  if (known === undefined) places.set(at, [migration]);
  else known.push(migration);
}
