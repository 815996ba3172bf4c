import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { github } from '../../src/report/github.ts';
import { hostile, reportOf } from './hostile.ts';
import { diagnostic, foreignKeyChange, migrationFile, options, report } from './reports.ts';
import { workflowCommands, type WorkflowCommand } from './workflow-commands.ts';

const commandsOf = (given: Report): readonly WorkflowCommand[] => workflowCommands(github(given, options));

describe('github', () => {
  it('makes an annotation of a finding, on its path from the root of the repository', () => {
    const [command] = commandsOf(report({ diagnostics: [foreignKeyChange] }));
    expect(command).toMatchObject({
      name: 'error',
      properties: {
        file: `services/shop/${migrationFile}`,
        line: '9',
        endLine: '9',
        col: '13',
        endColumn: '107',
        title: 'safe-foreign-key-change',
      },
    });
    expect(command?.data).toMatch(/^FK_\w+ changes .*\n\nWhy: MySQL .*\n\nWhat to do: rename /);
  });

  it('gives no columns for a range over several lines', () => {
    const span = foreignKeyChange.related[1]?.span ?? foreignKeyChange.span;
    const [command] = commandsOf(report({ diagnostics: [diagnostic({ span })] }));
    expect(command?.properties).toMatchObject({ line: '11', endLine: '15' });
    expect(Object.keys(command?.properties ?? {})).toEqual(['file', 'line', 'endLine', 'title']);
  });

  it('escapes what would end a property or a line, so that the runner reads back what was meant', () => {
    const [command] = commandsOf(
      report({
        diagnostics: [
          diagnostic({
            span: { file: 'a,b:c%0Ad=e.sql', start: 0, end: 0 },
            message: '100 % of a::b, c%25',
            why: '',
            remedy: 'one\ntwo',
          }),
        ],
      }),
    );
    expect(command?.properties['file']).toBe('services/shop/a,b:c%0Ad=e.sql');
    expect(command?.data).toBe('100 % of a::b, c%25\n\nWhat to do: one\ntwo');
  });

  it('keeps hostile names in their place', () => {
    const commands = commandsOf(reportOf(hostile));
    expect(commands.map(({ name, properties }) => [name, properties['title']])).toEqual([
      ['error', 'no-drop-column'],
      ['warning', 'no-drop-column'],
    ]);
    expect(commands[0]?.properties['file']).toContain('forged');
  });

  it('prints no more than GitHub shows, errors first, and counts the rest', () => {
    const errors = Array.from({ length: 12 }, (_, number) => diagnostic({ message: `error ${number}` }));
    const warnings = Array.from({ length: 25 }, () => diagnostic({ severity: 'warning' }));
    const commands = commandsOf(report({ diagnostics: [...warnings, ...errors] }));
    expect(commands.map(({ name }) => name)).toEqual([
      ...Array<string>(10).fill('error'),
      ...Array<string>(10).fill('warning'),
      'notice',
    ]);
    expect(commands.at(-1)?.data).toMatch(/^2 errors and 15 warnings more/);
  });

  it('cuts a message at the length at which the runner would', () => {
    const [command] = commandsOf(report({ diagnostics: [diagnostic({ message: 'x'.repeat(9000) })] }));
    expect(command?.data).toHaveLength(4096);
    expect(command?.data.endsWith('…')).toBe(true);
  });

  it('says nothing when there is nothing', () => {
    expect(github(report({}), options)).toBe('');
  });
});
