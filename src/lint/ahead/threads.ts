import { setImmediate as others } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ChainSettings, MigrationEntry } from '../../frameworks/framework.ts';
import type { Order, WrittenReading } from './share.ts';

/** What threads are made of. */
export interface ThreadPlan {
  /** The program of a thread: it calls `serveShares`. */
  readonly program: string;
  readonly root: string;
  readonly links: readonly string[];
}

/** Threads that read migrations beside this one. */
export interface Threads {
  /**
   * Reads the migrations of a chain, some of them in other threads, whose readings it gives, and the others here. What a
   * thread fails at is in neither.
   */
  read(
    chain: ChainSettings,
    entries: readonly MigrationEntry[],
    here: (entry: MigrationEntry) => void,
  ): Promise<ReadonlyMap<MigrationEntry, WrittenReading>>;
  end(): void;
}

/** So many migrations at a time at most. */
const largestShare = 8;

/** What is left is given away in so many shares for each thread: the last ones are small, so that all threads end together. */
const sharesEach = 6;

/** @param paths of the files, as the threads shall see them */
export function startThreads({ program, root, links }: ThreadPlan, paths: readonly string[], count: number): Threads {
  const workers = new Set(Array.from({ length: count }, () => new Worker(program, { resourceLimits })));
  for (const worker of workers) {
    // Only while it reads does the run wait for it.
    worker.unref();
    // One that fails has read nothing, and goes: what it was given is read by the main thread when it is asked for.
    worker.on('error', () => undefined);
    worker.on('exit', () => workers.delete(worker));
    tell(worker, { kind: 'open', root, links, paths });
  }
  return {
    async read(chain, entries, here) {
      const left = [...entries];
      const arrived = new Map<MigrationEntry, WrittenReading>();
      const nextShare = (): readonly MigrationEntry[] => {
        const size = Math.ceil(left.length / (workers.size * sharesEach));
        return left.splice(-Math.min(largestShare, Math.max(1, size)));
      };
      const away = [...workers].map((worker) => keepBusy(worker, chain, nextShare, arrived));
      for (let entry = left.shift(); entry !== undefined; entry = left.shift()) {
        here(entry);
        await others();
      }
      await Promise.all(away);
      return arrived;
    },
    end() {
      for (const worker of workers) tell(worker, { kind: 'end' });
    },
  };
}

/** What is nested too deeply for the main thread is so for all. */
const resourceLimits = { stackSizeMb: 1 };

function tell(worker: Worker, order: Order): void {
  worker.postMessage(order);
}

/** Gives a thread a share as often as it has answered one, until nothing is left. */
function keepBusy(
  worker: Worker,
  chain: ChainSettings,
  nextShare: () => readonly MigrationEntry[],
  arrived: Map<MigrationEntry, WrittenReading>,
): Promise<void> {
  return new Promise((resolve) => {
    const away: (readonly MigrationEntry[])[] = [];
    const giveShare = (): void => {
      const entries = nextShare();
      if (entries.length > 0) {
        away.push(entries);
        tell(worker, { kind: 'read', chain, entries });
      } else if (away.length === 0) leave();
    };
    const takeIn = (readings: readonly WrittenReading[]): void => {
      const entries = away.shift() ?? [];
      entries.forEach((entry, at) => {
        const reading = readings[at];
        if (reading !== undefined) arrived.set(entry, reading);
      });
      giveShare();
    };
    const leave = (): void => {
      worker.unref();
      worker.off('message', takeIn).off('exit', leave);
      resolve();
    };
    worker.ref();
    worker.on('message', takeIn).on('exit', leave);
    // One to read, and one that waits for it.
    giveShare();
    giveShare();
  });
}
