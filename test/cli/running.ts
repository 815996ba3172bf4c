import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../src/cli/main.ts';

/** What a call of the command did. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-'));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** Runs the command in a folder, without a terminal. */
export async function run(cwd: string, ...args: readonly string[]): Promise<Run> {
  return runWithInput(cwd, '', ...args);
}

export async function runWithInput(cwd: string, input: string, ...args: readonly string[]): Promise<Run> {
  return runIn({ cwd, input }, ...args);
}

/** What surrounds a call of the command. */
interface Surroundings {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly width?: number;
}

export async function runIn(
  { cwd, input = '', env = {}, width = 120 }: Surroundings,
  ...args: readonly string[]
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, {
    cwd,
    env,
    color: false,
    width,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    readInput: () => Promise.resolve(input),
  });
  return { code, out: out.join(''), err: err.join('') };
}
