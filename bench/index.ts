// npm run bench, after npm run build: how long the command takes beside other linters, as whole processes, in turns. The
// table goes to docs/benchmarks.md.
//
//   --most 1000          folders of so many files at most (10000 unless told)
//   --runs 5             turns for each row; fewer where one run takes long
//   --also <folder>      another repository, cold and warm; can be given again. One called "461 EF Core migrations" is held to
//                        goals
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from './goals.ts';
import { seconds, tableOf } from './goals.ts';
import { writeKnexFolder } from './knex-folder.ts';
import type { Subject, Timing } from './measure.ts';
import { inTurns, peakMemory } from './measure.ts';
import { installPeers, type Peers } from './peers.ts';
import { fileName, migration, writeBigFile, writePostgresFolder } from './postgres-folders.ts';

const { values } = parseArgs({
  options: {
    most: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '5' },
    also: { type: 'string', multiple: true, default: [] },
  },
});
const most = Number(values.most);
const runs = Number(values.runs);

const root = path.join(import.meta.dirname, '..');
const scratch = path.join(root, 'node_modules/.cache/mig-lint/bench');
const command = [process.execPath, path.join(root, 'dist/bin.cjs')];
const columns = ['mig-lint', 'squawk (npm)', 'squawk (binary)', 'pgfence'];

/** What the cache holds is removed before each run; what V8 has compiled of the program stays, as after any other run. */
function cold(cwd: string): Subject {
  const cache = path.join(scratch, 'cold');
  return {
    name: 'mig-lint',
    command: [...command, '--cache-location', cache],
    cwd,
    before: () => {
      rmSync(cache, { recursive: true, force: true });
    },
  };
}

/** A run before has filled the cache; `change` makes a difference before each. */
function warm(cwd: string, change?: (run: number) => void): Subject {
  const cache = path.join(scratch, 'warm');
  rmSync(cache, { recursive: true, force: true });
  const subject: Subject = { name: 'mig-lint', command: [...command, '--cache-location', cache], cwd };
  inTurns([subject], 1);
  return { ...subject, ...(change === undefined ? {} : { before: change }) };
}

function ratio(one: Timing | undefined, other: Timing | undefined): number {
  return (one?.wall ?? Number.NaN) / (other?.wall ?? Number.NaN);
}

/** Big folders are measured less often: their runs differ less. */
function turns(files: number): number {
  return files >= 10_000 ? Math.min(runs, 3) : runs;
}

function postgresRows(peers: Peers): readonly Row[] {
  const sizes = [1, 100, 1000, 10_000].filter((files) => files <= most);
  const goals: Readonly<Record<number, { readonly against: number; readonly atMost: number }>> = {
    1: { against: 1, atMost: 1.5 },
    1000: { against: 1, atMost: 0.8 },
    10_000: { against: 2, atMost: 0.8 },
  };
  return sizes.flatMap((files): readonly Row[] => {
    const cwd = path.join(scratch, `postgres-${String(files)}`);
    const folder = path.join(cwd, 'migrations');
    rmSync(cwd, { recursive: true, force: true });
    writePostgresFolder(folder, files);
    const names = readdirSync(folder).map((name) => `migrations/${name}`);
    const others = [peers.squawk, peers.squawkBinary, peers.pgfence].map((peer): Subject => ({
      name: peer.name,
      command: peer.command(names),
      cwd,
    }));
    const timings = inTurns([cold(cwd), ...others], turns(files));
    const goal = goals[files];
    const row: Row = {
      what: `${files === 1 ? '1 file' : `${files.toLocaleString('en')} files`}, cold`,
      timings,
      ...(goal === undefined
        ? {}
        : {
            goal: {
              said: `${String(goal.atMost)} × ${columns[goal.against] ?? ''}`,
              is: ratio(timings[0], timings[goal.against]),
              atMost: goal.atMost,
            },
          }),
    };
    if (files < 10_000) return [row];
    const changed = path.join(folder, fileName(files));
    const again = warm(cwd, (run) => {
      writeFileSync(changed, migration(files, run + 1));
    });
    const binary = others.slice(1, 2);
    const changedRow = (what: string, [own, other]: readonly Timing[]): Row => ({
      what: `${files.toLocaleString('en')} files, ${what}`,
      timings: [own, undefined, other],
      goal: { said: `0.25 × ${columns[2] ?? ''}`, is: ratio(own, other), atMost: 0.25 },
    });
    const oneOfNew = changedRow('one changed', inTurns([again, ...binary], turns(files)));
    const oneOfShipped = changedRow(
      'one changed, the others shipped',
      inTurns([shippedButOne(cwd, fileName(files)), ...binary], turns(files)),
    );
    return [row, oneOfNew, oneOfShipped];
  });
}

/** The folder as a repository whose main branch has all files but one, which is another one in each run. */
function shippedButOne(folder: string, last: string): Subject {
  const cwd = `${folder}-shipped`;
  rmSync(cwd, { recursive: true, force: true });
  cpSync(folder, cwd, { recursive: true });
  const changed = path.join(cwd, 'migrations', last);
  const text = readFileSync(changed, 'utf8');
  rmSync(changed);
  const git = (...args: readonly string[]): void => {
    const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'gc.auto=0'];
    const { status, stderr } = spawnSync('git', [...author, ...args], { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=Shipped');
  return warm(cwd, (run) => {
    writeFileSync(changed, `${text}-- ${String(run)}\n`);
  });
}

/** The sample projects of other dialects and tools are read by nobody else; those of SQL files by Squawk as well. */
function sampleRows(peers: Peers): readonly Row[] {
  const samples = path.join(root, 'fixtures/projects');
  return readdirSync(samples).map((name): Row => {
    const cwd = path.join(scratch, 'samples', name);
    cpSync(path.join(samples, name), cwd, { recursive: true });
    const names = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sql'));
    const others = [peers.squawk, peers.squawkBinary].map((peer): Subject => ({
      name: peer.name,
      command: [...peer.command([]).slice(0, -1), ...names],
      cwd,
    }));
    return { what: name, timings: inTurns([cold(cwd), ...(names.length === 0 ? [] : others)], Math.min(runs, 3)) };
  });
}

function repositoryRows(): readonly Row[] {
  const knex = path.join(scratch, 'knex');
  rmSync(knex, { recursive: true, force: true });
  writeKnexFolder(knex, 500);
  const goals: Readonly<Record<string, { readonly cold: number; readonly warm?: number }>> = {
    knex: { cold: 1500 },
    '461 EF Core migrations': { cold: 2000, warm: 400 },
  };
  return [knex, ...values.also.map((folder) => path.resolve(folder))].flatMap((cwd): readonly Row[] => {
    const name = cwd === knex ? '500 Knex migrations' : path.basename(cwd);
    const [first] = inTurns([cold(cwd)], runs);
    const [again] = inTurns([warm(cwd)], runs);
    const goal = goals[path.basename(cwd)];
    return [within(`${name}, cold`, first, goal?.cold), within(`${name}, warm`, again, goal?.warm)];
  });
}

/** @param atMost milliseconds */
function within(what: string, timing: Timing | undefined, atMost: number | undefined): Row {
  const row = { what, timings: [timing] };
  if (atMost === undefined) return row;
  return { ...row, goal: { said: seconds(atMost), is: (timing?.wall ?? Number.NaN) / 1000, atMost: atMost / 1000 } };
}

/** What a run has in memory at most, in megabytes. */
function memoryLines(): readonly string[] {
  const big = path.join(scratch, 'one file of 20 MB');
  rmSync(big, { recursive: true, force: true });
  if (most >= 10_000) writeBigFile(path.join(big, 'migrations'), 20_000_000);
  const folders = [1, 1000, 10_000].map((files) => path.join(scratch, `postgres-${String(files)}`));
  const places = [...folders, big].filter((folder) => existsSync(folder));
  return places.map((cwd) => `- ${path.basename(cwd)}: ${peakMemory(cold(cwd)).toFixed(0)} MB at most in memory`);
}

function eslintLines(): string {
  const { stdout } = spawnSync('npm', ['run', '--silent', 'bench:eslint'], { cwd: root, encoding: 'utf8' });
  return stdout.trimEnd();
}

if (!existsSync(command[1] ?? '')) throw new Error('npm run build comes first');
mkdirSync(scratch, { recursive: true });
const peers = installPeers(path.join(scratch, 'peers'));
const postgres = postgresRows(peers);
const [, , thousand, tenThousand] = postgres;
const growth = tenThousand === undefined ? undefined : ratio(tenThousand.timings[0], thousand?.timings[0]);

writeFileSync(
  path.join(root, 'docs/benchmarks.md'),
  `# Benchmarks

\`npm run build && npm run bench\` writes this page. Each figure is the median of whole processes that took turns on one
machine: the time from start to end, and in brackets the time of its processors. Cold: nothing is known of the project from
a run before.

Measured with Node ${process.version} on ${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'an unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GB,
against Squawk ${peers.squawk.version} and pgfence ${peers.pgfence.version}.

## PostgreSQL: folders of generated files, ten statements each

${tableOf(columns, postgres)}
${growth === undefined ? '' : `\nTen times as many files take ${growth.toFixed(1)} times as long (goal: 11 at most).\n`}
## Memory

${memoryLines().join('\n')}

## Repositories

${tableOf(columns.slice(0, 1), repositoryRows())}

## Sample projects

${tableOf(columns.slice(0, 3), sampleRows(peers))}

## ESLint

\`\`\`
${eslintLines()}
\`\`\`

## What stands in the way

${readFileSync(path.join(import.meta.dirname, 'in-the-way.md'), 'utf8').trimEnd()}
`,
);
