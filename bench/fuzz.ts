// npm run fuzz -- --reader postgres --cases 1000000 --from ../real-migrations: gives a reader made-up texts and mutated
// real ones, and prints what it broke on, made as short as it gets. The same seed makes the same texts from the same files.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { batchOf, readers, textsFor } from '../test/fuzz/index.ts';
import { minimise } from '../test/fuzz/minimise.ts';
import type { Check, Reader } from '../test/fuzz/reader.ts';

const batchSize = 500;

/** A case of a few hundred characters that takes longer hangs. */
const longestCase = 20_000;

/**
 * Processor time in milliseconds that no case needs, not even a script that uses up the steps which its evaluation is
 * allowed: what takes longer grows too fast, or has no bound.
 */
const mostTime = 8000;

/** More distinct failures say nothing new. */
const mostFailures = 20;

/** Real files that are longer are data. */
const longestFile = 300_000;

const optionsSchema = v.object({
  reader: v.string(),
  cases: v.number(),
  seed: v.number(),
  from: v.exactOptional(v.string()),
});
type Options = v.InferOutput<typeof optionsSchema>;

const workSchema = v.object({ ...optionsSchema.entries, first: v.number(), progress: v.instance(SharedArrayBuffer) });

/** What the worker has done: the case that it is at, and how many milliseconds its longest took. */
const atCase = 0;
const longestAt = 1;
const longest = 2;
const isDone = 3;

const messageSchema = v.object({ at: v.number(), seed: v.number(), message: v.string(), text: v.string() });

if (isMainThread) await main();
else await work();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      reader: { type: 'string', multiple: true },
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage());
    return;
  }
  const names = values.reader ?? readers.map(({ name }) => name);
  const unknown = names.find((name) => !readers.some((reader) => reader.name === name));
  if (unknown !== undefined) throw new Error(`There is no reader ${unknown}.\n${usage()}`);
  for (const reader of names) {
    const options: Options = {
      reader,
      cases: Number(values.cases),
      seed: Number(values.seed),
      ...(values.from === undefined ? {} : { from: values.from }),
    };
    if (await fuzz(options)) process.exitCode = 1;
  }
}

function usage(): string {
  return `npm run fuzz -- [--reader <name>]... [--cases <number>] [--seed <number>] [--from <folder of real files>]
Readers: ${readers.map(({ name }) => name).join(', ')}`;
}

/** Runs one reader in a worker, which is ended and started behind the case that it hangs in. True: something failed. */
async function fuzz(options: Options): Promise<boolean> {
  const progress = new SharedArrayBuffer(16);
  const state = new Int32Array(progress);
  const start = performance.now();
  let failures = 0;
  for (let first = 0; first < options.cases && failures < mostFailures;) {
    const hung = await run({ ...options, first, progress }, state, () => (failures += 1));
    if (hung === undefined) break;
    failures += 1;
    const { seed, text } = textAt(options, hung);
    report({ at: hung, seed, message: `takes longer than ${longestCase} ms, or ends the program`, text });
    first = hung + 1;
  }
  const seconds = (performance.now() - start) / 1000;
  const cases = Math.min(options.cases, (state[atCase] ?? 0) + 1);
  const slowest = `the longest took ${String(state[longest])} ms (case ${String(state[longestAt])})`;
  console.log(
    `${options.reader.padEnd(28)} seed ${String(options.seed)}: ${String(cases)} cases in ${seconds.toFixed(0)} s, ` +
      `${(cases / seconds).toFixed(0)} a second, ${slowest}; ${failures === 0 ? 'none failed' : `${String(failures)} FAILED`}`,
  );
  return failures > 0;
}

/** Ends with the case that the worker hangs in, or without one when it is through. */
function run(work: object, state: Int32Array, onFailure: () => void): Promise<number | undefined> {
  const worker = new Worker(new URL(import.meta.url), { workerData: work });
  return new Promise((resolve) => {
    let seen = -1;
    let since = performance.now();
    let watched = since;
    const watch = setInterval(() => {
      const at = Atomics.load(state, atCase);
      const now = performance.now();
      // Nobody was there to watch where the whole program was stopped for a while.
      if (at !== seen || now - watched > longestCase / 2) since = now;
      watched = now;
      if (now - since > longestCase) {
        clearInterval(watch);
        void worker.terminate().then(() => {
          resolve(at);
        });
      }
      seen = at;
    }, 500);
    worker.on('message', (message: unknown) => {
      report(v.parse(messageSchema, message));
      onFailure();
    });
    worker.on('error', (error) => {
      console.log(`✗ the reader ends: ${error.message}`);
    });
    worker.on('exit', (code) => {
      clearInterval(watch);
      // A reader that ends the program, or runs out of memory, is at a case.
      resolve(code === 0 && Atomics.load(state, isDone) === 1 ? undefined : Atomics.load(state, atCase));
    });
  });
}

function report({ at, seed, message, text }: v.InferOutput<typeof messageSchema>): void {
  console.log(`\n✗ case ${String(at)}, batch seed ${String(seed)}: ${message}\n${JSON.stringify(text)}\n`);
}

function textAt(options: Options, at: number): { readonly seed: number; readonly text: string } {
  const seed = seedOf(options, Math.floor(at / batchSize));
  return { seed, text: batchOf(textsOf(options), seed, batchSize)[at % batchSize] ?? '' };
}

function seedOf({ seed }: Options, batch: number): number {
  return (Math.imul(seed + 1, 2_654_435_761) + batch) | 0;
}

function readerOf({ reader }: Options): Reader {
  const found = readers.find(({ name }) => name === reader);
  if (found === undefined) throw new Error(`there is no reader ${reader}`);
  return found;
}

function textsOf(options: Options): ReturnType<typeof textsFor> {
  const reader = readerOf(options);
  return textsFor(reader, options.from === undefined ? [] : filesIn(options.from, reader.files));
}

function filesIn(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .filter((text) => text.length > 0 && text.length <= longestFile);
}

async function work(): Promise<void> {
  const { progress, first, ...options } = v.parse(workSchema, workerData);
  const state = new Int32Array(progress);
  const check = await readerOf(options).load();
  const texts = textsOf(options);
  const known = new Set<string>();
  // Readers throw and catch to say where a statement stops being valid; the traces would cost a third of the time.
  Error.stackTraceLimit = 0;
  for (let at = first; at < options.cases;) {
    const seed = seedOf(options, Math.floor(at / batchSize));
    const batch = batchOf(texts, seed, batchSize).slice(at % batchSize, (at % batchSize) + options.cases - at);
    for (const text of batch) {
      if (at >= options.cases) break;
      Atomics.store(state, atCase, at);
      const start = process.cpuUsage();
      const failure = await failureOf(check, text);
      const took = Math.round(process.cpuUsage(start).user / 1000);
      const message = failure ?? (took > mostTime ? `takes ${took} ms of processor time` : undefined);
      if (took > (state[longest] ?? 0)) state.set([at, took], longestAt);
      at += 1;
      // One of each kind: the numbers in a message change with the text.
      const kind = kindOf(message);
      if (message === undefined || known.has(kind)) continue;
      known.add(kind);
      const shown = failure === undefined ? { message, text } : await shortened(check, text, kind);
      parentPort?.postMessage({ at: at - 1, seed, ...shown });
      if (known.size >= mostFailures) at = options.cases;
    }
  }
  Atomics.store(state, isDone, 1);
}

async function failureOf(check: Check, text: string): Promise<string | undefined> {
  try {
    await check(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message).slice(0, 1500) : String(error);
  }
}

function kindOf(message = ''): string {
  return message.replaceAll(/\d+/g, '0').slice(0, 60);
}

/** The shortest text that fails in the same way, and where it fails. */
async function shortened(
  check: Check,
  text: string,
  kind: string,
): Promise<{ readonly message: string; readonly text: string }> {
  const shortest = await minimise(text, async (shorter) => kindOf(await failureOf(check, shorter)) === kind);
  Error.stackTraceLimit = 12;
  const message = (await failureOf(check, shortest)) ?? 'fails at times only';
  Error.stackTraceLimit = 0;
  return { message, text: shortest };
}
