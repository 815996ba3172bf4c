import type { SqlStatement } from '../../dialects/dialect.ts';
import type { Comment, Migration, ReadProblem, Side, Statement } from '../../model/migration.ts';
import { plainText } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { identityOf } from '../identity.ts';
import { operationsOfTemplate } from './template.ts';
import type { Division, Piece, SqlTool } from './tool.ts';

/** What was read of some files. */
interface Reading {
  readonly statements: readonly Statement[];
  /** The sides that the files speak of, even if they leave them empty. */
  readonly sides: ReadonlySet<Side>;
  readonly comments: readonly Comment[];
  readonly problems: readonly ReadProblem[];
}

/** Reads the files of a migration, each taken apart as its tool does. */
export function readMigration(tool: SqlTool, entry: MigrationEntry, context: ReadContext): Migration {
  const { chain } = context;
  const readings = entry.files.flatMap((file) => {
    const side = tool.partOf(file)?.side;
    return side === undefined ? [] : [readFile(tool, file, side, entry, context)];
  });
  const sides = new Set(readings.flatMap((reading) => [...reading.sides]));
  const statements = readings.flatMap((reading) => reading.statements);
  const up = entry.neverRun === true ? [] : statements.filter(({ side }) => side === 'up');
  const problems = [...(entry.problems ?? []), ...readings.flatMap((reading) => reading.problems)];

  return {
    ...identityOf(entry, chain),
    up,
    ...(sides.has('down') ? { down: statements.filter(({ side }) => side === 'down') } : {}),
    transaction: chain.transaction ?? tool.transaction(entry, context),
    head: up[0]?.span ?? startOf(entry.file),
    comments: readings.flatMap((reading) => reading.comments),
    problems: sides.has('up') || entry.neverRun === true ? problems : [...problems, withoutUp(entry)],
  };
}

function readFile(tool: SqlTool, file: string, side: Side, entry: MigrationEntry, context: ReadContext): Reading {
  const text = context.files.read(file);
  if (text === undefined) return unreadable(file, side);
  const source = plainText(file, text);
  const { pieces, problems = [] }: Division = tool.divide?.(source, side, entry, context) ?? {
    pieces: [{ side, source }],
  };
  const read = pieces.map((piece) => readPiece(tool, piece, context));
  return {
    statements: read.flatMap((reading) => reading.statements),
    sides: new Set(pieces.map((piece) => piece.side)),
    comments: read.flatMap((reading) => reading.comments),
    problems: [
      ...problems.map(({ start, end, message }) => ({ span: { file, start, end }, message })),
      ...read.flatMap((reading) => reading.problems),
    ],
  };
}

function readPiece(tool: SqlTool, piece: Piece, { dialect }: ReadContext): Omit<Reading, 'sides'> {
  const { statements, comments } = dialect.read(piece.source);
  const isOutside = (statement: SqlStatement): boolean =>
    piece.outsideTransaction === true || tool.leavesOut?.(statement, dialect.traits.name) === true;
  return {
    statements: statements.map((statement) => ({
      span: statement.span,
      side: piece.side,
      operations: operationsOfTemplate(statement),
      sql: statement.sql,
      ...(isOutside(statement) ? { outsideTransaction: true } : {}),
    })),
    comments,
    problems: statements.flatMap((statement) => {
      const message = piece.problemOf?.(statement);
      return message === undefined ? [] : [{ span: statement.span, message }];
    }),
  };
}

function unreadable(file: string, side: Side): Reading {
  const span = startOf(file);
  const detail = `${file} cannot be read as text`;
  const opaque = { kind: 'Opaque', span, reason: 'unreadable-file', detail, text: file } as const;
  return { statements: [{ span, side, operations: [opaque] }], sides: new Set([side]), comments: [], problems: [] };
}

function withoutUp(entry: MigrationEntry): ReadProblem {
  return { span: startOf(entry.file), message: `${entry.file} has no up file beside it` };
}

function startOf(file: string): Span {
  return { file, start: 0, end: 0 };
}
