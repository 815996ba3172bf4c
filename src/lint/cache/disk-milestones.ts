import { deserialize, serialize } from 'node:v8';
import type { Migration } from '../../model/migration.ts';
import type { Schema } from '../../model/schema.ts';
import type { StoredSchema } from '../../schema/stored.ts';
import { restoredSchema, storedSchema } from '../../schema/stored.ts';
import type { Milestones } from '../milestone.ts';
import { sumOfText } from './looks.ts';

/** A milestone as it lies on the disk. */
export interface StoredMilestone {
  /** Of the migrations before it. */
  readonly sum: string;
  readonly dialect: string;
  readonly schema: Uint8Array;
}

/** So many are kept, the newest: one for each chain that is worked on, and for another branch. */
const maxKept = 12;

/** So many migrations may be replayed again and again before the next milestone is worth its writing. */
const stride = 10;

export interface DiskMilestones extends Milestones {
  /** The milestones as they are now; the same list as before when none was added. */
  stored(): readonly StoredMilestone[];
}

/**
 * @param nameOf what a migration was read from, as a name: the same name, the same meaning; `undefined`: it has none
 */
export function diskMilestones(
  before: readonly StoredMilestone[],
  nameOf: (migration: Migration) => string | undefined,
): DiskMilestones {
  let stored = before;
  const reached = new Map<readonly Migration[], number>();

  const find = (migrations: readonly Migration[], position: number, dialect: string) => {
    const sums = sumsOf(migrations.slice(0, position), nameOf);
    for (let at = sums.length - 1; at > 0; at -= 1) {
      const found = stored.find((one) => one.sum === sums[at] && one.dialect === dialect);
      if (found !== undefined) return { position: at, found };
    }
    return undefined;
  };

  return {
    last(migrations, position, { traits }) {
      const nearest = find(migrations, position, dialectKey(traits));
      if (nearest === undefined) return undefined;
      reached.set(migrations, nearest.position);
      const schema: unknown = deserialize(nearest.found.schema);
      if (!isStoredSchema(schema)) return undefined;
      return { position: nearest.position, schema: restoredSchema(schema, traits) };
    },
    keep(migrations, { position, schema }) {
      if (position - (reached.get(migrations) ?? 0) < stride) return;
      const sums = sumsOf(migrations.slice(0, position), nameOf);
      const sum = sums.length === position + 1 ? sums[position] : undefined;
      if (sum === undefined) return;
      const dialect = dialectKey(schema.traits);
      const kept = stored.filter((one) => one.sum !== sum || one.dialect !== dialect);
      stored = [{ sum, dialect, schema: serialize(storedSchema(schema)) }, ...kept].slice(0, maxKept);
    },
    stored: () => stored,
  };
}

/** A sum for each beginning of the list, the empty one first; it ends at the first migration without a name. */
function sumsOf(
  migrations: readonly Migration[],
  nameOf: (migration: Migration) => string | undefined,
): readonly string[] {
  const sums = [''];
  for (const migration of migrations) {
    const name = nameOf(migration);
    if (name === undefined) break;
    sums.push(sumOfText(`${sums.at(-1) ?? ''} ${name}`));
  }
  return sums;
}

/** The sum of the file that it lay in says that it is whole. */
function isStoredSchema(found: unknown): found is StoredSchema {
  return typeof found === 'object' && found !== null && 'tables' in found;
}

/** Servers of one dialect can replay differently: their traits tell them apart. */
function dialectKey(traits: Schema['traits']): string {
  return JSON.stringify(traits);
}
