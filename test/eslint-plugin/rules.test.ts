import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RuleTester } from 'eslint';
import migLint from 'eslint-plugin-mig-lint';
import tseslint from 'typescript-eslint';
import { afterAll, describe, expect, it } from 'vitest';
import type { Example, Page } from '../../scripts/pages/parse-page.ts';
import { parsePage } from '../../scripts/pages/parse-page.ts';
import { readingVersion } from '../../src/history/meaning.ts';
import { applyEdits } from '../../src/lint/edits.ts';
import type { Edit } from '../../src/model/diagnostic.ts';
import { rules } from '../../src/rules/index.ts';
import { run } from '../cli/running.ts';
import type { PageRules } from '../rules/example.ts';
import { exampleProject, isGround } from '../rules/example.ts';
import type { Found } from './command.ts';
import { findingsOfCommand } from './command.ts';

// The pages say what each rule finds, and test/rules holds the rules to them. Here the same examples go through ESLint's
// own RuleTester, as projects on the disk, and have to give what the command gives for them.

const pagesFolder = new URL('../../fixtures/rules/', import.meta.url);
const pages = readdirSync(pagesFolder).map((file) => parsePage(readFileSync(new URL(file, pagesFolder), 'utf8')));

const root = mkdtempSync(path.join(tmpdir(), 'mig-lint-rule-tester-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

RuleTester.describe = (_name: string, check: () => void) => {
  check();
};
RuleTester.it = RuleTester.describe;

it('every rule of the registry is a rule of the plugin, with page, options and summary', () => {
  const shown = Object.entries(migLint.rules ?? {}).map(([name, { meta }]) => [name, meta?.docs?.description]);
  expect(shown).toEqual(rules.map(({ name, summary }) => [name, summary]));
});

describe.each(pages.map((page) => [page.title, page] as const))('%s', (title, page) => {
  for (const [number, { example, setup }] of judgedExamples(page).entries()) {
    it(`line ${example.line}: ${example.role}, as ESLint sees it`, async () => {
      const folder = path.join(root, title, String(number));
      const { config, placed } = await writeProject(folder, example, setup, rulesOf(page));
      const found = await findingsOfCommand(folder);
      for (const { path: file, before, text, after } of placed) {
        testFile(page, example, {
          filename: path.join(folder, file),
          code: before + text + after,
          others: Object.keys(config.rules ?? {}).filter((name) => name !== title),
          found: found.filter((one) => one.file === file),
        });
      }
      if (example.role === 'unsafe' && !toldByGit.has(title)) expect(found).not.toEqual([]);
    });
  }
});

/** A manifest records migrations, and not the programs beside them: what becomes of those only git tells. */
const toldByGit: ReadonlySet<string> = new Set(['feature-version-once']);

interface JudgedExample {
  readonly example: Example;
  readonly setup: readonly Example[];
}

/** RuleTester knows one rule: examples that show findings of other rules too are not for it. */
function judgedExamples(page: Page): readonly JudgedExample[] {
  const isOfPage = ({ files }: Example): boolean =>
    files.every(({ expected }) => expected.every(({ rule }) => rule === page.title));
  return page.sections.flatMap(({ examples }) =>
    examples.flatMap((example, at) =>
      (example.role === 'unsafe' || example.role === 'safe') && isOfPage(example)
        ? [{ example, setup: examples.slice(0, at).filter(isGround) }]
        : [],
    ),
  );
}

/** Examples have to be valid, whatever they show; and they may show what other rules find. */
function rulesOf({ title, sections }: Page): PageRules {
  const marked = sections.flatMap(({ examples }) =>
    examples.flatMap(({ files }) => files.flatMap(({ expected }) => expected.map(({ rule }) => rule))),
  );
  const all = new Set(['unparsed-statement', 'unknown-statement', ...marked]);
  return { rule: title, others: [...all].filter((name) => name !== title) };
}

async function writeProject(folder: string, example: Example, setup: readonly Example[], pageRules: PageRules) {
  const project = exampleProject(example, setup, pageRules);
  const write = (texts: ReadonlyMap<string, string>): void => {
    for (const [file, text] of texts) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
  };
  // The root of a repository: a configuration is looked for up to there.
  mkdirSync(path.join(folder, '.git'), { recursive: true });
  const manifest = { chains: {}, reading: readingVersion, version: 1 };
  const config = { ...project.config, shipped: { manifest: 'mig-lint.lock.json' } };
  write(new Map([['mig-lint.config.json', JSON.stringify(config)]]));
  write(new Map([['mig-lint.lock.json', JSON.stringify(manifest)]]));
  write(project.shipped);
  if (project.shipped.size > 0) {
    const { code, err } = await run(folder, 'ship');
    if (code !== 0) throw new Error(err);
  }
  write(project.workTree);
  return project;
}

interface TestedFile {
  readonly filename: string;
  readonly code: string;
  readonly others: readonly string[];
  readonly found: readonly Found[];
}

function testFile(page: Page, example: Example, { filename, code, others, found }: TestedFile): void {
  const rule = migLint.rules?.[page.title];
  if (rule === undefined) throw new Error(`the plugin has no rule ${page.title}`);
  const tester = new RuleTester({
    plugins: { 'mig-lint': migLint },
    ...languageOf(filename),
    rules: Object.fromEntries(others.map((name) => [`mig-lint/${name}`, 'error'])),
  });
  const test = { filename, code, options: [example.options] };
  const edits = editsOfOnePass(found);
  const invalid = {
    ...test,
    errors: found.map(({ message, line, column, endLine, endColumn, suggestions }) => ({
      message,
      line,
      column,
      endLine,
      endColumn,
      ...(suggestions.length === 0 ? {} : { suggestions: [...suggestions] }),
    })),
    output: edits.length === 0 ? null : applyEdits(code, edits),
  };
  tester.run(page.title, rule, {
    valid: found.length === 0 ? [test] : [],
    invalid: found.length === 0 ? [] : [invalid],
    assertionOptions: { requireMessage: true, requireLocation: true },
  });
}

function languageOf(filename: string): ConstructorParameters<typeof RuleTester>[0] {
  switch (path.extname(filename)) {
    case '.sql':
      return { language: 'mig-lint/sql' };
    case '.cs':
      return { language: 'mig-lint/csharp' };
    default:
      return {
        languageOptions: { parser: tseslint.parser, sourceType: filename.endsWith('.cjs') ? 'commonjs' : 'module' },
      };
  }
}

/** ESLint makes fixes in the order of the text, and leaves those that touch the one before them to its next pass. */
function editsOfOnePass(found: readonly Found[]): readonly Edit[] {
  const made: Edit[] = [];
  for (const { edits } of found.toSorted((one, other) => startOf(one) - startOf(other))) {
    const last = Math.max(-1, ...made.map(({ span }) => span.end));
    if (edits.every(({ span }) => span.start > last)) made.push(...edits);
  }
  return made;
}

function startOf({ edits }: Found): number {
  return Math.min(...edits.map(({ span }) => span.start));
}
