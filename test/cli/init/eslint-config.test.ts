import { describe, expect, it } from 'vitest';
import { planEslint } from '../../../src/cli/init/eslint-config.ts';
import type { Step } from '../../../src/cli/init/step.ts';
import { surveyOf } from '../../../src/cli/init/survey.ts';

async function planned(text: string, file = 'eslint.config.js'): Promise<Step | undefined> {
  const read = (name: string): string | undefined => (name === file ? text : undefined);
  const [step] = await planEslint(
    surveyOf(read, (name) => name === file, ''),
    'recommended',
  );
  return step;
}

const line = "import migLint from 'eslint-plugin-mig-lint';";
const block = '...migLint.configs.recommended';

describe('the block in a flat configuration', () => {
  it.each([
    ['a list', 'export default [\n  a,\n  b,\n];\n', `${line}\nexport default [\n  a,\n  b,\n  ${block},\n];\n`],
    [
      'a list without a last comma',
      'export default [\n  a\n];\n',
      `${line}\nexport default [\n  a,\n  ${block},\n];\n`,
    ],
    ['a list on one line', 'export default [a, b];\n', `${line}\nexport default [a, b, ${block}];\n`],
    ['an empty list', 'export default [];\n', `${line}\nexport default [${block}];\n`],
    [
      'defineConfig with a list',
      "import x from 'x';\n\nexport default defineConfig([\n  x,\n]);\n",
      `import x from 'x';\n${line}\n\nexport default defineConfig([\n  x,\n  ${block},\n]);\n`,
    ],
    [
      'tseslint.config with blocks',
      "import x from 'x';\nexport default tseslint.config(\n  x,\n  { rules: { a: 'off' } },\n);\n",
      `import x from 'x';\n${line}\nexport default tseslint.config(\n  x,\n  { rules: { a: 'off' } },\n  ${block},\n);\n`,
    ],
  ])('is put behind the others in %s', async (_, before, after) => {
    expect(await planned(before)).toMatchObject({ kind: 'write', text: after });
  });

  it.each([
    ['CommonJS', 'module.exports = [a];\n'],
    ['a call that is not known', 'export default withNuxt([a]);\n'],
    ['a name', 'const list = [a];\nexport default list;\n'],
    ['what is no JavaScript', 'export default [\n'],
  ])('is printed for %s', async (_, before) => {
    expect(await planned(before)).toMatchObject({
      kind: 'print',
      text: `${line}\n\nexport default [\n  ${block},\n];\n`,
    });
  });

  it('is put there once', async () => {
    expect(await planned(`${line}\nexport default [${block}];\n`)).toMatchObject({ kind: 'kept' });
  });
});
