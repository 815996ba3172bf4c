// npm run bench:eslint: how long one waits for ESLint with the plugin, on a chain of 500 migrations written here.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import migLint from 'eslint-plugin-mig-lint';

const migrations = 500;
const coldRuns = 5;
const edits = 60;

/** The goals, of which the last lines of the output speak. */
const goals = { edit: 30, firstFile: 1.5 };

const self = fileURLToPath(import.meta.url);
const command = fileURLToPath(import.meta.resolve('mig-lint/package.json')).replace(/package\.json$/, 'dist/bin.cjs');

const firstFolder = process.argv[2];
if (firstFolder === undefined) await compare();
else await lint(firstFolder, lastMigration(0));

async function compare(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mig-lint-bench-'));
  try {
    writeProject(folder);
    const cold = median(coldRuns, () => spawnSync(process.execPath, [command], { cwd: folder }));
    const first = median(coldRuns, () => spawnSync(process.execPath, [self, folder], { cwd: folder }));
    const again = await relinting(folder);
    console.log(`the command, cold                  ${milliseconds(cold)}`);
    console.log(
      `ESLint's first file, cold          ${milliseconds(first)}  (goal: ${goals.firstFile} times the command; is ${(first / cold).toFixed(2)})`,
    );
    console.log(`ESLint again, another text         ${milliseconds(again)}  (goal: ${goals.edit} ms)`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The usual time from a text that nobody has seen before to its findings. */
async function relinting(folder: string): Promise<number> {
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit += 1) {
    const start = performance.now();
    await lint(folder, lastMigration(edit));
    times.push(performance.now() - start);
  }
  return middle(times.slice(edits / 3));
}

let eslint: ESLint | undefined;

async function lint(folder: string, text: string): Promise<void> {
  eslint ??= new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: migLint.configs.recommended });
  const [result] = await eslint.lintText(text, { filePath: path.join(folder, 'migrations', fileName(migrations)) });
  const rules = result?.messages.map(({ ruleId }) => ruleId) ?? [];
  if (!rules.includes('mig-lint/no-blocking-index')) throw new Error(`it found ${JSON.stringify(result?.messages)}`);
}

function writeProject(folder: string): void {
  mkdirSync(path.join(folder, 'migrations'));
  for (let number = 1; number < migrations; number += 1) {
    writeFileSync(path.join(folder, 'migrations', fileName(number)), migration(number));
  }
  writeFileSync(path.join(folder, 'migrations', fileName(migrations)), lastMigration(0));
  // All but the last have shipped, as in a repository that has lived for years.
  const git = (...args: readonly string[]): void => {
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: folder });
  };
  git('init', '-q', '-b', 'main');
  git('add', ...Array.from({ length: migrations - 1 }, (_, at) => `migrations/${fileName(at + 1)}`));
  git('commit', '-q', '-m', 'so far');
}

function fileName(number: number): string {
  return `${String(number).padStart(4, '0')}_step.sql`;
}

/** Every tenth creates a table; the others change it. */
function migration(number: number): string {
  const table = `orders_${Math.ceil(number / 10)}`;
  if (number % 10 === 1) {
    return `CREATE TABLE ${table} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  total numeric(10,2),\n  note text\n);\n`;
  }
  return [
    `ALTER TABLE ${table} ADD COLUMN column_${number} integer;`,
    `UPDATE ${table} SET column_${number} = 0 WHERE column_${number} IS NULL;`,
    `CREATE INDEX ${table}_${number} ON ${table} (column_${number});\n`,
  ].join('\n');
}

function lastMigration(edit: number): string {
  return `ALTER TABLE orders_1 ADD COLUMN edit_${edit} text;\nCREATE INDEX orders_1_edit ON orders_1 (edit_${edit}, total);\n`;
}

function median(runs: number, run: () => void): number {
  return middle(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    }),
  );
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN;
}

function milliseconds(time: number): string {
  return `${time.toFixed(1).padStart(7)} ms`;
}
