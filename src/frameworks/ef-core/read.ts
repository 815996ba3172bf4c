import type { Migration, ReadProblem, Side, Statement } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import { parseCSharp } from '../csharp/index.ts';
import { scopeOf } from '../csharp/scope.ts';
import type { Class, CSharpFile, Method } from '../csharp/syntax.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { annotationsOf } from './annotations.ts';
import type { Findings } from './arguments.ts';
import { bindArguments } from './arguments.ts';
import type { BuilderCall } from './calls.ts';
import { readers } from './operations/index.ts';
import type { Meaning, Reading, Source } from './operations/reading.ts';
import { resourceMeaning } from './operations/sql.ts';
import type { BuilderMethod } from './signatures.ts';
import { isBuilderMethod, signatures, typedSignatures } from './signatures.ts';
import type { Step } from './walk.ts';
import { isBuilderType, stepsOf } from './walk.ts';

/** What was read of one method. */
interface SideReading {
  readonly statements: readonly Statement[];
  readonly problems: readonly ReadProblem[];
  readonly comments: Migration['comments'];
  readonly files: readonly string[];
}

/** Reads one migration; the C# reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const text = context.files.read(entry.file);
  const file = parseCSharp(entry.file, text ?? '');
  const owner = migrationClass(file);
  const up = owner?.methods.find((method) => isDirection(method, 'Up'));
  const down = owner?.methods.find((method) => isDirection(method, 'Down'));
  const upReading = readSide(file, owner, up, 'up', context);
  const downReading = hasWayBack(down) ? readSide(file, owner, down, 'down', context) : undefined;
  const sides = [upReading, ...(downReading === undefined ? [] : [downReading])];

  return {
    id: entry.id,
    file: entry.file,
    files: [...new Set([...entry.files, ...sides.flatMap(({ files }) => files)])],
    chain: context.chain.name,
    framework: context.chain.framework,
    dialect: context.dialect.traits.name,
    up: upReading.statements,
    ...(downReading === undefined ? {} : { down: downReading.statements }),
    transaction: context.chain.transaction ?? 'per-migration',
    head: { file: entry.file, start: 0, end: 0, ...owner?.nameAt },
    comments: [...file.comments, ...sides.flatMap(({ comments }) => comments)],
    problems: [...fileProblems(file, text, owner, up), ...sides.flatMap(({ problems }) => problems)],
  };
}

function migrationClass(file: CSharpFile): Class | undefined {
  const derived = file.classes.filter(({ bases }) => bases.some((base) => /(?:^|\.)Migration$/.test(base)));
  const withUp = (owner: Class): boolean => owner.methods.some((method) => isDirection(method, 'Up'));
  return derived.find(withUp) ?? derived[0] ?? file.classes.find(withUp);
}

function isDirection(method: Method, name: 'Up' | 'Down'): boolean {
  return method.name === name && isBuilderType(method.parameters[0]?.type ?? '');
}

/** A `Down` that only throws says that there is no way back. */
function hasWayBack(down: Method | undefined): down is Method {
  const statements = down?.body?.filter(({ kind }) => kind !== 'empty');
  return statements !== undefined && !(statements.length === 1 && statements[0]?.kind === 'throw');
}

function fileProblems(
  file: CSharpFile,
  text: string | undefined,
  owner: Class | undefined,
  up: Method | undefined,
): readonly ReadProblem[] {
  const at = (start: number, end: number): Span => ({ file: file.file, start, end });
  if (text === undefined) return [{ span: at(0, 0), message: 'The file cannot be read as text' }];
  const syntax = file.errors.map(({ start, end }) => ({ span: at(start, end), message: 'This cannot be read as C#' }));
  if (owner === undefined) return [...syntax, { span: at(0, 0), message: 'No class here derives from Migration' }];
  if (up?.body !== undefined) return syntax;
  const message = up === undefined ? `${owner.name} has no Up method` : `Up of ${owner.name} has no body`;
  return [...syntax, { span: at(owner.nameAt.start, owner.nameAt.end), message }];
}

function readSide(
  file: CSharpFile,
  owner: Class | undefined,
  method: Method | undefined,
  side: Side,
  context: ReadContext,
): SideReading {
  if (owner === undefined || method === undefined) return { statements: [], problems: [], comments: [], files: [] };
  const scope = scopeOf(file, owner, method);
  const builder = method.parameters[0]?.name ?? '';
  const source: Source = { files: context.files, file: file.file, direction: side === 'up' ? 'Up' : 'Down' };
  const read = stepsOf(method, scope, builder, context.dialect.traits.name).map((step) =>
    readStep(step, file, source, side, context),
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

function readStep(step: Step, file: CSharpFile, source: Source, side: Side, context: ReadContext): StepReading {
  const span = { file: file.file, start: step.start, end: step.end };
  const findings: Findings = { obstacles: [], problems: [] };
  const meaning = step.call === undefined ? undefined : meaningOf(step.call, span, source, findings, context);
  const [obstacle] = findings.obstacles;
  const operations: readonly Operation[] =
    meaning === undefined || obstacle !== undefined
      ? [
          {
            kind: 'Opaque',
            span,
            reason: obstacle?.reason ?? 'not-recognised',
            detail: obstacle?.detail ?? `what ${step.callee} does with the migration builder is not known`,
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

function meaningOf(
  call: BuilderCall,
  span: Span,
  source: Source,
  findings: Findings,
  context: ReadContext,
): Meaning | undefined {
  const { scope, method } = call;
  const { dialect } = context;
  if (!isBuilderMethod(method)) {
    const args = bindArguments({ ...call, arguments: [] }, [], scope, dialect, findings);
    const reading: Reading = { call, args, annotations: { current: new Map(), old: new Map() }, span, source };
    const resource = resourceMeaning(
      call.arguments.map(({ value }) => value),
      reading,
    );
    if (resource === undefined) {
      const detail = `${call.method}() is not a method of MigrationBuilder that mig-lint knows`;
      findings.obstacles.push({ reason: 'not-recognised', detail });
    }
    return resource;
  }
  const args = bindArguments(call, parametersOf(method, call), scope, dialect, findings);
  const annotations = annotationsOf(call.chained, scope, findings);
  return readers[method]({ call, args, annotations, span, source });
}

/** The overload that is called: the data methods have one more with the columns' types in the middle. */
function parametersOf(method: BuilderMethod, call: BuilderCall): readonly string[] {
  const typed = typedSignatures[method];
  if (typed === undefined) return signatures[method];
  const named = call.arguments.some(({ name }) => /columnTypes?$/i.test(name ?? ''));
  const positional = call.arguments.filter(({ name }) => name === undefined).length;
  // Without types, the parameter after the last value is the schema: a plain string, or nothing.
  const untyped = signatures[method].length;
  const last = call.arguments[untyped - 1]?.value;
  const isTyped = positional > untyped || (positional === untyped && last !== undefined && last.kind !== 'string');
  return named || isTyped ? typed : signatures[method];
}
