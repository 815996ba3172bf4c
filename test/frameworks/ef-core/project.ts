import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import type { ChainSource, ProjectFiles } from '../../../src/frameworks/framework.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { DialectName } from '../../../src/model/names.ts';
import type { Operation } from '../../../src/model/operation.ts';
import type { Span } from '../../../src/model/span.ts';
import { fakeDialect } from './fake-dialect.ts';

export function projectFiles(texts: Readonly<Record<string, string>>): ProjectFiles {
  return {
    paths: Object.keys(texts).sort(),
    read: (path) => texts[path],
    readHead: (path, length) => texts[path]?.slice(0, length),
  };
}

const file = 'App/Migrations/20240101000000_Test.cs';

export interface Setting {
  readonly dialect?: DialectName;
  /** Members of the class, and statements of Down. */
  readonly members?: string;
  readonly down?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** A migration class around the statements of Up. */
export function migrationText(up: string, { members = '', down = '' }: Setting = {}): string {
  return `using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace App.Migrations
{
    /// <inheritdoc />
    public partial class Test : Migration
    {
        ${members}

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            ${up}
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
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
  /** The text of a span of the migration's own file. */
  readonly textAt: (span: Span | undefined) => string | undefined;
}

export function readText(text: string, setting: Setting = {}): Read {
  const dialect = fakeDialect(setting.dialect ?? 'mysql');
  const files = projectFiles({ ...setting.files, [file]: text });
  const chain: ChainSource = {
    name: 'App',
    framework: 'ef-core',
    dialect: dialect.traits.name,
    folder: 'App/Migrations',
    paths: [file],
    evidence: [],
  };
  const migration = efCore.read({ id: '20240101000000_Test', file, files: [file] }, { files, chain, dialect });
  return {
    migration,
    operations: migration.up.flatMap(({ operations }) => operations),
    textAt: (span) => (span === undefined ? undefined : files.read(span.file)?.slice(span.start, span.end)),
  };
}

/** Reads a migration with these statements in Up. */
export function readUp(up: string, setting: Setting = {}): Read {
  return readText(migrationText(up, setting), setting);
}

/** The operations of Up without their places. */
export function meaningOf(up: string, setting: Setting = {}): readonly object[] {
  return readUp(up, setting).operations.map(withoutSpan);
}

export function withoutSpan(operation: Operation): object {
  return Object.fromEntries(Object.entries(operation).filter(([name]) => name !== 'span'));
}
