import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const bin = path.join(import.meta.dirname, '../../../dist/bin.cjs');
const preload = path.join(import.meta.dirname, 'preload.mjs');

export type FaultKind = 'KILL' | 'ENOSPC' | 'EROFS' | 'EACCES' | 'CHANGE';

/** What the command is to meet: at its n-th change below a folder, and at all after it when it goes on. */
interface Fault {
  readonly kind: FaultKind;
  readonly at: number;
  readonly folder: string;
}

export interface Ended {
  /** Undefined when it was killed. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** Where runs keep what they have read: a folder of its own. */
export interface Place {
  readonly cwd: string;
  readonly cache: string;
}

/** Runs the built command. */
export function runBuilt(place: Place, args: readonly string[], fault?: Fault): Promise<Ended> {
  if (fault === undefined) return spawned(place, args, {});
  const { kind, at, folder } = fault;
  return spawned(place, args, { FAULT_KIND: kind, FAULT_AT: String(at), FAULT_FOLDER: folder });
}

/** How many changes the command makes below a folder. */
export async function changesOf(place: Place, args: readonly string[], folder: string): Promise<number> {
  const log = path.join(mkdtempSync(path.join(tmpdir(), 'mig-lint-faults-')), 'log');
  await spawned(place, args, { FAULT_KIND: 'count', FAULT_LOG: log, FAULT_FOLDER: folder });
  return readFileSync(log, 'utf8').trimEnd().split('\n').length;
}

function spawned(
  { cwd, cache }: Place,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Ended> {
  const required = Object.keys(variables).length > 0 ? ['--import', preload] : [];
  const env = { ...process.env, ...variables, XDG_CACHE_HOME: cache, NO_COLOR: '1' };
  const child = spawn(process.execPath, [...required, bin, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? undefined, out, err });
    });
  });
}

/** Every file below a folder with its text. */
export function textsIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), readFileSync(file, 'utf8')];
    }),
  );
}
