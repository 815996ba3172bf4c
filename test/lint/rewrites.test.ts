import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { frameworks } from '../../src/frameworks/index.ts';
import { rules } from '../../src/rules/index.ts';
import { openInMemory } from '../rules/example-project.ts';
import { astrayIn, differences, leftBy, mustRun, opaqueIn } from '../rules/mending.ts';
import { rewriteInMemory } from './rewrite-in-memory.ts';
import type { RewriteProject } from './rewrite-projects.ts';
import { rewriteProjects } from './rewrite-projects.ts';

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

function configOf({ framework, chain }: RewriteProject): Config {
  return {
    extends: ['recommended'],
    chains: [{ name: 'app', framework, dialect: 'postgres', include: ['m/**', 'supabase/**'], ...chain }],
  };
}

const rewriting = new Set(rules.filter(({ rewrites }) => rewrites === true).map(({ name }) => name));

describe('a migration of each tool, put into steps', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine('pglite');
  }, 120_000);
  afterAll(() => engine.close());

  it('is written for every tool but those that nobody has described', () => {
    const written = rewriteProjects.map(({ framework }) => framework);
    expect([...written, ...Object.keys(undescribed)].sort()).toEqual(frameworks.map(({ name }) => name).sort());
  });

  it.each(rewriteProjects.map((one) => [one.framework, one] as const))(
    '%s: no rule has anything left to put into steps, and it ends in the schema that was asked for',
    { timeout: 120_000 },
    async (framework, request) => {
      const config = configOf(request);
      const { files, project, diagnostics } = await rewriteInMemory({ config, ...request });
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
      const added = new Set([...files.keys()].filter((path) => !(path in request.shipped)));
      const rewritten = { project, chain, paths: added };
      expect(opaqueIn(rewritten)).toEqual([]);
      const workTree = new Map(Object.entries({ ...request.shipped, ...request.added }));
      const [original] = (await openInMemory({ config, workTree })).chains;
      if (original === undefined) throw new Error('the files are no chain');
      const was = mustRun(await leftBy(engine, original));
      expect(differences(was, mustRun(await leftBy(engine, chain)))).toEqual([]);
      expect(await astrayIn(engine, rewritten)).toEqual([]);
    },
  );
});
