import type { RuleCategory } from '../../src/rules/rule.ts';
import { categories } from './catalogue.ts';

export interface NewRule {
  readonly name: string;
  readonly category: RuleCategory;
}

/** The rule's file, which finds nothing yet. */
export function ruleSource({ name, category }: NewRule): string {
  return `import { defineRule, noOptions } from '../define-rule.ts';

export default defineRule({
  name: '${name}',
  category: '${category}',
  severity: 'error',
  presets: [],
  summary: 'TODO what is found, in one line',
  options: noOptions,
  on: {
    // TODO the operations that it looks at; see src/rules/data-loss/no-drop-table.ts
  },
});
`;
}

/** The rule's page, with an example of each kind to start from. */
export function pageSource({ name }: NewRule): string {
  const fence = '```';
  return `# ${name}

TODO what is found, in one line.

## Why

TODO what goes wrong, and on which database.

## Unsafe

### TODO the name of the case

${fence}sql postgres setup
create table t (id int primary key);
${fence}

${fence}sql postgres unsafe
drop table t; -- error: [${name}]
${fence}

## Safe

### TODO the name of the case

${fence}sql postgres safe
create table t (id int primary key);
${fence}

## When not to use it

TODO
`;
}

const importLine = /^import (\w+) from '\.\/(?:([\w-]+)\/)?([\w-]+)\.ts';$/;
const list = /(export const rules: readonly Rule\[\] = \[)([^\]]*)(\];)/;

/** The registry, src/rules/index.ts, with one more rule: imported in the order of paths, listed by category and name. */
export function withRule(registry: string, { name, category }: NewRule): string {
  const identifier = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const [imports, listed] = [registry.split('\n').filter(isImport), list.exec(registry)];
  if (listed === null) throw new Error('src/rules/index.ts has no list of rules where one is expected');

  const nameOf = new Map<string, NewRule>([[identifier, { name, category }]]);
  for (const line of imports) {
    const [, imported = '', folder, file = ''] = importLine.exec(line) ?? [];
    const known = [...categories.keys()].find((one) => one === folder);
    if (known !== undefined) nameOf.set(imported, { name: file, category: known });
  }
  const identifiers = [...(listed[2] ?? '').matchAll(/\w+/g)].map(([word]) => word);
  const entries = insert([...identifiers], identifier, (other) => placeOf(nameOf.get(other)));
  const lines = insert(
    imports,
    `import ${identifier} from './${category}/${name}.ts';`,
    (line) => /from '(.*)'/.exec(line)?.[1] ?? '',
  );

  const first = registry.indexOf(imports[0] ?? '');
  const last = imports.at(-1) ?? '';
  const after = registry.slice(registry.lastIndexOf(last) + last.length);
  const withImports = `${registry.slice(0, first)}${lines.join('\n')}${after}`;
  return withImports.replace(
    list,
    (_, head: string, __, tail: string) => `${head}\n${entries.map((entry) => `  ${entry},\n`).join('')}${tail}`,
  );
}

function isImport(line: string): boolean {
  return /^import\b.*;$/.test(line);
}

/** Rules in their order: that of the categories, then that of the names. */
function placeOf(rule: NewRule | undefined): string {
  if (rule === undefined) return '';
  return `${[...categories.keys()].indexOf(rule.category)} ${rule.name}`;
}

/** Puts an item before the first one that comes after it, and leaves the others as they are. */
function insert(items: readonly string[], item: string, keyOf: (item: string) => string): readonly string[] {
  const found = items.findIndex((other) => keyOf(other) > keyOf(item));
  const at = found === -1 ? items.length : found;
  return [...items.slice(0, at), item, ...items.slice(at)];
}
