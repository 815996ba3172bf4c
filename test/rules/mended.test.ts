import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import type { CatalogDigest, Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { frameworks } from '../../src/frameworks/index.ts';
import { rules } from '../../src/rules/index.ts';
import { openInMemory } from './example-project.ts';
import { endsElsewhere, newFindings, notRun, refusedAsItWas } from './mended-exceptions.ts';
import {
  astrayIn,
  differences,
  leftBy,
  mendedCases,
  mustRun,
  opaqueIn,
  openExample,
  outcomeOf,
  rulesIn,
} from './mending.ts';
import { rewriteInMemory } from './rewrite-in-memory.ts';
import type { RewriteProject } from './rewrite-projects.ts';
import { rewriteProjects } from './rewrite-projects.ts';

describe('what rules offer', () => {
  const shown = (role: 'fixed' | 'rewritten'): readonly string[] =>
    [...new Set(mendedCases.filter(({ mended }) => mended.role === role).map(({ rule }) => rule))].sort();
  const offering = (is: (rule: (typeof rules)[number]) => boolean): readonly string[] =>
    rules
      .filter(is)
      .map(({ name }) => name)
      .sort();

  it('is on their pages: what --fix makes of an example', () => {
    expect(shown('fixed')).toEqual(offering(({ fixable }) => fixable === true));
  });

  it('is on their pages: what --fix-rewrite makes of an example', () => {
    expect(shown('rewritten')).toEqual(offering(({ rewrites }) => rewrites === true));
  });

  it('is excepted from nothing without need', () => {
    const names = new Set(mendedCases.map(({ name }) => name));
    const excepted = [refusedAsItWas, endsElsewhere, newFindings].flatMap((one) => Object.keys(one));
    expect(excepted.filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('a mended example', () => {
  it.each(mendedCases.map((one) => [one.name, one] as const))(
    '%s is understood, and no rule finds more',
    async (name, one) => {
      const before = await openExample(one, one.unsafe);
      const after = await openExample(one, one.mended);
      expect(opaqueIn(after)).toEqual([]);
      const found = rulesIn(before);
      const more = [...rulesIn(after)].filter((rule) => rule === one.rule || !found.has(rule));
      expect(more).toEqual(Object.keys(newFindings[name] ?? {}));
    },
  );
});

let pglite: Engine;
let sqlite: Engine;
beforeAll(async () => {
  pglite = await openEngine('pglite');
  sqlite = await openEngine('sqlite');
}, 120_000);
afterAll(async () => {
  await pglite.close();
  await sqlite.close();
});

/** The engines that run in this process; MariaDB has a test among those that need servers. */
const engines: Readonly<Record<string, () => Engine>> = { postgres: () => pglite, sqlite: () => sqlite };

it('a mended example is run on every database that can be had', () => {
  const dialects = new Set(mendedCases.map(({ dialect }) => dialect));
  const run = new Set([...Object.keys(engines), 'mysql', ...Object.keys(notRun)]);
  expect([...dialects].filter((dialect) => !run.has(dialect))).toEqual([]);
});

describe.each(Object.entries(engines))('a mended example of %s, run there', (dialect, engine) => {
  const cases = mendedCases.filter((one) => one.dialect === dialect);
  it.each(cases.map((one) => [one.name, one] as const))(
    '%s ends in the schema that was asked for, and leads back',
    { timeout: 120_000 },
    async (name, one) => {
      const { elsewhere, refused, astray } = await outcomeOf(engine(), one);
      expect(refused).toBe(name in refusedAsItWas);
      if (!(name in endsElsewhere)) expect(elsewhere).toEqual([]);
      expect(elsewhere.length > 0).toBe(name in endsElsewhere);
      expect(astray).toEqual([]);
    },
  );
});

/** Tools whose new migrations nobody writes yet. */
const undescribed: Readonly<Record<string, string>> = {
  ef6: 'a migration of Entity Framework 6 is compressed into a resource file that only its tools write',
  umzug: 'its scripts lie wherever, and are called whatever, the program says',
};

/** What each tool cannot be given, in its own words. */
const cannot: Readonly<Record<string, readonly RegExp[]>> = {
  drizzle: [/^Drizzle runs every migration in a transaction/],
  kysely: [/^the Migrator of Kysely runs all pending migrations in one transaction/],
  supabase: [/^Supabase would run .*_fill_users_token\.sql in a transaction/],
};

describe('a migration of each tool, put into steps', () => {
  const rewriting = new Set(rules.filter(({ rewrites }) => rewrites === true).map(({ name }) => name));
  let start: CatalogDigest;
  let askedFor: CatalogDigest;
  beforeAll(async () => {
    const [plain] = rewriteProjects.filter(({ framework }) => framework === 'sql');
    if (plain === undefined) throw new Error('there is no project of plain SQL');
    start = await catalogOf(plain, plain.shipped);
    askedFor = await catalogOf(plain, { ...plain.shipped, ...plain.added });
  }, 120_000);

  async function catalogOf(project: RewriteProject, files: Readonly<Record<string, string>>): Promise<CatalogDigest> {
    const config = configOf(project);
    const [chain] = (await openInMemory({ config, workTree: new Map(Object.entries(files)) })).chains;
    if (chain === undefined) throw new Error('the files are no chain');
    return mustRun(await leftBy(pglite, chain));
  }

  it('is written for every tool but those that nobody has described', () => {
    const written = rewriteProjects.map(({ framework }) => framework);
    expect([...written, ...Object.keys(undescribed)].sort()).toEqual(frameworks.map(({ name }) => name).sort());
  });

  it.each(rewriteProjects.map((one) => [one.framework, one] as const))(
    '%s: no rule has anything left to put into steps, it ends in the schema that was asked for, and leads back',
    { timeout: 120_000 },
    async (framework, request) => {
      const { files, project, diagnostics } = await rewriteInMemory({ config: configOf(request), ...request });
      const unwritten = diagnostics.flatMap((one) => one.unwritten ?? []);
      const refusals = cannot[framework] ?? [];
      expect(unwritten.filter((reason) => !refusals.some((one) => one.test(reason)))).toEqual([]);
      expect(unwritten.length > 0).toBe(framework in cannot);
      if (!(framework in cannot)) {
        const left = diagnostics.filter(({ rule, fix }) => rewriting.has(rule) && fix === undefined);
        expect(left.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
        expect(diagnostics.map(({ rule }) => rule)).not.toContain('require-lock-timeout');
      }

      const [chain] = project.chains;
      if (chain === undefined) throw new Error('the rewritten files are no chain');
      const rewritten = {
        project,
        chain,
        paths: new Set([...files.keys()].filter((path) => !(path in request.shipped))),
      };
      expect(opaqueIn(rewritten)).toEqual([]);
      expect(differences(askedFor, mustRun(await leftBy(pglite, chain)))).toEqual([]);
      expect(await astrayIn(pglite, rewritten, start)).toEqual([]);
    },
  );
});

function configOf({ framework, chain }: RewriteProject): Config {
  return {
    extends: ['recommended'],
    chains: [{ name: 'app', framework, dialect: 'postgres', include: ['m/**', 'supabase/**'], ...chain }],
  };
}
