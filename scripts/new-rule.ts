// npm run new-rule <name> [category]: writes the rule, its page and its lines in the registry.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './generated-files.ts';
import { categories } from './pages/catalogue.ts';
import { pageFile } from './pages/docs-files.ts';
import { pageSource, ruleSource, withRule } from './pages/new-rule-files.ts';

const [name = '', asked = 'workflow'] = process.argv.slice(2);
const category = [...categories.keys()].find((known) => known === asked);

if (!/^[a-z]+(?:-[a-z0-9]+)*$/.test(name) || category === undefined) {
  console.error(`Usage: npm run new-rule <name-in-kebab-case> [${[...categories.keys()].join('|')}]`);
  process.exitCode = 2;
} else {
  const registry = 'src/rules/index.ts';
  const files = new Map([
    [`src/rules/${category}/${name}.ts`, ruleSource({ name, category })],
    [pageFile(name), pageSource({ name, category })],
    [registry, withRule(await readFile(path.join(root, registry), 'utf8'), { name, category })],
  ]);
  const taken = [...files.keys()].find((file) => file !== registry && existsSync(path.join(root, file)));
  if (taken === undefined) {
    for (const [file, text] of files) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
      console.log(`wrote ${file}`);
    }
    // What is generated from the registry follows; it is read only now that the rule is in it.
    await import('./schemas.ts');
    await import('./docs.ts');
  } else {
    console.error(`${taken} is there already`);
    process.exitCode = 1;
  }
}
