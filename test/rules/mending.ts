import { readdirSync, readFileSync } from 'node:fs';
import type { Example } from '../../scripts/pages/parse-page.ts';
import { parsePage } from '../../scripts/pages/parse-page.ts';
import { runChain } from '../../src/baseline/execution/run-chain.ts';
import type { CatalogDigest, Engine } from '../../src/engines/engine.ts';
import { lintProject } from '../../src/lint/lint.ts';
import type { LoadedChain, Project } from '../../src/lint/project.ts';
import { allStatements } from '../../src/model/migration.ts';
import { differencesBetween, isOrderOfColumns } from '../../src/schema/differences.ts';
import { staysBehind } from './mended-exceptions.ts';
import { openInMemory } from './example-project.ts';
import type { ExampleProject } from './example.ts';
import { exampleProject, isGround } from './example.ts';

/** What a fix or a rewrite makes of an unsafe example, as its page shows both. */
interface MendedCase {
  readonly rule: string;
  /** `no-blocking-scan, line 40`: how exceptions name it, and the test. */
  readonly name: string;
  readonly dialect: string;
  readonly unsafe: Example;
  readonly mended: Example;
  readonly ground: readonly Example[];
}

const folder = new URL('../../fixtures/rules/', import.meta.url);

/** Every `fixed` and `rewritten` block of the rules' pages, with the unsafe one above it. */
export const mendedCases: readonly MendedCase[] = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => {
    const { title, sections } = parsePage(readFileSync(new URL(file, folder), 'utf8'));
    return sections.flatMap(({ examples, heading }) =>
      examples.flatMap((mended, at): readonly MendedCase[] => {
        if (mended.role !== 'fixed' && mended.role !== 'rewritten') return [];
        const before = examples.slice(0, at);
        const unsafe = before.findLast(({ role }) => role === 'unsafe');
        if (unsafe === undefined) throw new Error(`${file}: nothing unsafe stands above line ${String(mended.line)}`);
        const { dialect = 'postgres' } = mended;
        const name = `${title}: ${heading}`;
        return [{ rule: title, name, dialect, unsafe, mended, ground: before.filter(isGround) }];
      }),
    );
  });

const opened = new Map<Example, Promise<Opened>>();

/** The example on top of its setup, under the recommended rules and the page's own. */
export async function openExample(one: MendedCase, example: Example): Promise<Opened> {
  const known = opened.get(example) ?? open(one, example);
  opened.set(example, known);
  return known;
}

async function open({ rule, ground }: MendedCase, example: Example): Promise<Opened> {
  const { placed, ...inMemory }: ExampleProject = exampleProject(example, ground, { rule, others: [] });
  const config = { ...inMemory.config, extends: ['recommended' as const] };
  const project = await openInMemory({ ...inMemory, config });
  const [chain] = project.chains;
  if (chain === undefined) throw new Error(`${rule}: the example is not read as a chain of migrations`);
  return { project, chain, paths: new Set(placed.map(({ path }) => path)) };
}

interface Opened {
  readonly project: Project;
  readonly chain: LoadedChain;
  /** The files of the example itself. */
  readonly paths: ReadonlySet<string>;
}

/** What was not understood of an example's own migrations. */
export function opaqueIn({ chain, paths }: Opened): readonly string[] {
  return chain.migrations
    .filter(({ file }) => paths.has(file))
    .flatMap(allStatements)
    .flatMap(({ operations }) => operations)
    .flatMap((operation) => (operation.kind === 'Opaque' ? [operation.text] : []));
}

/** The rules that find something in it. */
export function rulesIn({ project }: Opened): ReadonlySet<string> {
  const { diagnostics } = lintProject(project, { today: '2026-01-31', startedAt: 0 });
  return new Set(diagnostics.map(({ rule }) => rule));
}

/** What a chain leaves on an empty database, or the words with which the engine refused it. */
export async function leftBy(engine: Engine, chain: LoadedChain): Promise<CatalogDigest | string> {
  await engine.reset();
  const failure = await runChain(engine, chain);
  return failure === undefined ? engine.digest() : failure.message;
}

/** The differences between two catalogs, for people; the order of columns is no part of a schema that was asked for. */
export function differences(one: CatalogDigest, other: CatalogDigest): readonly string[] {
  return differencesBetween(one, other)
    .filter((difference) => !isOrderOfColumns(difference))
    .map(({ subject, old = 'nothing', new: now = 'nothing' }) => `${subject}: ${old} became ${now}`);
}

/** The chain with the way back of the example's migrations behind it, the last one first. */
function thereAndBack({ chain, paths }: Opened): LoadedChain {
  const own = chain.migrations.filter(({ file }) => paths.has(file)).toReversed();
  const back = own.map((migration) => ({ ...migration, id: `${migration.id} back`, up: migration.down ?? [] }));
  return { ...chain, migrations: [...chain.migrations, ...back] };
}

/** The chain without the example: what its setup leaves. */
function setupOf({ chain, paths }: Opened): LoadedChain {
  return { ...chain, migrations: chain.migrations.filter(({ file }) => !paths.has(file)) };
}

/** Whether the example's migrations can be taken back. */
function hasWayBack({ chain, paths }: Opened): boolean {
  return chain.migrations.some(({ file, down = [] }) => paths.has(file) && down.length > 0);
}

/** What became of an unsafe example and of its mended form, both run from the same start. */
interface Outcome {
  /** How the mended form ends otherwise than what was asked for. */
  readonly elsewhere: readonly string[];
  /** Whether the database refused the unsafe example as its tool would run it. */
  readonly refused: boolean;
  /** How the way back of the mended form does not lead back. */
  readonly astray: readonly string[];
}

export async function outcomeOf(engine: Engine, one: MendedCase): Promise<Outcome> {
  const unsafe = await openExample(one, one.unsafe);
  const mended = await openExample(one, one.mended);
  const asItWas = await leftBy(engine, unsafe.chain);
  const refused = typeof asItWas === 'string';
  const was = refused ? await leftBy(engine, withoutTransactions(unsafe)) : asItWas;
  const left = await leftBy(engine, mended.chain);
  const isMeant = (difference: string): boolean => staysBehind[one.rule]?.test(difference) === true;
  return {
    elsewhere: differences(mustRun(was), mustRun(left)).filter((difference) => !isMeant(difference)),
    refused,
    astray: (await astrayIn(engine, mended)).filter((difference) => !isMeant(difference)),
  };
}

/**
 * What is not as it was after a migration, and its way back, have run; nothing where there is no way back.
 *
 * @param start what was there before, when that is known already
 */
export async function astrayIn(engine: Engine, mended: Opened, start?: CatalogDigest): Promise<readonly string[]> {
  if (!hasWayBack(mended)) return [];
  const was = start ?? mustRun(await leftBy(engine, setupOf(mended)));
  return differences(was, mustRun(await leftBy(engine, thereAndBack(mended))));
}

/** The catalog of what had to run. */
export function mustRun(left: CatalogDigest | string): CatalogDigest {
  if (typeof left === 'string') throw new Error(`the database refuses it: ${left}`);
  return left;
}

/** The chain as somebody would run it by hand, who knows what a transaction cannot hold. */
function withoutTransactions({ chain, paths }: Opened): LoadedChain {
  const migrations = chain.migrations.map((one) =>
    paths.has(one.file) ? { ...one, transaction: 'none' as const } : one,
  );
  return { ...chain, migrations };
}
