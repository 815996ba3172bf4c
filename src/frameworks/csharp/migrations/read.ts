import type { Dialect } from '../../../dialects/dialect.ts';
import type { Migration, ReadProblem, Side, Statement } from '../../../model/migration.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../../framework.ts';
import { identityOf } from '../../identity.ts';
import { parseCSharp } from '../index.ts';
import { scopeOf } from '../scope.ts';
import type { Class, CSharpFile, Method } from '../syntax.ts';
import type { Findings } from './arguments.ts';
import type { MigrationCall } from './calls.ts';
import type { Meaning, Source } from './reading.ts';
import type { Idiom, Step } from './walk.ts';
import { stepsOf } from './walk.ts';

/** A tool whose migrations are C# classes with an `Up` and a `Down`. */
export interface CSharpTool {
  /** The class that migrations derive from. */
  readonly baseClass: string;
  /** What a call that is not known is made with, for people: `the migration builder`. */
  readonly counterpart: string;
  /** Whether a method of that name is the one that the tool calls. */
  isDirection(method: Method): boolean;
  idiomOf(method: Method, dialect: Dialect): Idiom;
  meaningOf(call: MigrationCall, span: Span, source: Source, findings: Findings, dialect: Dialect): Meaning | undefined;
}

/** What was read of one method. */
interface SideReading {
  readonly statements: readonly Statement[];
  readonly problems: readonly ReadProblem[];
  readonly comments: Migration['comments'];
  readonly files: readonly string[];
}

/** Reads one migration; the C# reader must have been prepared. */
export function readClass(tool: CSharpTool, entry: MigrationEntry, context: ReadContext): Migration {
  const text = context.files.read(entry.file);
  const file = parseCSharp(entry.file, text ?? '');
  const owner = migrationClass(tool, file);
  const up = direction(tool, owner, 'Up');
  const down = direction(tool, owner, 'Down');
  const upReading = readSide(tool, file, owner, up, 'up', context);
  const downReading = hasWayBack(down) ? readSide(tool, file, owner, down, 'down', context) : undefined;
  const sides = [upReading, ...(downReading === undefined ? [] : [downReading])];

  return {
    ...identityOf(entry, context.chain),
    files: [...new Set([...entry.files, ...sides.flatMap(({ files }) => files)])],
    up: upReading.statements,
    ...(downReading === undefined ? {} : { down: downReading.statements }),
    transaction: context.chain.transaction ?? 'per-migration',
    head: { file: entry.file, start: 0, end: 0, ...owner?.nameAt },
    comments: [...file.comments, ...sides.flatMap(({ comments }) => comments)],
    problems: [
      ...(entry.problems ?? []),
      ...fileProblems(tool, file, text, owner, up),
      ...sides.flatMap(({ problems }) => problems),
    ],
  };
}

function migrationClass(tool: CSharpTool, file: CSharpFile): Class | undefined {
  const isBase = (base: string): boolean => base.split('.').at(-1) === tool.baseClass;
  const derived = file.classes.filter(({ bases }) => bases.some(isBase));
  const withUp = (owner: Class): boolean => direction(tool, owner, 'Up') !== undefined;
  return derived.find(withUp) ?? derived[0] ?? file.classes.find(withUp);
}

function direction(tool: CSharpTool, owner: Class | undefined, name: 'Up' | 'Down'): Method | undefined {
  return owner?.methods.find((method) => method.name === name && tool.isDirection(method));
}

/** A `Down` that only throws says that there is no way back. */
function hasWayBack(down: Method | undefined): down is Method {
  const statements = down?.body?.filter(({ kind }) => kind !== 'empty');
  return statements !== undefined && !(statements.length === 1 && statements[0]?.kind === 'throw');
}

function fileProblems(
  { baseClass }: CSharpTool,
  file: CSharpFile,
  text: string | undefined,
  owner: Class | undefined,
  up: Method | undefined,
): readonly ReadProblem[] {
  const at = (start: number, end: number): Span => ({ file: file.file, start, end });
  if (text === undefined) return [{ span: at(0, 0), message: 'The file cannot be read as text' }];
  const syntax = file.errors.map(({ start, end }) => ({ span: at(start, end), message: 'This cannot be read as C#' }));
  if (owner === undefined) return [...syntax, { span: at(0, 0), message: `No class here derives from ${baseClass}` }];
  if (up?.body !== undefined) return syntax;
  const message = up === undefined ? `${owner.name} has no Up method` : `Up of ${owner.name} has no body`;
  return [...syntax, { span: at(owner.nameAt.start, owner.nameAt.end), message }];
}

function readSide(
  tool: CSharpTool,
  file: CSharpFile,
  owner: Class | undefined,
  method: Method | undefined,
  side: Side,
  context: ReadContext,
): SideReading {
  if (owner === undefined || method === undefined) return { statements: [], problems: [], comments: [], files: [] };
  const scope = scopeOf(file, owner, method);
  const source: Source = { files: context.files, file: file.file, direction: side === 'up' ? 'Up' : 'Down' };
  const read = stepsOf(method, scope, tool.idiomOf(method, context.dialect)).map((step) =>
    readStep(tool, step, file, source, side, context.dialect),
  );
  return {
    statements: read.map(({ statement }) => statement),
    problems: read.flatMap(({ problems }) => problems),
    comments: read.flatMap(({ comments }) => comments),
    files: read.flatMap(({ files }) => files),
  };
}

interface StepReading extends Omit<SideReading, 'statements'> {
  readonly statement: Statement;
}

function readStep(
  tool: CSharpTool,
  step: Step,
  file: CSharpFile,
  source: Source,
  side: Side,
  dialect: Dialect,
): StepReading {
  const span = { file: file.file, start: step.start, end: step.end };
  const findings: Findings = { obstacles: [], problems: [] };
  const meaning = step.call === undefined ? undefined : tool.meaningOf(step.call, span, source, findings, dialect);
  const [obstacle] = findings.obstacles;
  const operations: readonly Operation[] =
    meaning === undefined || obstacle !== undefined
      ? [
          {
            kind: 'Opaque',
            span,
            reason: obstacle?.reason ?? 'not-recognised',
            detail: obstacle?.detail ?? `what ${step.callee} does with ${tool.counterpart} is not known`,
            text: file.text.slice(step.start, step.end).replace(/\s+/g, ' '),
          },
        ]
      : meaning.operations;
  return {
    statement: {
      span,
      side,
      operations: operations.map((operation) => inPlace(operation, step)),
      ...(meaning?.sql === undefined ? {} : { sql: meaning.sql }),
      ...(meaning?.outsideTransaction === true ? { outsideTransaction: true } : {}),
    },
    problems: findings.problems,
    comments: meaning?.comments ?? [],
    files: meaning?.files ?? [],
  };
}

/** The operation with the conditions and loops of the C# around it. */
function inPlace(operation: Operation, { guards, repeated }: Step): Operation {
  const all = [...guards, ...(operation.guards ?? [])];
  return {
    ...operation,
    ...(all.length === 0 ? {} : { guards: all }),
    ...(repeated ? { repeated: true } : {}),
  };
}
