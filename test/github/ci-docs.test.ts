import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../src/cli/program.ts';
import { formatNames } from '../../src/report/index.ts';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/ci.md'), 'utf8');
const blocks = [...page.matchAll(/^```(yaml|sh)\n([^]*?)^```$/gm)].map(([, language = '', code = '']) => ({
  language,
  code,
}));
const program = createProgram(
  {
    cwd: root,
    env: {},
    color: false,
    width: 120,
    out: () => undefined,
    err: () => undefined,
    readInput: () => Promise.resolve(''),
  },
  () => undefined,
);

/** The words behind each call of mig-lint. */
const calls = blocks
  .flatMap(({ code }) => [...code.matchAll(/npx mig-lint(?= |$)(.*)$/gm)])
  .map(([, rest = '']) =>
    rest
      .trim()
      .split(/\s+/)
      .filter((word) => word !== ''),
  );

describe('docs/ci.md', () => {
  it('calls mig-lint, and its blocks are YAML', () => {
    expect(calls.length).toBeGreaterThanOrEqual(5);
    for (const { code } of blocks.filter(({ language }) => language === 'yaml')) {
      expect(v.is(v.record(v.string(), v.unknown()), parse(code))).toBe(true);
    }
  });

  it.each(calls.map((words) => [words.join(' '), words] as const))('knows the options of `mig-lint %s`', (_, words) => {
    const command =
      program.commands.find((one) => one.name() === words[0]) ?? program.commands.find((one) => one.name() === 'lint');
    const options = command?.options.map(({ long }) => long) ?? [];
    expect(options).toEqual(expect.arrayContaining(words.filter((word) => word.startsWith('--'))));
    const formats = words.flatMap((word, index) => (words[index - 1] === '--format' ? [word.split('=')[0]] : []));
    expect(formatNames).toEqual(expect.arrayContaining(formats));
  });

  it('gives the action inputs, and reads outputs, that it has', () => {
    const schema = v.object({ inputs: v.record(v.string(), v.unknown()), outputs: v.record(v.string(), v.unknown()) });
    const action = v.parse(schema, parse(readFileSync(path.join(root, 'action.yml'), 'utf8')));
    const listed = [...page.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, name]) => name);
    expect(listed).toEqual(Object.keys(action.inputs));
    for (const [, name] of page.matchAll(/steps\.mig-lint\.outputs\.(\w+)/g)) {
      expect(Object.keys(action.outputs)).toContain(name);
    }
    const steps = /uses: mig-lint\/mig-lint@(\S+)\n(?: +with:\n(?: +([\w-]+): .*\n)*)?/g;
    for (const [, , input] of page.matchAll(steps)) {
      if (input !== undefined) expect(Object.keys(action.inputs)).toContain(input);
    }
  });

  it('names the version of the package', () => {
    const { version } = v.parse(
      v.object({ version: v.string() }),
      JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')),
    );
    const named = [...page.matchAll(/mig-lint\/mig-lint@(\S+)/g)].map(([, tag]) => tag);
    expect(new Set(named)).toEqual(new Set([`v${version}`]));
  });
});
