import path from 'node:path';
import type { ChainSource } from '../../frameworks/framework.ts';
import type { Notebook } from '../../history/git-remembered.ts';
import type { Migration } from '../../model/migration.ts';
import type { DialectName } from '../../model/names.ts';
import type { Recall } from '../memory.ts';
import { watch } from '../memory.ts';
import type { ProjectMemory } from '../project-memory.ts';
import { noMemory } from '../project-memory.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import type { StoredMilestone } from './disk-milestones.ts';
import { diskMilestones } from './disk-milestones.ts';
import type { MigrationBody, MigrationOutline } from './lazy-migration.ts';
import { lazyMigration, outlineOf } from './lazy-migration.ts';
import type { ContentLooks } from './looks.ts';
import { contentLooks, isNamed, isUnchanged, sumOfText } from './looks.ts';
import type { Place } from './packs.ts';
import { packsIn } from './packs.ts';
import type { Heads } from './remembered-heads.ts';
import { withHeads } from './remembered-heads.ts';

/** Where a project's memory lies, and for what it is good. */
export interface CachePlace {
  /** An absolute path; it is made when there is something to write. */
  readonly folder: string;
  /** Everything that the meaning of a file depends on but files: this program, its configuration, its options. */
  readonly key: string;
}

/** A memory that earlier runs have left on the disk. */
export interface DiskMemory extends ProjectMemory {
  readonly notebook: Notebook;
  /** The dialects of the chains that the last run has found. */
  readonly dialects: ReadonlySet<DialectName>;
  /** Leaves what was learnt for later runs. What cannot be written is learnt again. */
  save(): void;
}

interface StoredChains {
  readonly looks: ContentLooks;
  readonly chains: readonly ChainSource[];
}

interface StoredReading extends MigrationOutline {
  readonly looks: ContentLooks;
  readonly place: Place;
}

interface State {
  readonly key: string;
  readonly chains: ReadonlyMap<string, StoredChains>;
  readonly heads: Heads;
  readonly readings: ReadonlyMap<string, StoredReading>;
  readonly milestones: readonly StoredMilestone[];
  readonly notes: ReadonlyMap<string, string>;
}

/** Finding, reading and replaying go on from where the last run over the same contents ended. */
export function diskMemory({ folder, key }: CachePlace): DiskMemory {
  const file = path.join(folder, 'memory');
  const found = readCacheFile(file);
  const state: State = isStateOf(key, found) ? found : emptyState(key);
  const packs = packsIn(folder);

  const chains = new Map<string, StoredChains>();
  const heads: Heads = new Map();
  const readings = new Map<string, StoredReading>();
  const notes = new Map<string, string>();
  let isNoted = false;
  const unwritten = new Map<string, Omit<StoredReading, 'place'> & { readonly body: MigrationBody }>();
  const names = new WeakMap<Migration, string>();
  const milestones = diskMilestones(state.milestones, (migration) => names.get(migration));

  const recallChains: Recall<readonly ChainSource[]> = (name, inputs, files, compute) => {
    if (!isNamed(files)) return compute(files);
    const slot = sumOfText([name, ...inputs.map((input) => JSON.stringify(input))].join('\0'));
    const known = state.chains.get(slot);
    if (known !== undefined && isUnchanged(known.looks, files)) {
      chains.set(slot, known);
      for (const [content, head] of state.heads) heads.set(content, head);
      return known.chains;
    }
    const { watched, looks } = watch(withHeads(files, state.heads, heads));
    const computed = compute(watched);
    chains.set(slot, { looks: contentLooks(looks, files), chains: computed });
    return computed;
  };

  const recallMigrations: Recall<Migration> = (name, _inputs, files, compute) => {
    if (!isNamed(files)) return compute(files);
    const slot = sumOfText(name);
    const known = state.readings.get(slot);
    if (known !== undefined && isUnchanged(known.looks, files)) {
      readings.set(slot, known);
      return named(
        lazyMigration(known, () => bodyIn(packs.read(known.place)) ?? compute(files)),
        slot,
        known.looks,
      );
    }
    const { watched, looks } = watch(files);
    const migration = compute(watched);
    const seen = contentLooks(looks, files);
    unwritten.set(slot, { ...outlineOf(migration), looks: seen });
    return named(migration, slot, seen);
  };

  const named = (migration: Migration, slot: string, looks: ContentLooks): Migration => {
    names.set(migration, [slot, looks.paths, ...looks.contents.flat()].join(' '));
    return migration;
  };

  return {
    ...noMemory,
    chains: recallChains,
    migrations: recallMigrations,
    milestones,
    dialects: new Set([...state.chains.values()].flatMap(({ chains: found }) => found.map(({ dialect }) => dialect))),
    notebook: {
      text(name) {
        const known = notes.get(name) ?? state.notes.get(name);
        if (known !== undefined) notes.set(name, known);
        return known;
      },
      note(name, text) {
        notes.set(name, text);
        isNoted = true;
      },
    },
    save() {
      const isLearnt =
        isNoted ||
        unwritten.size > 0 ||
        milestones.stored() !== state.milestones ||
        [...chains].some(([slot, one]) => state.chains.get(slot) !== one);
      if (!isLearnt) return;
      const places = packs.write([...unwritten.values()].map(({ body }) => body));
      if (places === undefined) return;
      [...unwritten].forEach(([slot, { outline, hasDown, looks }], at) => {
        const place = places[at];
        if (place !== undefined) readings.set(slot, { outline, hasDown, looks, place });
      });
      // What this run did not need, the run after a change of branch may: it stays until it is replaced.
      const kept: State = {
        key,
        chains: new Map([...state.chains, ...chains]),
        heads,
        readings: new Map([...state.readings, ...readings]),
        milestones: milestones.stored(),
        notes,
      };
      if (writeCacheFile(file, kept)) packs.sweep(new Set([...kept.readings.values()].map(({ place }) => place.pack)));
    },
  };
}

function emptyState(key: string): State {
  return { key, chains: new Map(), heads: new Map(), readings: new Map(), milestones: [], notes: new Map() };
}

/** The sum of the file says that it is whole, and the key who wrote it: nothing else has to be looked at. */
function isStateOf(key: string, found: unknown): found is State {
  return typeof found === 'object' && found !== null && 'key' in found && found.key === key;
}

function bodyIn(found: unknown): MigrationBody | undefined {
  return isBody(found) ? found : undefined;
}

function isBody(found: unknown): found is MigrationBody {
  return typeof found === 'object' && found !== null && 'up' in found;
}
