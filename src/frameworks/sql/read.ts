import type { SqlText } from '../../dialects/dialect.ts';
import type { Migration, ReadProblem, Side, Statement, TransactionMode } from '../../model/migration.ts';
import { plainText } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { partOf, type Form, type Part } from './layout.ts';
import { operationsOfTemplate } from './template.ts';

/** What the tools that use these layouts do: DbUp and psql, golang-migrate, Diesel. */
const transactions: Readonly<Record<Form, TransactionMode>> = {
  file: 'none',
  pair: 'per-file-implicit',
  folder: 'per-migration',
};

/** One file of a migration, read. */
interface ReadFile {
  readonly statements: readonly Statement[];
  readonly comments: SqlText['comments'];
  readonly problems: readonly ReadProblem[];
}

const nothing: ReadFile = { statements: [], comments: [], problems: [] };

export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const { chain } = context;
  const parts = entry.files.flatMap((file) => partOf(file) ?? []);
  const upPath = parts.find((part) => part.side === 'up')?.path;
  const downPath = parts.find((part) => part.side === 'down')?.path;
  const up = upPath === undefined ? withoutUp(entry) : readFile(upPath, 'up', context);
  const down = downPath === undefined ? undefined : readFile(downPath, 'down', context);

  return {
    id: entry.id,
    file: entry.file,
    files: entry.files,
    chain: chain.name,
    framework: chain.framework,
    dialect: chain.dialect,
    up: up.statements,
    ...(down === undefined ? {} : { down: down.statements }),
    transaction: chain.transaction ?? transactionOf(parts[0], context),
    head: up.statements[0]?.span ?? startOf(entry.file),
    comments: [...up.comments, ...(down?.comments ?? [])],
    problems: [...up.problems, ...(down?.problems ?? [])],
  };
}

/** Diesel's own switch for one migration. */
const dieselOptOut = /^\s*run_in_transaction\s*=\s*false\b/m;

function transactionOf(part: Part | undefined, { files }: ReadContext): TransactionMode {
  const form = part?.form ?? 'file';
  if (part === undefined || form !== 'folder') return transactions[form];
  const metadata = files.read(part.path.replace(/[^/]+$/, 'metadata.toml'));
  return metadata !== undefined && dieselOptOut.test(metadata) ? 'none' : transactions.folder;
}

function readFile(file: string, side: Side, { files, dialect }: ReadContext): ReadFile {
  const text = files.read(file);
  if (text === undefined) return unreadable(file, side);
  const { statements, comments } = dialect.read(plainText(file, text));
  return {
    statements: statements.map((statement) => ({
      span: statement.span,
      side,
      operations: operationsOfTemplate(statement),
      sql: statement.sql,
    })),
    comments,
    problems: [],
  };
}

function unreadable(file: string, side: Side): ReadFile {
  const span = startOf(file);
  const detail = `${file} cannot be read as text`;
  const opaque = { kind: 'Opaque', span, reason: 'unreadable-file', detail, text: file } as const;
  return { ...nothing, statements: [{ span, side, operations: [opaque] }] };
}

function withoutUp(entry: MigrationEntry): ReadFile {
  return { ...nothing, problems: [{ span: startOf(entry.file), message: `${entry.file} has no up file beside it` }] };
}

function startOf(file: string): Span {
  return { file, start: 0, end: 0 };
}
