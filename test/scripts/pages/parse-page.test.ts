import { describe, expect, it } from 'vitest';
import { parsePage, type Example } from '../../../scripts/pages/parse-page.ts';

const fence = '```';
const page = (...body: readonly string[]): string => ['# no-drop-table', 'A table goes.', ...body, ''].join('\n');

/** The only example of a page with this info line and this code. */
function example(info: string, ...code: readonly string[]): Example | undefined {
  const { sections } = parsePage(page('## Unsafe', fence + info, ...code, fence));
  return sections[0]?.examples[0];
}

describe('a page', () => {
  it('has the name of its rule and a summary', () => {
    const { title, summary } = parsePage('# no-drop-table\n\nA dropped table takes\nits rows with it.\n\nMore.\n');
    expect({ title, summary }).toEqual({
      title: 'no-drop-table',
      summary: 'A dropped table takes its rows with it.',
    });
  });

  it('has sections, each named by the headings above it', () => {
    const { sections } = parsePage(page('## Unsafe', '### SQL', '#### One', '### EF Core', '## Safe'));
    expect(sections.map(({ path }) => path)).toEqual([
      ['Unsafe'],
      ['Unsafe', 'SQL'],
      ['Unsafe', 'SQL', 'One'],
      ['Unsafe', 'EF Core'],
      ['Safe'],
    ]);
  });

  it('has the examples of a section in order, with the lines on which they stand', () => {
    const { sections } = parsePage(
      page(
        '## Unsafe',
        `${fence}sql postgres setup`,
        'a;',
        fence,
        `${fence}sql postgres unsafe`,
        'b;',
        fence,
        '## Safe',
      ),
    );
    const roles = sections.map(({ examples }) => examples.map(({ role, line }) => [role, line]));
    expect(roles).toEqual([
      [
        ['setup', 4],
        ['unsafe', 7],
      ],
      [],
    ]);
  });

  it('has code that is no example, and headings in it that are none', () => {
    const { sections } = parsePage(page('## Options', `${fence}json`, '# {}', fence, fence, '## no', fence));
    expect(sections).toMatchObject([{ heading: 'Options', examples: [] }]);
  });

  it('can have Windows line ends', () => {
    const { title, sections } = parsePage(page('## Safe', `${fence}sql safe`, 'a;', fence).replaceAll('\n', '\r\n'));
    expect([title, sections[0]?.examples[0]?.files[0]?.text]).toEqual(['no-drop-table', 'a;\n']);
  });
});

describe('an example', () => {
  it.each([
    ['sql safe', { language: 'sql', framework: undefined, dialect: undefined, role: 'safe' }],
    ['sql postgres unsafe', { language: 'sql', framework: undefined, dialect: 'postgres', role: 'unsafe' }],
    ['cs ef-core mysql fixed', { language: 'cs', framework: 'ef-core', dialect: 'mysql', role: 'fixed' }],
    ['ts knex rewritten', { language: 'ts', framework: 'knex', dialect: undefined, role: 'rewritten' }],
  ])('says what it is: %s', (info, expected) => {
    expect(example(info, 'a')).toMatchObject({ ...expected, options: {} });
  });

  it('can give the rule options', () => {
    const info = 'sql postgres unsafe options={ "pairs": [["t.a", "t.b"]] }';
    expect(example(info, 'a')).toMatchObject({ role: 'unsafe', options: { pairs: [['t.a', 't.b']] } });
  });

  it('marks the findings at the end of their lines, which is not part of the text', () => {
    const code = ['create table t (id int);', 'drop table t; -- error: [no-drop-table]'];
    expect(example('sql unsafe', ...code)?.files).toEqual([
      {
        path: undefined,
        text: 'create table t (id int);\ndrop table t;\n',
        expected: [{ severity: 'error', rule: 'no-drop-table', line: 2 }],
      },
    ]);
  });

  it.each([
    ['Drop("t"); // warning: [no-drop-table]', 'Drop("t");'],
    ['drop table t; # warning: [no-drop-table]', 'drop table t;'],
    ['drop table t; /* warning: [no-drop-table] */', 'drop table t;'],
    ['-- warning: [no-drop-table]', ''],
  ])('can mark in every comment: %s', (line, text) => {
    expect(example('sql unsafe', line)?.files).toEqual([
      { path: undefined, text: `${text}\n`, expected: [{ severity: 'warning', rule: 'no-drop-table', line: 1 }] },
    ]);
  });

  it('can mark several findings on one line', () => {
    const line = 'drop table t cascade; -- error: [no-drop-table] [no-cascade] -- warning: [no-drop-table]';
    expect(example('sql unsafe', line)?.files[0]).toEqual({
      path: undefined,
      text: 'drop table t cascade;\n',
      expected: [
        { severity: 'error', rule: 'no-drop-table', line: 1 },
        { severity: 'error', rule: 'no-cascade', line: 1 },
        { severity: 'warning', rule: 'no-drop-table', line: 1 },
      ],
    });
  });

  it('leaves other comments in the text', () => {
    const line = 'drop table t; -- error: none [yet]';
    expect(example('sql unsafe', line)?.files).toEqual([{ path: undefined, text: `${line}\n`, expected: [] }]);
  });

  it('can be several files, in which lines are counted anew', () => {
    const code = ['-- file: db/1.sql', 'a;', 'b;', '-- file: db/2.sql', 'c; -- error: [x]'];
    expect(example('sql unsafe', ...code)?.files).toEqual([
      { path: 'db/1.sql', text: 'a;\nb;\n', expected: [] },
      { path: 'db/2.sql', text: 'c;\n', expected: [{ severity: 'error', rule: 'x', line: 1 }] },
    ]);
  });

  it('can be a file of another language', () => {
    expect(example('cs ef-core setup', '// file: Migrations/1_A.cs', 'x')?.files[0]?.path).toBe('Migrations/1_A.cs');
  });
});

describe('a page that does not say what it means', () => {
  it.each([
    ['', 'line 1: the page does not begin with "# " and the name of its rule'],
    ['## Unsafe', 'line 1: the page does not begin with "# " and the name of its rule'],
    ['# a\n## Why\n', 'line 1: the title has no summary under it'],
    [
      page(`${fence}sql postgres unsfe`, fence),
      'line 3: "sql postgres unsfe" does not end with one of config, setup, unsafe, fixed, rewritten, safe',
    ],
    [
      page(`${fence}sql one two safe`, fence),
      'line 3: "sql one two safe" is not "language [framework] [dialect] role"',
    ],
    [page(`${fence}sql safe options={`, fence), 'line 3: the options are not JSON: {'],
    [
      page(`${fence}sql safe`, 'a; -- error: [x]', fence),
      'line 3: findings are marked in a block that is safe, not unsafe',
    ],
    [page(`${fence}sql safe`, 'a;'), 'line 3: the code block is never closed'],
  ])('%j', (text, message) => {
    expect(() => parsePage(text)).toThrow(message);
  });
});
