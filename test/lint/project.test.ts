import { describe, expect, it } from 'vitest';
import type { LintOptions } from '../../src/lint/lint.ts';
import { lintProject } from '../../src/lint/lint.ts';
import type { Report } from '../../src/model/report.ts';
import type { Config } from '../../src/config/config.ts';
import { openInMemory } from '../rules/example-project.ts';

type Texts = Readonly<Record<string, string>>;

interface Run {
  readonly workTree: Texts;
  readonly shipped?: Texts;
  readonly config?: Config;
  readonly options?: Partial<LintOptions>;
}

async function lint({ workTree, shipped = {}, config = {}, options = {} }: Run): Promise<Report> {
  const project = await openInMemory({
    // Most of what follows is about other rules than those that judge nearly every migration.
    config: { ...config, rules: { 'require-lock-timeout': 'off', 'require-primary-key': 'off', ...config.rules } },
    workTree: new Map(Object.entries(workTree)),
    shipped: new Map(Object.entries(shipped)),
  });
  return lintProject(project, { today: '2026-01-31', startedAt: 0, ...options });
}

const found = (report: Report): string[] => report.diagnostics.map(({ migration, rule }) => `${migration}: ${rule}`);

const first = { 'migrations/001_users.sql': 'create table users (id bigint primary key, name text);' };
const second = { 'migrations/002_drop.sql': 'alter table users drop column name;' };
const third = { 'migrations/003_drop.sql': 'drop table users;' };

describe('which migrations are judged', () => {
  it('the new ones; shipped ones are only replayed', async () => {
    const report = await lint({ workTree: { ...first, ...second, ...third }, shipped: { ...first, ...second } });
    expect(found(report)).toEqual(['003_drop: no-drop-table']);
    expect(report.coverage).toMatchObject({ migrations: 3, judged: 1, shipped: 2 });
  });

  it('all of them on request, each as if it were new', async () => {
    const report = await lint({
      workTree: { ...first, ...second },
      shipped: { ...first, ...second },
      options: { all: true },
    });
    expect(found(report)).toEqual(['002_drop: no-drop-column']);
  });

  it('a file that is asked for by name, shipped or not, and no other', async () => {
    const run = { workTree: { ...first, ...second, ...third }, shipped: { ...first, ...second } };
    const report = await lint({ ...run, options: { asked: ['migrations/002_drop.sql'] } });
    expect(found(report)).toEqual(['002_drop: no-drop-column']);
  });

  it('the new ones of a folder that is asked for', async () => {
    const elsewhere = {
      'other/migrations/001_a.sql': 'create table a (b int); insert into a values (1); drop table a;',
    };
    const report = await lint({
      workTree: { ...first, ...second, ...elsewhere },
      shipped: first,
      options: { within: ['migrations'] },
    });
    expect(found(report)).toEqual(['002_drop: no-drop-column']);
  });

  it('an edit of what has shipped only in the files that are asked for', async () => {
    const edited = { ...first, 'migrations/002_drop.sql': 'alter table users drop column id;', ...third };
    const run = { workTree: edited, shipped: { ...first, ...second } };
    expect(found(await lint({ ...run, options: { asked: ['migrations/003_drop.sql'] } }))).toEqual([
      '003_drop: no-drop-table',
    ]);
    expect(found(await lint({ ...run, options: { within: ['migrations'] } }))).toContain('002_drop: no-shipped-edits');
  });

  it('none before `since`', async () => {
    const report = await lint({ workTree: { ...first, ...second, ...third }, config: { since: '003' } });
    expect(found(report)).toEqual(['003_drop: no-drop-table']);
  });
});

describe('a chain whose framework is not known', () => {
  it('is named in a note, and the others are judged', async () => {
    const chains = [
      { name: 'app', include: ['migrations/**'] },
      { name: 'odd', framework: 'efcore', include: ['odd/**'] },
    ];
    const odd = { 'odd/001.sql': 'drop table users;' };
    const report = await lint({ workTree: { ...first, ...second, ...odd }, shipped: first, config: { chains } });
    expect(report.notes).toEqual(['chain odd (1 files) was not read: there is no framework "efcore"']);
    expect(found(report)).toEqual(['002_drop: no-drop-column']);
  });
});

describe('what is new', () => {
  it('is the table of the same migration, as long as no rows were put in', async () => {
    const scratch = 'create table a (b int); alter table a drop column b;';
    expect(found(await lint({ workTree: { 'migrations/001_a.sql': scratch } }))).toEqual([]);
    const filled = 'create table a (b int); insert into a values (1); alter table a drop column b;';
    expect(found(await lint({ workTree: { 'migrations/001_a.sql': filled } }))).toEqual(['001_a: no-drop-column']);
  });

  it('is the table of an earlier unshipped migration where the tool runs all of them in one transaction', async () => {
    const chains = (transaction: 'whole-batch' | 'per-migration'): Config => ({
      chains: [{ name: 'app', include: ['migrations/**'], transaction }],
    });
    expect(found(await lint({ workTree: { ...first, ...second }, config: chains('whole-batch') }))).toEqual([]);
    expect(found(await lint({ workTree: { ...first, ...second }, config: chains('per-migration') }))).toEqual([
      '002_drop: no-drop-column',
    ]);
    const shipped = await lint({ workTree: { ...first, ...second }, shipped: first, config: chains('whole-batch') });
    expect(found(shipped)).toEqual(['002_drop: no-drop-column']);
  });
});

describe('suppressions', () => {
  const suppressed =
    '-- mig-lint-disable-next-line no-drop-column -- nobody reads it since 4.2\nalter table users drop column name;';

  it('keep a finding from being reported, and are counted', async () => {
    const report = await lint({ workTree: { ...first, 'migrations/002_drop.sql': suppressed }, shipped: first });
    expect(found(report)).toEqual([]);
    expect(report.suppressed).toBe(1);
  });

  it('are themselves judged', async () => {
    const untidy = suppressed.replace(' -- nobody reads it since 4.2', '');
    const report = await lint({ workTree: { ...first, 'migrations/002_drop.sql': untidy }, shipped: first });
    expect(found(report)).toEqual(['002_drop: suppression-hygiene']);
  });

  it('do nothing when inline configuration is off', async () => {
    const run = { workTree: { ...first, 'migrations/002_drop.sql': suppressed }, shipped: first };
    expect(found(await lint({ ...run, options: { inlineConfig: false } }))).toEqual(['002_drop: no-drop-column']);
  });
});

describe('findings', () => {
  it('keep their fingerprint when lines move', async () => {
    const moved = { 'migrations/002_drop.sql': '\n\n-- a comment\nalter table users drop column name;' };
    const before = await lint({ workTree: { ...first, ...second }, shipped: first });
    const after = await lint({ workTree: { ...first, ...moved }, shipped: first });
    expect(after.diagnostics.map((one) => one.fingerprint)).toEqual(before.diagnostics.map((one) => one.fingerprint));
    expect(after.diagnostics[0]?.span.start).toBeGreaterThan(before.diagnostics[0]?.span.start ?? 0);
  });

  it('are numbered when they are equal', async () => {
    const twice = 'selec 1;\nselec 1;';
    const report = await lint({ workTree: { 'migrations/001_a.sql': twice } });
    expect(new Set(report.diagnostics.map((one) => one.fingerprint)).size).toBe(2);
  });
});

describe('fixes', () => {
  const fixOf = async (text: string, options?: Partial<LintOptions>): Promise<string | undefined> => {
    const report = await lint({
      workTree: { ...first, 'migrations/002.sql': text },
      shipped: first,
      ...(options === undefined ? {} : { options }),
    });
    const [edit] = report.diagnostics.find((one) => one.rule === 'rename-not-drop')?.fix?.edits ?? [];
    return edit?.text;
  };

  it('are written in the place of what they replace', async () => {
    expect(await fixOf('alter table users drop column name, add column full_name text;')).toBe(
      'ALTER TABLE users RENAME COLUMN name TO full_name;',
    );
  });

  it('keep the other actions of a statement', async () => {
    const written = await fixOf('alter table users drop column name, add column age int, add column full_name text;');
    expect(written).toBe(
      'ALTER TABLE users RENAME COLUMN name TO full_name;\nALTER TABLE users ADD COLUMN age integer;',
    );
  });
});
