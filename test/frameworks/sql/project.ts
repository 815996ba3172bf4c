import type { Dialect, SqlStatement } from '../../../src/dialects/dialect.ts';
import type { ChainSource, ProjectFiles, ReadContext } from '../../../src/frameworks/framework.ts';
import { sql } from '../../../src/frameworks/sql/index.ts';
import type { Migration } from '../../../src/model/migration.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { slice, spanOf, type SourceText } from '../../../src/model/source-text.ts';

/** Files in memory; `undefined` is a file that is no text. */
export function filesOf(contents: Readonly<Record<string, string | undefined>>): ProjectFiles {
  const read = (path: string): string | undefined => contents[path];
  return { paths: Object.keys(contents).sort(), read, readHead: (path, length) => read(path)?.slice(0, length) };
}

/** A language of one statement, `drop table <name>`, ended by semicolons. */
export const tinyDialect: Dialect = {
  traits: {
    name: 'postgres',
    defaultSchema: undefined,
    caseSensitive: true,
    transactionalDdl: true,
    indexesBelongToSchema: false,
    implicitName: () => '',
  },
  defaultVersion: '1',
  read: (source) => ({
    statements: [...source.text.matchAll(/\s*([^;]+?)\s*(?:;|$)/g)].flatMap((match) => {
      const start = match.index + match[0].indexOf(match[1] ?? '');
      return match[1] === undefined ? [] : [readTiny(slice(source, start, start + match[1].length))];
    }),
    comments: [],
  }),
  write: (operation) => (operation.kind === 'DropTable' ? [`drop table ${operation.table.name}`] : undefined),
  facts: () => undefined,
  columnType: (text) => ({ text, name: text, family: 'other' }),
  expression: (text) => ({ sql: text, constant: false, calls: [] }),
  literal: () => ({ sql: 'NULL', constant: true, calls: [] }),
  quote: ({ name }) => name,
};

function readTiny(source: SourceText): SqlStatement {
  const span = spanOf(source, 0, source.text.length);
  const table = /^drop table (\w+)$/.exec(source.text)?.[1];
  const operation: Operation =
    table === undefined
      ? { kind: 'Opaque', span, reason: 'syntax-error', detail: 'not a drop', text: source.text }
      : { kind: 'DropTable', span, table: { name: table }, cascade: false };
  return { span, sql: source.text, operations: [operation] };
}

export function chainOf(files: ProjectFiles, more: Partial<ChainSource> = {}): ChainSource {
  return { name: 'm', framework: 'sql', dialect: 'postgres', folder: 'm', paths: files.paths, evidence: [], ...more };
}

/** All of a chain's migrations, as the framework reads them. */
function readAll(files: ProjectFiles, more: Partial<ChainSource> = {}): readonly Migration[] {
  const chain = chainOf(files, more);
  const context: ReadContext = { files, chain, dialect: tinyDialect };
  return sql.list(chain, files).map((entry) => sql.read(entry, context));
}

/** The one migration of a chain. */
export function readOnly(
  contents: Readonly<Record<string, string | undefined>>,
  more: Partial<ChainSource> = {},
): Migration {
  const [migration, ...others] = readAll(filesOf(contents), more);
  if (migration === undefined || others.length > 0) throw new Error('not one migration');
  return migration;
}
