import { describe, expect, it } from 'vitest';
import { lintProject } from '../../src/lint/lint.ts';
import type { Report, ReportDetail } from '../../src/model/report.ts';
import { openInMemory } from '../rules/example-project.ts';

const users = { 'migrations/001_users.sql': 'create table users (id bigint primary key, name text, fax text);' };

/** The report on new migrations, on top of `users`, which has shipped. */
async function reportOn(texts: Readonly<Record<string, string>>, ...details: ReportDetail[]): Promise<Report> {
  const shipped = new Map(Object.entries(users));
  const project = await openInMemory({
    config: { rules: { 'require-lock-timeout': 'off' } },
    workTree: new Map([...shipped, ...Object.entries(texts)]),
    shipped,
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0, details: new Set(details) });
}

const drop = { 'migrations/002_drop.sql': 'alter table users drop column fax;' };

describe('a report without details', () => {
  it('holds none', async () => {
    const keys = Object.keys(await reportOn(drop));
    for (const key of ['rules', 'suppressedDiagnostics', 'timelines', 'schemaChanges']) expect(keys).not.toContain(key);
  });
});

describe('what findings offer', () => {
  const notNull = { 'migrations/002_not_null.sql': 'alter table users alter column name set not null;' };

  it('is written when somebody looks at it', async () => {
    const { diagnostics } = await reportOn(notNull, 'offers');
    expect(diagnostics.map(({ rewrite }) => rewrite?.title)).toContainEqual(expect.any(String));
  });

  it('is not written for others', async () => {
    const { diagnostics } = await reportOn(notNull);
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { fix, rewrite, suggestions } of diagnostics)
      expect([fix, rewrite, suggestions]).toEqual([undefined, undefined, []]);
  });
});

describe('what the first findings offer', () => {
  const column = (at: number): string => `alter table users alter column c${String(at)} set not null;`;
  const manyColumns = {
    'migrations/002_columns.sql': Array.from(
      { length: 101 },
      (_, at) => `alter table users add c${String(at)} int;`,
    ).join('\n'),
  };
  const notNull = (count: number): Readonly<Record<string, string>> => ({
    ...manyColumns,
    'migrations/003_not_null.sql': Array.from({ length: count }, (_, at) => column(at)).join('\n'),
  });
  const offering = ({ diagnostics }: Report): readonly boolean[] =>
    diagnostics.map(({ rewrite, fix }) => rewrite !== undefined || fix !== undefined);

  it('is written of all, where there are few', async () => {
    const few = await reportOn(notNull(3), 'firstOffers');
    expect(offering(few)).toEqual(offering(await reportOn(notNull(3), 'offers')));
    expect(offering(few)).toContain(true);
    expect(few.notes).toEqual([]);
  });

  it('is written of the first hundred in the order of the report, which says so', async () => {
    const many = await reportOn(notNull(101), 'firstOffers');
    const all = offering(await reportOn(notNull(101), 'offers'));
    expect(all.slice(100)).toContain(true);
    expect(offering(many)).toEqual(all.map((offers, at) => offers && at < 100));
    expect(many.notes).toEqual([expect.stringContaining('the first 100 findings')]);
  });
});

describe('what the findings of a long file offer', () => {
  const column = (at: number): string => `alter table users alter column c${String(at)} set not null;`;
  const longFile = (characters: number): Readonly<Record<string, string>> => ({
    'migrations/002_columns.sql': 'alter table users add c1 int; alter table users add c2 int;',
    'migrations/003_not_null.sql': [column(1), column(2), `-- ${'x'.repeat(characters)}`].join('\n'),
  });
  const rewritesIn = ({ diagnostics }: Report): number =>
    diagnostics.filter(({ rewrite }) => rewrite !== undefined).length;

  it('is written of as many as the file can be read for again, and the rest is said', async () => {
    const long = await reportOn(longFile(5_500_000), 'offers');
    expect(rewritesIn(long)).toBe(1);
    expect(long.notes).toEqual([expect.stringContaining('migrations/003_not_null.sql is long')]);
  });

  it('is written of all, where the file is short', async () => {
    const short = await reportOn(longFile(10), 'offers');
    expect(rewritesIn(short)).toBe(2);
    expect(short.notes).toEqual([]);
  });
});

describe('the rules', () => {
  it('are those that were on, with their pages', async () => {
    const { rules = [] } = await reportOn(drop, 'rules');
    expect(rules.map(({ name }) => name)).toContain('no-drop-column');
    expect(rules.every(({ docs, name }) => docs.endsWith(`/docs/rules/${name}.md`))).toBe(true);
  });
});

describe('suppressed findings', () => {
  const suppressed = {
    'migrations/002_drop.sql':
      'alter table users drop column name; -- mig-lint-disable-line no-drop-column -- nobody reads it\n',
  };

  it('come whole, with the reason of the comment', async () => {
    const report = await reportOn(suppressed, 'suppressedDiagnostics');
    expect(report.diagnostics).toEqual([]);
    expect(report.suppressedDiagnostics).toMatchObject([{ rule: 'no-drop-column', reason: 'nobody reads it' }]);
    expect(report.texts.get('migrations/002_drop.sql')).toContain('drop column name');
  });

  it('leave the fingerprints of the others as they are', async () => {
    const twice = {
      'migrations/002_drop.sql':
        'drop view a; -- mig-lint-disable-line -- meant\nselect from where;\nselect from where; -- mig-lint-disable-line -- meant\n',
    };
    const plain = await reportOn(twice);
    const detailed = await reportOn(twice, 'suppressedDiagnostics');
    expect(detailed.diagnostics).toEqual(plain.diagnostics);
    const all = [...detailed.diagnostics, ...(detailed.suppressedDiagnostics ?? [])].map((one) => one.fingerprint);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('timelines', () => {
  it('say of each step its SQL, its facts and its transaction', async () => {
    const text = 'begin;\nalter table users add column age int;\ncommit;\ncreate table notes (id bigint);\n';
    const { timelines } = await reportOn({ 'migrations/002_age.sql': text }, 'timelines');
    expect(timelines).toMatchObject([
      {
        migration: '002_age',
        file: 'migrations/002_age.sql',
        dialect: 'postgres',
        created: [{ name: 'notes' }],
        steps: [
          { text: 'begin', transaction: 1 },
          {
            text: 'alter table users add column age int',
            transaction: 1,
            applied: true,
            facts: { locks: [{ table: { name: 'users' }, mode: 'AccessExclusive' }] },
          },
          { text: 'commit' },
          { text: 'create table notes (id bigint)' },
        ],
      },
    ]);
    expect(timelines?.[0]?.steps[3]?.transaction).toBeUndefined();
  });

  it('number the transactions of a migration', async () => {
    const text = 'begin; select 1; commit; begin; select 2; commit;';
    const { timelines } = await reportOn({ 'migrations/002_two.sql': text }, 'timelines');
    const numbers = timelines?.[0]?.steps.filter((step) => step.text.startsWith('select'));
    expect(numbers?.map(({ transaction }) => transaction)).toEqual([1, 2]);
  });

  it('write operations that share a statement one by one', async () => {
    const text = 'alter table users add column a int, drop column fax;';
    const { timelines } = await reportOn({ 'migrations/002_both.sql': text }, 'timelines');
    expect(timelines?.[0]?.steps.map((step) => step.text)).toEqual([
      'ALTER TABLE users ADD COLUMN a integer',
      'ALTER TABLE users DROP COLUMN fax',
    ]);
  });
});

describe('the change of the schema', () => {
  it('holds the objects that differ before the first and after the last judged migration', async () => {
    const { schemaChanges } = await reportOn(
      { ...drop, 'migrations/003_tags.sql': 'create table tags (id int); create index on users (name);' },
      'schemaChanges',
    );
    expect(schemaChanges).toMatchObject([{ first: '002_drop', last: '003_tags', unchanged: 0 }]);
    const [tags, table] = schemaChanges?.[0]?.changed ?? [];
    expect(tags).toEqual({ name: 'table tags', after: ['CREATE TABLE tags (id integer)'] });
    expect(table?.name).toBe('table users');
    expect(table?.before?.join()).toContain('fax text');
    expect(table?.after?.join()).not.toContain('fax');
    expect(table?.after).toContain('CREATE INDEX users_name_idx ON users (name)');
  });

  it('counts what stays', async () => {
    const { schemaChanges } = await reportOn({ 'migrations/002.sql': 'create table tags (id int);' }, 'schemaChanges');
    expect(schemaChanges).toMatchObject([{ unchanged: 1 }]);
  });
});
