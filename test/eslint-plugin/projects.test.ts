import { cpSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import migLint from 'eslint-plugin-mig-lint';
import tseslint from 'typescript-eslint';
import { expect, it } from 'vitest';
import { findingsOfCommand, inOrder } from './command.ts';

const projects = fileURLToPath(new URL('../../fixtures/projects/', import.meta.url));

/** ESLint as a project with all kinds of migrations would set it up. */
function eslintIn(cwd: string): ESLint {
  return new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{ts,cts,mts}'], languageOptions: { parser: tseslint.parser } },
      ...migLint.configs.recommended,
    ],
    errorOnUnmatchedPattern: false,
    ignorePatterns: ['!**/dist/'],
  });
}

/** A copy that no git knows, so that all of its migrations are new, unless its own manifest says otherwise. */
function copyOf(name: string): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'mig-lint-eslint-')), name);
  cpSync(path.join(projects, name), folder, { recursive: true });
  return folder;
}

it.each(readdirSync(projects))('ESLint finds in the project %s what the command finds', async (name) => {
  const folder = copyOf(name);
  const results = await eslintIn(folder).lintFiles(['.']);
  const shown = results.flatMap(({ filePath, messages }) =>
    messages.map((message) => ({
      ...message,
      ruleId: message.ruleId ?? '',
      endLine: message.endLine ?? 0,
      endColumn: message.endColumn ?? 0,
      file: path.relative(folder, filePath).split(path.sep).join('/'),
    })),
  );
  const found = await findingsOfCommand(folder);
  expect(inOrder(shown)).toEqual(inOrder(found.filter(({ file }) => /\.(?:sql|cs|[cm]?[jt]s)$/.test(file))));
});

it.each(['ef-core-shop', 'sequelize-library', 'prisma'])(
  'there is something to find in the project %s',
  async (name) => {
    expect(await findingsOfCommand(copyOf(name))).not.toEqual([]);
  },
);
