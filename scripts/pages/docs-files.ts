import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { frameworks } from '../../src/frameworks/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { root, type GeneratedFiles } from '../generated-files.ts';
import { indexPage, withRulesTable } from './catalogue.ts';
import { frameworksPage } from './frameworks.ts';
import { formatsPage } from './formats-page.ts';
import { otherLintersPage } from './other-linters-page.ts';
import { rulePage } from './rule-page.ts';

/** Where the page of a rule is written by hand, from the root. */
export function pageFile(rule: string): string {
  return `fixtures/rules/${rule}.md`;
}

/** Everything that is generated from the registries and the rules' pages. */
export async function docsFiles(rules: readonly Rule[]): Promise<GeneratedFiles> {
  const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
  const pages = await Promise.all(
    rules.map(async (rule) => [`docs/rules/${rule.name}.md`, rulePage(rule, await read(pageFile(rule.name)))] as const),
  );
  return new Map([
    ...pages,
    ['docs/rules/README.md', indexPage(rules)],
    ['docs/formats.md', await formatsPage()],
    ['docs/other-linters.md', otherLintersPage(rules)],
    ['docs/frameworks/README.md', frameworksPage(frameworks)],
    ['README.md', withRulesTable(await read('README.md'), rules)],
  ]);
}
