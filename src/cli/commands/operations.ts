import { schemaOf } from '../../lint/project.ts';
import type { Migration, Statement } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import { indexLines } from '../../model/span.ts';
import type { OpenedProject, ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import { describeOperation } from '../describe-operation.ts';
import type { Terminal } from '../terminal.ts';
import { wantedMigrations } from '../wanted.ts';

export interface OperationsFlags extends ProjectFlags {
  readonly json?: boolean;
}

/** Prints the operations that were read, per migration and statement. */
export async function operations(
  paths: readonly string[],
  flags: OperationsFlags,
  terminal: Terminal,
): Promise<number> {
  const opened = await openFor({ paths }, flags, terminal.cwd);
  const migrations = wantedMigrations(opened).map(({ migration }) => migration);
  if (flags.json === true) {
    terminal.out(
      `${JSON.stringify(
        migrations.map(({ comments: _comments, ...migration }) => migration),
        undefined,
        2,
      )}\n`,
    );
    return 0;
  }
  for (const migration of migrations) terminal.out(`${printMigration(migration, opened)}\n`);
  const inconsistencies = opened.project.chains.flatMap((chain) => [...schemaOf(chain).inconsistencies]);
  for (const { message, origin } of inconsistencies) terminal.out(`note: ${origin.migration}: ${message}\n`);
  return 0;
}

function printMigration(migration: Migration, { project }: OpenedProject): string {
  const sides = [...migration.up, ...(migration.down ?? [])];
  const lines = sides.map((statement) => printStatement(statement, project.files.read(statement.span.file) ?? ''));
  return [`${migration.id}  (${migration.file}, ${migration.dialect}, ${migration.transaction})`, ...lines].join('\n');
}

function printStatement({ span, side, operations: read }: Statement, text: string): string {
  const { line } = indexLines(text).position(span.start);
  const [first, ...others] = read.map((operation: Operation) => describeOperation(operation));
  const place = `  ${side.padEnd(4)} ${String(line).padStart(5)}  `;
  return [place + (first ?? ''), ...others.map((other) => ' '.repeat(place.length) + other)].join('\n');
}
