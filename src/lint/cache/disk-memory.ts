import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { ChainSource, MigrationEntry, ProjectFiles } from '../../frameworks/framework.ts';
import type { Notebook } from '../../history/git-remembered.ts';
import type { Migration } from '../../model/migration.ts';
import type { DialectName } from '../../model/names.ts';
import type { Threads, ThreadPlan } from '../ahead/threads.ts';
import { threadsFor } from '../ahead/thread-count.ts';
import type { Recall } from '../memory.ts';
import { watch } from '../memory.ts';
import type { ProjectMemory } from '../project-memory.ts';
import { noMemory } from '../project-memory.ts';
import type { Reader } from '../reading.ts';
import { readingKey, readMigration } from '../reading.ts';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import type { StoredMilestone } from './disk-milestones.ts';
import { diskMilestones } from './disk-milestones.ts';
import type { MigrationBody, MigrationOutline } from './lazy-migration.ts';
import { lazyMigration, outlineOf } from './lazy-migration.ts';
import type { ContentLooks, NamedFiles } from './looks.ts';
import { contentLooks, isNamed, isUnchanged, sumOfText } from './looks.ts';
import type { Place } from './packs.ts';
import { packed, packsIn, unpacked } from './packs.ts';
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

/** A reading of this run; threads have packed the bodies of theirs. */
interface NewReading extends MigrationOutline {
  readonly looks: ContentLooks;
  readonly body: MigrationBody | Uint8Array;
  readonly migration: Migration;
}

interface State {
  readonly key: string;
  readonly chains: ReadonlyMap<string, StoredChains>;
  readonly heads: Heads;
  readonly readings: ReadonlyMap<string, StoredReading>;
  readonly milestones: readonly StoredMilestone[];
  readonly notes: ReadonlyMap<string, string>;
}

/**
 * Finding, reading and replaying go on from where the last run over the same contents ended.
 *
 * @param plan for threads that read what is not remembered; absent: there is only this one
 */
export function diskMemory({ folder, key }: CachePlace, plan?: ThreadPlan): DiskMemory {
  const file = path.join(folder, 'memory');
  const found = readCacheFile(file);
  const state: State = isStateOf(key, found) ? found : emptyState(key);
  const packs = packsIn(folder);

  const chains = new Map<string, StoredChains>();
  const heads: Heads = new Map();
  const readings = new Map<string, StoredReading>();
  const notes = new Map<string, string>();
  let isNoted = false;
  const unwritten = new Map<string, NewReading>();
  let threads: Threads | undefined;
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
    const known = readBefore(slot, files) ?? storedMigration(slot, files, compute);
    if (known !== undefined) return known;
    const { watched, looks } = watch(files);
    const computed = compute(watched);
    const seen = contentLooks(looks, files);
    const migration = named(computed, slot, seen);
    unwritten.set(slot, { ...outlineOf(computed), looks: seen, migration });
    return migration;
  };

  const readBefore = (slot: string, files: NamedFiles): Migration | undefined => {
    const known = unwritten.get(slot);
    return known !== undefined && isUnchanged(known.looks, files) ? known.migration : undefined;
  };

  const storedMigration = (
    slot: string,
    files: NamedFiles,
    compute: (files: ProjectFiles) => Migration,
  ): Migration | undefined => {
    const known = state.readings.get(slot);
    if (known === undefined || !isUnchanged(known.looks, files)) return undefined;
    readings.set(slot, known);
    const load = (): MigrationBody => bodyIn(packs.read(known.place)) ?? compute(files);
    return named(lazyMigration(known, load), slot, known.looks);
  };

  const readAhead = async (reader: Reader, entries: readonly MigrationEntry[], files: ProjectFiles): Promise<void> => {
    if (plan === undefined || !isNamed(files)) return;
    const keyOf = (entry: MigrationEntry): string => readingKey('now', reader, entry);
    const unknown = entries.filter((entry) => {
      const known = state.readings.get(sumOfText(keyOf(entry)));
      return known === undefined || !isUnchanged(known.looks, files);
    });
    const count = threadsFor(unknown.length, availableParallelism());
    if (count === 0) return;
    threads ??= (await import('../ahead/threads.ts')).startThreads(plan, files.paths, count);
    const away = await threads.read(reader.chain, unknown, (entry) => {
      recallMigrations(keyOf(entry), [], files, (watched) => readMigration(reader, entry, watched));
    });
    for (const [entry, { body, ...reading }] of away) {
      if (!isUnchanged(reading.looks, files)) continue;
      const slot = sumOfText(keyOf(entry));
      const load = (): MigrationBody => bodyIn(unpacked(body)) ?? readMigration(reader, entry, files);
      const migration = named(lazyMigration(reading, load), slot, reading.looks);
      unwritten.set(slot, { ...reading, body, migration });
    }
  };

  const named = (migration: Migration, slot: string, looks: ContentLooks): Migration => {
    names.set(migration, [slot, looks.paths, ...looks.contents.flat()].join(' '));
    return migration;
  };

  return {
    ...noMemory,
    chains: recallChains,
    migrations: recallMigrations,
    readAhead,
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
      threads?.end();
      const isLearnt =
        isNoted ||
        unwritten.size > 0 ||
        milestones.stored() !== state.milestones ||
        [...chains].some(([slot, one]) => state.chains.get(slot) !== one);
      if (!isLearnt) return;
      const bodies = [...unwritten.values()].map(({ body }) => (body instanceof Uint8Array ? body : packed(body)));
      const places = packs.write(bodies);
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
