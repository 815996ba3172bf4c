import { schemaOf, viewChain } from '../../lint/project.ts';
import type { Statement } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import { displayName } from '../../model/names.ts';
import { indexLines } from '../../model/span.ts';
import { logText } from '../../report/inert.ts';
import { jsonText } from '../../report/json-text.ts';
import type { MigrationView } from '../../rules/rule.ts';
import type { Rebuild } from '../../schema/rebuilds.ts';
import { notesOf } from '../../schema/notes.ts';
import type { OpenedProject, ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import { describeOperation } from '../describe-operation.ts';
import type { Terminal } from '../terminal.ts';
import { wantedMigrations } from '../wanted.ts';

export interface OperationsFlags extends ProjectFlags {
  readonly json?: boolean;
}

/** Prints the operations that were read, per migration and statement, and the tables that they rebuild. */
export async function operations(
  paths: readonly string[],
  flags: OperationsFlags,
  terminal: Terminal,
): Promise<number> {
  const opened = await openFor({ paths }, flags, terminal.cwd);
  const wanted = new Set(wantedMigrations(opened).map(({ migration }) => migration));
  const views = opened.project.chains.flatMap((chain) => viewChain(chain, (migration) => wanted.has(migration)));
  if (flags.json === true) {
    terminal.out(
      `${jsonText(
        views.map(({ migration: { comments: _comments, ...migration }, rebuilds }) => ({
          ...migration,
          rebuilds: rebuilds.map(({ table, parts, changes }) => ({
            table,
            parts: parts.map(({ kind, span }) => ({ kind, span })),
            changes,
          })),
        })),
        2,
      )}\n`,
    );
    return 0;
  }
  for (const view of views) terminal.out(logText(`${printMigration(view, opened)}\n`));
  const notes = opened.project.chains.flatMap((chain) => notesOf(schemaOf(chain)));
  for (const { message, origin } of notes) terminal.out(logText(`note: ${origin.migration}: ${message}\n`));
  return 0;
}

function printMigration({ migration, rebuilds }: MigrationView, { project }: OpenedProject): string {
  const textOf = ({ span }: Pick<Statement, 'span'>): string => project.files.read(span.file) ?? '';
  const lines = [
    ...migration.up.map((statement) => printStatement(statement, textOf(statement))),
    ...rebuilds.map((rebuild) => printRebuild(rebuild, textOf)),
    ...(migration.down ?? []).map((statement) => printStatement(statement, textOf(statement))),
  ];
  return [`${migration.id}  (${migration.file}, ${migration.dialect}, ${migration.transaction})`, ...lines].join('\n');
}

function printStatement({ span, side, operations: read }: Statement, text: string): string {
  const { line } = indexLines(text).position(span.start);
  const [first, ...others] = read.map((operation: Operation) => describeOperation(operation));
  const place = `  ${side.padEnd(4)} ${String(line).padStart(5)}  `;
  return [place + (first ?? ''), ...others.map((other) => ' '.repeat(place.length) + other)].join('\n');
}

/** The statements that rebuild a table, by line, and what they come to. */
function printRebuild({ table, parts, changes }: Rebuild, textOf: (part: Operation) => string): string {
  const lines = parts.map((part) => String(indexLines(textOf(part)).position(part.span.start).line));
  const head = `  up   rebuild of ${displayName(table)} in lines ${lines.join(', ')}`;
  if (changes.length === 0) return `${head}: all columns stay as they are`;
  return [`${head}:`, ...changes.map((change) => `              ${describeOperation(change)}`)].join('\n');
}
