import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Example } from '../../scripts/pages/parse-page.ts';
import { parsePage } from '../../scripts/pages/parse-page.ts';
import type { Engine, Query } from '../../src/engines/engine.ts';
import { openEngine } from '../../src/engines/index.ts';
import { traceChain } from '../../src/trace/trace.ts';
import { openInMemory } from '../rules/example-project.ts';
import { exampleProject } from '../rules/example.ts';

const folder = new URL('../../fixtures/rules/', import.meta.url);

interface Case {
  readonly page: string;
  readonly example: Example;
  readonly setup: readonly Example[];
}

/** Every example of a rule's page that is written for PostgreSQL, with the setup above it. */
const cases: readonly Case[] = readdirSync(folder)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => {
    const { title, sections } = parsePage(readFileSync(new URL(file, folder), 'utf8'));
    return sections.flatMap(({ examples }) =>
      examples.flatMap((example, at): readonly Case[] =>
        example.role === 'setup' || example.dialect !== 'postgres'
          ? []
          : [{ page: title, example, setup: examples.slice(0, at).filter(({ role }) => role === 'setup') }],
      ),
    );
  });

describe('PGlite does for the examples of the pages what is predicted', () => {
  let engine: Engine & { readonly query: Query };

  beforeAll(async () => {
    const opened = await openEngine('pglite');
    const { query } = opened;
    if (query === undefined) throw new Error('PGlite cannot be asked');
    engine = { ...opened, query };
  }, 120_000);
  afterAll(() => engine.close());

  const pages = [...new Set(cases.map(({ page }) => page))];
  it.each(pages)('%s', { timeout: 120_000 }, async (page) => {
    const wrong: string[] = [];
    for (const { example, setup } of cases.filter((one) => one.page === page)) {
      const place = `line ${example.line}`;
      const { placed, ...inMemory } = exampleProject(example, setup, { rule: page, others: [] });
      const [chain] = (await openInMemory(inMemory)).chains;
      if (chain === undefined) throw new Error(`${place} is not read as a chain of migrations`);
      const files = new Set(placed.map(({ path }) => path));
      await engine.reset();
      const trace = await traceChain({
        chain,
        engine,
        isTraced: ({ file }) => files.has(file),
        rows: 100,
        onProgress: () => undefined,
      });
      wrong.push(
        ...trace.statements.flatMap(({ sql, mismatches }) =>
          mismatches.map(({ message }) => `${place}: ${sql.join('; ')}: ${message}`),
        ),
      );
    }
    expect(wrong).toEqual([]);
  });
});
