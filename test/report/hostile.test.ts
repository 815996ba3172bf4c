import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNames, isFormatName, loadFormat } from '../../src/report/index.ts';
import { hostile, reportOf } from './hostile.ts';
import { options } from './reports.ts';
import { workflowCommands } from './workflow-commands.ts';

/** The report about a text in one format. */
async function written(name: string, text: string): Promise<string> {
  if (!isFormatName(name)) throw new Error(`${name} is no format`);
  return [...(await loadFormat(name))(reportOf(text), options)].join('');
}

const controls =
  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069]/;

/** The commands that a report of one error and one warning may give. */
function expectedCommands(name: string): readonly string[] {
  return name === 'github' ? ['error', 'warning'] : [];
}

describe.each(formatNames)('%s, about a migration full of traps', (name) => {
  it('sends nothing to a terminal but text', async () => {
    expect(await written(name, hostile)).not.toMatch(controls);
  });

  it('gives no command to a CI system but its own', async () => {
    const text = await written(name, hostile);
    expect(workflowCommands(text).map((command) => command.name)).toEqual(expectedCommands(name));
    if (name !== 'github') expect(text).not.toMatch(/##\w*\[/);
  });
});

describe.each(formatNames)('%s, about any migration', (name) => {
  const piece = fc.constantFrom(
    ...hostile.split('\n'),
    '\n',
    '\r',
    '::',
    '##',
    '[',
    '\n  ',
    '`',
    '|',
    '\\',
    '<',
    '-->',
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 8 })
    .map((parts) => parts.join(''));

  it('holds neither of them', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const output = await written(name, given);
        expect(output).not.toMatch(controls);
        expect(workflowCommands(output).map((command) => command.name)).toEqual(expectedCommands(name));
      }),
      { numRuns: 40 },
    );
  });
});
