import type { Dialect } from '../../../dialects/dialect.ts';
import type { Migration, ReadProblem, Side, Statement } from '../../../model/migration.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../../framework.ts';
import type { Module, Surroundings } from '../index.ts';
import { openModule } from '../index.ts';
import { sourceAt } from '../script.ts';
import type { ChainEffect, Effect, Question, Trace } from '../trace.ts';
import { guardsOf } from '../trace.ts';
import type { Value } from '../value.ts';
import { describe } from '../value.ts';
import type { Reading } from './reading.ts';
import type { Meaning } from './sql.ts';

/** What a tool runs for one side: what was traced, or a value of which nothing is known. */
export type SideRun = { readonly value: Value; readonly trace?: Trace };

/** How one tool's modules are read. */
export interface ScriptTool {
  surroundings(context: ReadContext): Surroundings;
  /** Runs a side; `undefined`: the module has none. */
  run(module: Module, side: Side): SideRun | undefined;
  /** What a chain means; `undefined`: it is no statement. */
  meaningOf(effect: ChainEffect, reading: Reading): Meaning | undefined;
  /** What the result of a chain asks the catalog, where the tool has such questions. */
  questionOf?(value: Value): Question | undefined;
  /** What is wrong with a module that has no way up. */
  readonly withoutUp: string;
}

/** The migration as far as it is the same for all tools, and the module that it was read from. */
export interface ScriptReading {
  readonly module: Module | undefined;
  readonly migration: Omit<Migration, 'transaction'>;
}

/** Reads one migration; the JavaScript reader must have been prepared. */
export function readScript(tool: ScriptTool, entry: MigrationEntry, context: ReadContext): ScriptReading {
  const { dialect, chain } = context;
  const module = openModule(entry.file, tool.surroundings(context));
  const start: Span = { file: entry.file, start: 0, end: 0 };
  const problems: ReadProblem[] = [...(entry.problems ?? []), ...(module?.script.problems ?? [])];
  const read = (side: Side): readonly Statement[] | undefined =>
    module === undefined ? unreadable(entry.file, side) : readSide(tool, module, side, dialect, problems);
  const up = read('up');
  const down = module === undefined ? undefined : read('down');
  if (up === undefined && problems.length === 0) problems.push({ span: start, message: tool.withoutUp });
  return {
    module,
    migration: {
      id: entry.id,
      file: entry.file,
      files: [...new Set([...entry.files, ...(module?.followed() ?? [])])],
      chain: chain.name,
      framework: chain.framework,
      dialect: dialect.traits.name,
      up: up ?? [],
      ...(down === undefined ? {} : { down }),
      head: up?.[0]?.span ?? start,
      comments: module?.script.comments ?? [],
      problems,
    },
  };
}

function unreadable(file: string, side: Side): readonly Statement[] | undefined {
  const span: Span = { file, start: 0, end: 0 };
  const detail = `${file} cannot be read as text`;
  return [{ span, side, operations: [{ kind: 'Opaque', span, reason: 'unreadable-file', detail, text: file }] }];
}

/** `undefined`: there is no such side, or it only throws, which is no way back. */
function readSide(
  tool: ScriptTool,
  module: Module,
  side: Side,
  dialect: Dialect,
  problems: ReadProblem[],
): readonly Statement[] | undefined {
  const run = tool.run(module, side);
  if (run === undefined) return undefined;
  const { value, trace } = run;
  const textOf = (span: Span): string => (span.file === module.script.file ? sourceAt(module.script, span) : '');
  if (trace === undefined) {
    const detail = `what ${side} does is not known: ${describe(value)}`;
    problems.push({ span: value.at, message: `What ${side} does cannot be told: ${describe(value)}` });
    return [{ span: value.at, side, operations: [opaque(value.at, detail, textOf(value.at))] }];
  }
  if (trace.throws && trace.effects.length === 0) return side === 'up' ? [] : undefined;
  return trace.effects.flatMap((effect): readonly Statement[] => {
    const { at: span } = effect;
    const meaning = meaningOf(effect, { dialect, module, problems, obstacles: [] }, textOf(span), tool);
    if (meaning === undefined) return [];
    const { sql, operations } = meaning;
    const placed = operations.map((operation) => inPlace(operation, effect, tool));
    return [{ span, side, operations: placed, ...(sql === undefined ? {} : { sql }) }];
  });
}

function meaningOf(effect: Effect, reading: Reading, text: string, tool: ScriptTool): Meaning | undefined {
  if (effect.kind === 'opaque') return { operations: [opaque(effect.at, effect.reason, text)] };
  const meaning = tool.meaningOf(effect, reading);
  const [obstacle] = reading.obstacles;
  return obstacle === undefined
    ? meaning
    : { operations: [{ kind: 'Opaque', span: effect.at, reason: obstacle.reason, detail: obstacle.detail, text }] };
}

/** The operation under the conditions and in the loop in which its statement stands. */
function inPlace(operation: Operation, { conditions, repeated }: Effect, tool: ScriptTool): Operation {
  const guards = guardsOf(conditions, (value) => tool.questionOf?.(value));
  return {
    ...operation,
    ...(guards.length === 0 ? {} : { guards: [...guards, ...(operation.guards ?? [])] }),
    ...(repeated ? { repeated: true } : {}),
  };
}

function opaque(span: Span, detail: string, text: string): Operation {
  return { kind: 'Opaque', span, reason: 'not-recognised', detail, text };
}
