import type { Dialect } from '../../../src/dialects/dialect.ts';
import { loadDialect } from '../../../src/dialects/index.ts';
import { ef6 } from '../../../src/frameworks/ef6/index.ts';
import type { ChainSource, ProjectFiles } from '../../../src/frameworks/framework.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Operation } from '../../../src/model/operation.ts';

export function projectFiles(texts: Readonly<Record<string, string>>): ProjectFiles {
  return {
    paths: Object.keys(texts).sort(),
    read: (path) => texts[path],
    readHead: (path, length) => texts[path]?.slice(0, length),
  };
}

const file = 'App/Migrations/202401010000000_Test.cs';

export interface Setting {
  readonly dialect?: DialectName;
  /** Members of the class, and statements of Down. */
  readonly members?: string;
  readonly down?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** A migration class around the statements of Up. */
export function migrationText(up: string, { members = '', down = '' }: Setting = {}): string {
  return `namespace App.Migrations
{
    using System.Data.Entity.Migrations;

    public partial class Test : DbMigration
    {
        ${members}

        public override void Up()
        {
            ${up}
        }

        public override void Down()
        {
            ${down}
        }
    }
}
`;
}

export interface Read {
  readonly migration: Migration;
  readonly operations: readonly Operation[];
  readonly dialect: Dialect;
}

export async function readText(text: string, setting: Setting = {}): Promise<Read> {
  await ef6.prepare?.();
  const dialect = await loadDialect(setting.dialect ?? 'sqlserver');
  const files = projectFiles({ ...setting.files, [file]: text });
  const chain: ChainSource = {
    name: 'App',
    framework: 'ef6',
    dialect: dialect.traits.name,
    folder: 'App/Migrations',
    paths: [file],
    evidence: [],
  };
  const migration = ef6.read({ id: '202401010000000_Test', file, files: [file] }, { files, chain, dialect });
  return { migration, operations: migration.up.flatMap(({ operations }) => operations), dialect };
}

/** Reads a migration with these statements in Up. */
export async function readUp(up: string, setting: Setting = {}): Promise<Read> {
  return readText(migrationText(up, setting), setting);
}

/** The operations of Up without their places. */
export async function meaningOf(up: string, setting: Setting = {}): Promise<readonly object[]> {
  const { operations } = await readUp(up, setting);
  return operations.map(withoutSpan);
}

export function withoutSpan(operation: Operation): object {
  return Object.fromEntries(Object.entries(operation).filter(([name]) => name !== 'span'));
}
