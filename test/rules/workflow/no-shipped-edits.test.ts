import { describe, expect, it } from 'vitest';
import { resolveConfig } from '../../../src/config/resolve.ts';
import { traits } from '../../../src/dialects/postgres/traits.ts';
import type { Shipped, ShippedManifest } from '../../../src/history/history.ts';
import { meaningHash, readingVersion, textHash } from '../../../src/history/meaning.ts';
import type { Finding } from '../../../src/lint/judge.ts';
import { activate, judgeChain } from '../../../src/lint/judge.ts';
import { lintProject } from '../../../src/lint/lint.ts';
import { openProject } from '../../../src/lint/project.ts';
import { rules } from '../../../src/rules/index.ts';
import noShippedEdits from '../../../src/rules/workflow/no-shipped-edits.ts';
import type { ChainView } from '../../../src/rules/rule.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { migration } from '../../history/migrations.ts';
import { filesInMemory, shippedFiles } from '../example-project.ts';

type Texts = Readonly<Record<string, string>>;

const customer = { 'migrations/001_customer.sql': 'CREATE TABLE customer (id bigint PRIMARY KEY);\n' };
const country = { 'migrations/002_country.sql': 'ALTER TABLE customer ADD COLUMN country text;\n' };

async function open(workTree: Texts, shipped: Shipped): ReturnType<typeof openProject> {
  return openProject({
    config: resolveConfig({ extends: [], rules: { 'no-shipped-edits': 'error' } }, { root: '/project', rules }),
    files: filesInMemory(new Map(Object.entries(workTree))),
    shipped: () => Promise.resolve(shipped),
  });
}

async function found(workTree: Texts, shipped: Shipped): Promise<readonly string[]> {
  const report = lintProject(await open(workTree, shipped), { today: '2026-01-31', startedAt: 0 });
  return report.diagnostics.map(({ message }) => message);
}

function commitOf(shipped: Texts, workTree: Texts): Shipped {
  return shippedFiles(new Map(Object.entries(shipped)), new Map(Object.entries(workTree)));
}

async function foundSinceCommit(shipped: Texts, workTree: Texts): Promise<readonly string[]> {
  return found(workTree, commitOf(shipped, workTree));
}

/** The manifest that `mig-lint ship` would have written for these files. */
async function manifestOf(texts: Texts, reading = readingVersion): Promise<ShippedManifest> {
  const { chains } = await open(texts, {
    kind: 'unknown',
    description: 'nothing is known to have shipped',
    limits: [],
  });
  return {
    kind: 'manifest',
    description: 'mig-lint.lock.json',
    limits: [],
    reading,
    chains: new Map(
      chains.map(({ source, migrations }) => [
        source.name,
        migrations.map((one) => ({
          id: one.id,
          file: one.file,
          text: textHash(texts[one.file] ?? ''),
          meaning: meaningHash(one),
        })),
      ]),
    ),
  };
}

describe('against a commit', () => {
  it('a deleted migration is found', async () => {
    expect(await foundSinceCommit({ ...customer, ...country }, customer)).toEqual([
      '002_country was deleted after it shipped on main (1a2b3c4)',
    ]);
  });

  it('a renamed migration is one finding, not a deleted and a new one', async () => {
    const renamed = { 'migrations/002_customer_country.sql': country['migrations/002_country.sql'] };
    expect(await foundSinceCommit({ ...customer, ...country }, { ...customer, ...renamed })).toEqual([
      '002_country was renamed to 002_customer_country after it shipped on main (1a2b3c4)',
    ]);
  });

  it('a migration without statements that went away is not taken for another one without statements', async () => {
    const was = { ...customer, 'migrations/002_nothing.sql': '-- nothing\n' };
    const is = { ...customer, 'migrations/003_other.sql': '-- nothing\n' };
    expect(await foundSinceCommit(was, is)).toEqual(['002_nothing was deleted after it shipped on main (1a2b3c4)']);
  });

  it('files beside the migrations are none of its business', async () => {
    const was = { ...customer, 'migrations/README.md': 'How to migrate' };
    expect(await foundSinceCommit(was, { ...customer, 'migrations/README.md': 'How to' })).toEqual([]);
  });

  it('a migration that has not shipped can change and go', async () => {
    const changed = { 'migrations/002_country.sql': 'ALTER TABLE customer ADD COLUMN country char(2);\n' };
    expect(await foundSinceCommit(customer, { ...customer, ...changed })).toEqual([]);
  });

  it('a file of EF Core in another folder is the same migration as long as its id is', async () => {
    const text = `
      [Migration("20240301101500_Country")]
      public partial class Country : Migration
      {
          protected override void Up(MigrationBuilder migrationBuilder)
          {
              migrationBuilder.AddColumn<string>(name: "Country", table: "customer", type: "text", nullable: true);
          }
      }`;
    const project = { 'App.csproj': '<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" />' };
    const was = { ...project, 'Migrations/20240301101500_Country.cs': text };
    const is = { ...project, 'Migrations/Archive/20240301101500_Country.cs': text };
    expect(await foundSinceCommit(was, is)).toEqual([]);
  });
});

describe('against a manifest', () => {
  it('what is as it was is left alone', async () => {
    expect(await found({ ...customer, ...country }, await manifestOf({ ...customer, ...country }))).toEqual([]);
  });

  it('a changed meaning is found', async () => {
    const changed = { 'migrations/001_customer.sql': 'CREATE TABLE customer (id int PRIMARY KEY);\n' };
    expect(await found(changed, await manifestOf(customer))).toEqual([
      '001_customer was changed after it shipped according to mig-lint.lock.json',
    ]);
  });

  it('another form of the same meaning is left alone', async () => {
    const touched = {
      'migrations/001_customer.sql': '-- Customers.\ncreate table customer (id bigint primary key);\n',
    };
    expect(await found(touched, await manifestOf(customer))).toEqual([]);
  });

  it('a deleted and a renamed migration are found', async () => {
    const renamed = { 'migrations/003_country.sql': country['migrations/002_country.sql'] };
    expect(await found(renamed, await manifestOf({ ...customer, ...country }))).toEqual([
      '002_country was renamed to 003_country after it shipped according to mig-lint.lock.json',
      '001_customer was deleted after it shipped according to mig-lint.lock.json',
    ]);
  });

  it('after another reading, an untouched text is known to mean the same, and a touched one is not', async () => {
    const touched = { 'migrations/002_country.sql': `-- Countries.\n${country['migrations/002_country.sql']}` };
    const manifest = await manifestOf({ ...customer, ...country }, readingVersion + 1);
    expect(await found({ ...customer, ...touched }, manifest)).toEqual([
      '002_country was changed after it shipped according to mig-lint.lock.json',
    ]);
  });
});

describe('when only the bytes changed', () => {
  function foundIn(keepsChecksum: boolean): readonly Finding[] {
    const schema = emptySchema(traits);
    const touched = migration({ id: '001_customer', file: 'migrations/001_customer.sql' });
    const view: ChainView = {
      name: 'app',
      framework: 'sql',
      dialect: 'postgres',
      keepsChecksum,
      latecomers: 'run',
      links: [{ migration: touched, shipped: true, judged: false, after: schema, picture: undefined }],
      snapshot: undefined,
      shippedSnapshot: undefined,
      end: schema,
      release: undefined,
      generated: undefined,
      declared: undefined,
      dataFor: undefined,
      place: touched.head,
      migrations: [
        {
          migration: touched,
          up: [],
          down: undefined,
          rebuilds: [],
          before: schema,
          after: schema,
          edit: { kind: 'form' },
        },
      ],
      deleted: [],
      shipped: 'on main (1a2b3c4)',
    };
    const active = activate([noShippedEdits], new Map([[noShippedEdits.name, { severity: 'error', options: {} }]]), {
      dialect: 'postgres',
      framework: 'sql',
    });
    return judgeChain(active, view, {
      dialect: 'postgres',
      engineVersion: '17',
      framework: 'sql',
      keepsLedger: true,
      optOut: '',
      sizeOf: () => undefined,
      releases: undefined,
      dataHandlers: [],
      phaseFolders: () => undefined,
      deploy: () => ({ has: () => false, key: '' }),
      write: () => undefined,
    });
  }

  it('a tool that keeps a checksum will not take it', () => {
    expect(foundIn(true)).toMatchObject([
      {
        message: '001_customer was touched after it shipped on main (1a2b3c4), if only in comments or white space',
        remedy: 'restore the shipped version of migrations/001_customer.sql, byte for byte',
      },
    ]);
  });

  it('no other tool notices', () => {
    expect(foundIn(false)).toEqual([]);
  });
});
