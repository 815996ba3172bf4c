import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

/** A program and its arguments. */
export type Command = readonly string[];

/** What is measured: a whole process, from its start to its end. */
export interface Subject {
  readonly name: string;
  readonly command: Command;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is done before each run and not measured: a cache is removed, a file changed. */
  readonly before?: (run: number) => void;
}

export interface Timing {
  /** Milliseconds from start to end. */
  readonly wall: number;
  /** Milliseconds of processor time, of all threads and children; NaN where there is no shell that tells. */
  readonly cpu: number;
}

/** Each one's median, over runs in which all of them took turns: a machine that gets slower does so for all. */
export function inTurns(subjects: readonly Subject[], runs: number): readonly Timing[] {
  const timings = subjects.map((): Timing[] => []);
  for (let run = 0; run < runs; run += 1) {
    subjects.forEach((subject, at) => {
      subject.before?.(run);
      timings[at]?.push(timed(subject));
    });
  }
  return timings.map((own) => ({
    wall: median(own.map(({ wall }) => wall)),
    cpu: median(own.map(({ cpu }) => cpu)),
  }));
}

/** The largest resident set of a Node program's process, in megabytes. */
export function peakMemory({ command, cwd, env }: Subject): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-memory-'));
  try {
    const [hook, out] = [path.join(folder, 'hook.cjs'), path.join(folder, 'peak')];
    writeFileSync(
      hook,
      `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(out)}, String(process.resourceUsage().maxRSS)));`,
    );
    const [program = '', ...args] = command;
    spawnSync(program, ['--require', hook, ...args], {
      cwd,
      stdio: 'ignore',
      env: { ...process.env, ...env },
    });
    return Number(readFileSync(out, 'utf8')) / 1024;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;

function timed({ name, command, cwd, env }: Subject): Timing {
  const [program = '', ...args] = hasBash
    ? ['bash', '-c', 'TIMEFORMAT="%U %S"; time "$@" 2>&1 >/dev/null', '', ...command]
    : command;
  const start = performance.now();
  const { stderr, error, status } = spawnSync(program, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const wall = performance.now() - start;
  if (error !== undefined) throw error;
  // Findings are no failure; a command that could not do its work is.
  if (status === null || status > 1) throw new Error(`${name} ended with ${String(status)}: ${stderr}`);
  const [user, system] = /([\d.]+) ([\d.]+)\s*$/.exec(stderr)?.slice(1).map(Number) ?? [];
  return { wall, cpu: ((user ?? Number.NaN) + (system ?? Number.NaN)) * 1000 };
}
