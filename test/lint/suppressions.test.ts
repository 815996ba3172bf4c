import { describe, expect, it } from 'vitest';
import { applySuppressions, readSuppressions, type SuppressionContext } from '../../src/lint/suppressions.ts';
import type { Migration } from '../../src/model/migration.ts';
import type { Span } from '../../src/model/span.ts';

const file = '1.sql';
const comment = /--[^\n]*|\/\*[^]*?\*\/|\/\/[^\n]*/g;

const spansOf = (text: string, pattern: RegExp): readonly Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ file, start: match.index, end: match.index + match[0].length }));

/** A migration whose statements are what stands between semicolons, unless a pattern says where they are. */
function migrationOf(text: string, statement = /[^\s;](?:[^;]*[^\s;])?/g): Migration {
  const code = text.replace(comment, (found) => found.replace(/[^\n]/g, ' '));
  const up = spansOf(code, statement).map((span) => ({ span, side: 'up' as const, operations: [] }));
  return {
    id: '1',
    file,
    files: [file],
    chain: 'shop',
    framework: 'sql',
    dialect: 'postgres',
    up,
    transaction: 'per-migration',
    head: up[0]?.span ?? { file, start: 0, end: 0 },
    comments: spansOf(text, comment).map((span) => ({ span, text: text.slice(span.start, span.end) })),
    problems: [],
  };
}

interface Finding {
  readonly rule: string;
  readonly at: Span;
}

/** A finding of a rule at a part of the text that occurs once. */
function at(text: string, part: string, rule = 'no-drop-table'): Finding {
  const start = text.indexOf(part);
  expect(text.lastIndexOf(part), `${part} is there once`).toBe(start);
  expect(start).not.toBe(-1);
  return { rule, at: { file, start, end: start + part.length } };
}

const rules = new Set(['no-drop-table', 'no-cascade', 'migration-naming']);
const context: SuppressionContext = { today: '2026-03-01', knownRules: rules, activeRules: rules };

function apply(text: string, findings: readonly Finding[], migration = migrationOf(text)) {
  return applySuppressions(findings, readSuppressions(migration, new Map([[file, text]]), []), context);
}

/** What is left of findings at parts of the text, named by those parts. */
function kept(text: string, parts: readonly string[], migration = migrationOf(text)): readonly string[] {
  const findings = parts.map((part) => ({ part, ...at(text, part) }));
  const suppressions = readSuppressions(migration, new Map([[file, text]]), []);
  return applySuppressions(findings, suppressions, context).kept.map(({ part }) => part);
}

const messages = (text: string, findings: readonly Finding[] = []): readonly string[] =>
  apply(text, findings).hygiene.map(({ message }) => message);

describe('mig-lint-disable-next-line', () => {
  it('covers the statement on the next line, and no other', () => {
    const text = 'drop table a;\n-- mig-lint-disable-next-line no-drop-table -- empty\ndrop table b;\ndrop table c;\n';
    expect(kept(text, ['drop table a', 'drop table b', 'drop table c'])).toEqual(['drop table a', 'drop table c']);
  });

  it('covers the whole of a statement over several lines', () => {
    const text =
      '-- mig-lint-disable-next-line no-drop-table -- empty\nalter table t\n  drop a,\n  drop b;\ndrop table c;';
    expect(kept(text, ['drop a', 'drop b', 'drop table c'])).toEqual(['drop table c']);
  });

  it('passes over blank lines and other comments', () => {
    const text = '-- mig-lint-disable-next-line -- empty\n\n-- TODO\n/* two\nlines */\n\ndrop table a;\ndrop table b;';
    expect(kept(text, ['drop table a', 'drop table b'])).toEqual(['drop table b']);
  });

  it('covers every statement that begins on the line', () => {
    const text = '-- mig-lint-disable-next-line -- empty\ndrop table a; drop table\n  orders;';
    expect(kept(text, ['drop table a', 'orders'])).toEqual([]);
  });

  it('covers the statement that it stands in', () => {
    const text =
      'create table t (\n  -- mig-lint-disable-next-line -- counted\n  id int,\n  name text\n);\ndrop table u;';
    expect(kept(text, ['create table', 'id int', 'name text', 'drop table u'])).toEqual(['drop table u']);
  });

  it('covers the SQL that begins on the line below its call', () => {
    const text =
      '// mig-lint-disable-next-line -- empty\nawait db.query(`\n  drop table a\n`)\nawait db.query(`drop table b`)';
    expect(kept(text, ['drop table a', 'drop table b'], migrationOf(text, /drop table \w/g))).toEqual(['drop table b']);
  });

  it('covers what is found at a class, and not what is found in it', () => {
    const text =
      '// mig-lint-disable-next-line -- old name\npublic partial class x : Migration\n{\n  Up() { drop(); }\n}';
    expect(kept(text, ['x : Migration', 'drop()'], migrationOf(text, /drop\(\)/g))).toEqual(['drop()']);
  });

  it('at the top of a file covers what is found in the file as a whole', () => {
    const text = '-- shop\n-- mig-lint-disable-next-line migration-naming -- old name\ndrop table a;\ndrop table b;';
    const whole = { rule: 'migration-naming', at: { file, start: 0, end: 0 } };
    expect(apply(text, [whole]).kept).toEqual([]);
    expect(apply(`select 1;\n${text}`, [whole]).kept).toEqual([whole]);
  });

  it('at the end of a file covers nothing', () => {
    const text = 'drop table a;\n-- mig-lint-disable-next-line -- empty';
    expect(kept(text, ['drop table a'])).toEqual(['drop table a']);
  });
});

describe('mig-lint-disable-line', () => {
  it('covers the statement that ends on its line', () => {
    const text = 'alter table t\n  drop a,\n  drop b; -- mig-lint-disable-line -- empty\ndrop table c;';
    expect(kept(text, ['drop a', 'drop b', 'drop table c'])).toEqual(['drop table c']);
  });

  it('covers the statement that it stands in', () => {
    const text = 'alter table t\n  drop a, -- mig-lint-disable-line -- empty\n  drop b;\ndrop table c;';
    expect(kept(text, ['drop a', 'drop b', 'drop table c'])).toEqual(['drop table c']);
  });

  it('does not reach the next line', () => {
    const text = 'drop table a; -- mig-lint-disable-line -- empty\ndrop table b;';
    expect(kept(text, ['drop table a', 'drop table b'])).toEqual(['drop table b']);
  });
});

describe('mig-lint-disable', () => {
  it('covers everything up to mig-lint-enable', () => {
    const text = 'drop table a;\n-- mig-lint-disable -- rebuild\ndrop table b;\n-- mig-lint-enable\ndrop table c;';
    expect(kept(text, ['drop table a', 'drop table b', 'drop table c'])).toEqual(['drop table a', 'drop table c']);
  });

  it('covers the rest of the file when nothing enables again', () => {
    const text = 'drop table a;\n-- mig-lint-disable -- rebuild\ndrop table b;\ndrop table c;';
    expect(kept(text, ['drop table a', 'drop table b', 'drop table c'])).toEqual(['drop table a']);
  });

  it('ends for the rules that are enabled, and goes on for the others', () => {
    const text = '-- mig-lint-disable -- rebuild\na;\n-- mig-lint-enable no-cascade\nb;';
    const findings = [at(text, 'b;'), at(text, 'b;', 'no-cascade')];
    expect(apply(text, findings).kept).toEqual([at(text, 'b;', 'no-cascade')]);
  });

  it('begins anew after it was ended', () => {
    const text = '-- mig-lint-disable -- x\n-- mig-lint-enable\n-- mig-lint-disable no-drop-table -- y\ndrop table a;';
    expect(kept(text, ['drop table a'])).toEqual([]);
  });
});

describe('mig-lint-disable-file', () => {
  it('covers the file from wherever it stands', () => {
    const text = 'drop table a;\n/* mig-lint-disable-file no-drop-table -- squashed */\ndrop table b;';
    const findings = [at(text, 'drop table a'), at(text, 'drop table b'), at(text, 'drop table b', 'no-cascade')];
    expect(apply(text, findings).kept).toEqual([at(text, 'drop table b', 'no-cascade')]);
  });

  it('covers its own file only', () => {
    const text = '-- mig-lint-disable-file -- squashed\n';
    const elsewhere = { rule: 'no-drop-table', at: { file: '2.sql', start: 0, end: 4 } };
    expect(apply(text, [elsewhere]).kept).toEqual([elsewhere]);
  });
});

describe('a suppression', () => {
  const text = '-- mig-lint-disable-next-line no-drop-table, no-cascade -- empty\ndrop table a cascade;';

  it('covers the rules that it names', () => {
    const findings = ['no-drop-table', 'no-cascade', 'migration-naming'].map((rule) => at(text, 'drop table a', rule));
    const { kept: left, suppressed } = apply(text, findings);
    expect(left.map(({ rule }) => rule)).toEqual(['migration-naming']);
    expect(suppressed.map(({ rule }) => rule)).toEqual(['no-drop-table', 'no-cascade']);
  });

  it('of a file that several migrations share is held to account once', () => {
    const suppressions = readSuppressions(migrationOf(text), new Map([[file, text]]), []);
    const { hygiene } = applySuppressions([], [...suppressions, ...suppressions], context);
    expect(hygiene).toHaveLength(1);
  });

  it('works until the end of its day, and not after', () => {
    const dated = (day: string): string => `-- mig-lint-disable-next-line -- until: ${day}\ndrop table a;`;
    expect(kept(dated('2026-03-01'), ['drop table a'])).toEqual([]);
    expect(kept(dated('2026-02-28'), ['drop table a'])).toEqual(['drop table a']);
  });
});

describe('what is wrong with suppressions', () => {
  const drop = (directive: string): string => `-- ${directive}\ndrop table a;`;
  const messagesWhenUsed = (directive: string): readonly string[] =>
    messages(drop(directive), [at(drop(directive), 'drop table a')]);

  it('is nothing when each has a reason and a finding', () => {
    expect(messagesWhenUsed('mig-lint-disable-next-line no-drop-table -- empty since 2024')).toEqual([]);
  });

  it.each([
    ['mig-lint-disable-next-line no-drop-table', 'mig-lint-disable-next-line gives no reason'],
    [
      'mig-lint-disable-next-line no-drop-table, no-drop-tabel -- empty',
      'mig-lint-disable-next-line names no-drop-tabel, which is no rule',
    ],
    [
      'mig-lint-disable-next-line no-drop-table, no-cascade -- empty',
      'mig-lint-disable-next-line suppresses nothing of no-cascade',
    ],
    ['mig-lint-disable-nextline no-drop-table -- empty', 'mig-lint-disable-nextline is no directive'],
    [
      'mig-lint-disable-next-line no-drop-table -- until: 2026-01-31',
      'mig-lint-disable-next-line held until 2026-01-31',
    ],
    [
      'mig-lint-disable-next-line no-drop-table -- until: 2026-02-31',
      'mig-lint-disable-next-line holds until 2026-02-31, which is no day',
    ],
    ['mig-lint-enable no-drop-table', 'mig-lint-enable ends no suppression'],
  ])('%s', (directive, message) => {
    expect(messagesWhenUsed(directive)).toEqual([message]);
  });

  it('is told when nothing is suppressed', () => {
    expect(messages(drop('mig-lint-disable-next-line -- empty'))).toEqual([
      'mig-lint-disable-next-line suppresses nothing',
    ]);
    expect(messages(drop('mig-lint-disable-file no-cascade -- empty'))).toEqual([
      'mig-lint-disable-file suppresses nothing of no-cascade',
    ]);
  });

  it('is not told of a rule that did not run', () => {
    const text = drop('mig-lint-disable-next-line no-cascade -- empty');
    const suppressions = readSuppressions(migrationOf(text), new Map([[file, text]]), []);
    expect(applySuppressions([], suppressions, { ...context, activeRules: new Set() }).hygiene).toEqual([]);
  });

  it('is told with a remedy that can be written down', () => {
    const text = drop('mig-lint-disable-next-line no-drop-tabel');
    expect(apply(text, []).hygiene.map(({ remedy }) => remedy)).toEqual([
      'write no-drop-table',
      'write the reason behind two dashes: mig-lint-disable-next-line no-drop-tabel -- <why it is safe here>',
    ]);
  });

  it('is told at the comment', () => {
    const text = drop('mig-lint-disable-next-line -- empty');
    expect(apply(text, []).hygiene.map(({ suppression }) => suppression.span)).toEqual([{ file, start: 0, end: 38 }]);
  });

  it('is not told of a pair that works', () => {
    const text = '-- mig-lint-disable no-drop-table -- rebuild\ndrop table a;\n-- mig-lint-enable no-drop-table\n';
    expect(messages(text, [at(text, 'drop table a')])).toEqual([]);
  });
});
