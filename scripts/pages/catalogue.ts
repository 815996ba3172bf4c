import type { Rule, RuleCategory } from '../../src/rules/rule.ts';
import { codeList, tableOf } from './markdown.ts';

/** The categories in the order of the catalogue, as people read them. */
export const categories: ReadonlyMap<RuleCategory, string> = new Map<RuleCategory, string>([
  ['workflow', 'Conventions and history'],
  ['data-loss', 'Data loss and compatibility'],
  ['locks', 'Locks, rewrites and scans'],
  ['keys-and-types', 'Keys, names and types'],
  ['engines', 'One database only'],
  ['frameworks', 'One framework only'],
]);

/** docs/rules/README.md: every rule by category. */
export function indexPage(rules: readonly Rule[]): string {
  const sections = [...categories].flatMap(([category, title]) => {
    const own = rules.filter((rule) => rule.category === category);
    return own.length === 0 ? [] : ['', `## ${title}`, '', rulesTable(own, '')];
  });
  return ['<!-- Generated from the registry; to write it anew: npm run docs -->', '', '# Rules', ...sections, ''].join(
    '\n',
  );
}

/** @param folder what the links begin with: where the pages are, seen from the file that holds the table */
function rulesTable(rules: readonly Rule[], folder: string): string {
  return tableOf(
    ['rule', 'finds', 'presets', 'fix'],
    rules.map(({ name, summary, presets, ...rule }) => [
      `[${name}](${folder}${name}.md)`,
      summary,
      codeList(presets),
      flagsOf(rule),
    ]),
  );
}

/** The flags that write what a rule offers. */
export function flagsOf({ fixable, rewrites }: Pick<Rule, 'fixable' | 'rewrites'>): string {
  return codeList([...(fixable === true ? ['--fix'] : []), ...(rewrites === true ? ['--fix-rewrite'] : [])]);
}

const start = '<!-- rules:start -->';
const end = '<!-- rules:end -->';

/** The README with the table of all rules between its two marks. */
export function withRulesTable(readme: string, rules: readonly Rule[]): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from === -1 || to < from) throw new Error(`README.md has no ${start} with ${end} after it`);
  return `${readme.slice(0, from + start.length)}\n\n<!-- prettier-ignore -->\n${rulesTable(rules, 'docs/rules/')}\n\n${readme.slice(to)}`;
}
