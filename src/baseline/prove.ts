import { performance } from 'node:perf_hooks';
import { hintFor } from '../engines/hints.ts';
import { nameKey } from '../model/names.ts';
import type { Origin } from '../model/schema.ts';
import type { Difference } from '../schema/differences.ts';
import { isOrderOfColumns } from '../schema/differences.ts';
import { breaksOf } from './breaks/index.ts';
import type { EngineChoice } from './execution/choose-engine.ts';
import type { Execution, Executed } from './execution/compare.ts';
import { execute } from './execution/execute.ts';
import type { Side, Sides } from './open-sides.ts';
import type { SourcePlace } from './place.ts';
import { placeOf } from './place.ts';
import type { Reading } from './reading/compare.ts';
import { compareByReading } from './reading/compare.ts';
import { lostRows, statementsOn } from './reading/lost-rows.ts';
import type { Origins } from './reading/origins.ts';
import { originsIn } from './reading/origins.ts';
import type { BaselineResult, DataStatement, Ignorable, LocatedDifference, Means, Verdict } from './result.ts';
import type { RowsDifference } from './result.ts';
import { withRenames } from './renamed.ts';
import { squashOf } from './squash.ts';
import { keysOf } from './subjects.ts';

export interface ProofRequest {
  readonly sides: Sides;
  readonly engine: EngineChoice;
  readonly ignored: readonly Ignorable[];
  /** The newest applied id of each environment. */
  readonly environments: readonly string[];
}

/** What one way of comparing came to. */
interface Comparison {
  readonly by: Means;
  readonly differences: readonly Difference[];
  readonly rows: readonly RowsDifference[];
  readonly leftOut: readonly DataStatement[];
  readonly unconfirmed: readonly Difference[];
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
}

/** Compares the two chains by reading, then by running both, which decides; and looks for what the squash breaks. */
export async function proveBaseline(request: ProofRequest): Promise<BaselineResult> {
  const startedAt = performance.now();
  const { sides, ignored } = request;
  const squash = squashOf(sides);
  const breaks = breaksOf(sides, squash, request.environments);
  const comparison = await compare(request);
  const isIgnored = (difference: Difference): boolean =>
    ignored.includes('column-order') && isOrderOfColumns(difference);
  const left = (list: readonly Difference[]): readonly Difference[] =>
    withRenames(list.filter((difference) => !isIgnored(difference)));
  const [differences, unconfirmed] = [left(comparison.differences), left(comparison.unconfirmed)];
  const { framework, source, dialect } = sides.new.chain;
  const locate = locator(sides);
  return {
    version: 1,
    verdict: verdictOf(comparison, differences),
    chain: { name: source.name, framework: framework.name, dialect: dialect.traits.name },
    old: { ...summaryOf(sides.old), squashed: squash.squashed.map(({ id }) => id) },
    new: { ...summaryOf(sides.new), base: squash.base.map(({ id }) => id) },
    by: comparison.by,
    differences: differences.map(locate),
    rows: comparison.rows,
    leftOut: comparison.leftOut,
    unconfirmed: unconfirmed.map(locate),
    breaks,
    reasons: comparison.reasons,
    ignored,
    notes: [...sides.notes, ...comparison.notes],
    durationMs: Math.round(performance.now() - startedAt),
  };
}

function verdictOf({ rows, reasons }: Comparison, differences: readonly Difference[]): Verdict {
  if (reasons.length > 0) return 'unproved';
  return differences.length + rows.length > 0 ? 'different' : 'equal';
}

function summaryOf({ where, chain }: Side): { readonly where: string; readonly migrations: number } {
  return { where, migrations: chain.migrations.length };
}

async function compare({ sides, engine }: ProofRequest): Promise<Comparison> {
  const { old, new: now } = sides;
  const reading = compareByReading(old.chain, now.chain);
  if (engine.kind === 'none') {
    return {
      by: { kind: 'reading', why: engine.why },
      differences: reading.differences,
      rows: lostRows(sides),
      leftOut: [],
      unconfirmed: [],
      reasons: [...(engine.wanted ? [] : [engine.why]), ...reading.gaps],
      notes: ['what DELETE and UPDATE leave of rows was not compared: that takes a run'],
    };
  }
  const { execution, version, roles } = await execute(engine, old.chain, now.chain);
  const by: Means = {
    kind: 'execution',
    engine: engine.called,
    ...(version === undefined ? {} : { version }),
  };
  const notes =
    roles.length === 0
      ? []
      : [`the roles ${roles.join(', ')} were made first: the chains name them and do not make them`];
  if ('message' in execution) {
    return {
      by,
      differences: reading.differences,
      rows: [],
      leftOut: [],
      unconfirmed: [],
      reasons: [failureOf(execution, sides)],
      notes,
    };
  }
  return { by, ...decided(execution, reading, sides), notes: [...notes, ...execution.notes] };
}

/** What execution found, and what reading alone took for a difference. */
function decided(execution: Executed, reading: Reading, sides: Sides): Omit<Comparison, 'by' | 'notes'> {
  const { traits } = sides.old.chain.dialect;
  const { differences, filled, gaps } = execution;
  const found = new Set(differences.flatMap(({ subject }) => keysOf(subject, traits)));
  const isConfirmed = ({ subject }: Difference): boolean => keysOf(subject, traits).some((key) => found.has(key));
  const changed = new Set(execution.rows.map(({ table }) => table));
  return {
    differences,
    rows: execution.rows.map(({ table, missing, added }) => ({
      table,
      missing: { count: missing.length, first: missing.slice(0, mostRows) },
      added: { count: added.length, first: added.slice(0, mostRows) },
      lost: statementsOn(sides, (key) => key === keyOfTable(table)),
    })),
    leftOut: statementsOn(sides, (key) => ![...changed, ...filled].some((table) => keyOfTable(table) === key)),
    unconfirmed: reading.differences.filter((difference) => !isConfirmed(difference)),
    reasons: gaps,
  };

  function keyOfTable(table: string): string {
    const [name = table, schema] = table.split('.').toReversed();
    return nameKey(traits, { ...(schema === undefined ? {} : { schema }), name });
  }
}

/** Rows that are listed of a table; the others are counted. */
const mostRows = 5;

/** The statement that broke off the run, with the engine's words and what they usually mean. */
function failureOf(execution: Exclude<Execution, Executed>, sides: Sides): string {
  const { which, origin, sql, message } = execution;
  const { file, line, migration } = placeOf(sides[which].files, origin);
  const hint = hintFor(message, sql);
  return [
    `${which === 'old' ? 'the old chain' : 'the squashed chain'} does not run to its end: ${migration} stops at ${file}:${line}`,
    `  ${message}`,
    ...(sql === undefined ? [] : [`  in: ${shortened(sql)}`]),
    ...(hint === undefined ? [] : [`  ${hint}`]),
  ].join('\n');
}

function shortened(sql: string): string {
  const line = sql.replaceAll(/\s+/gu, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 157)}...` : line;
}

/** Finds where a difference comes from: what the old chain does not have, it has dropped, or the squashed one has made. */
function locator({ old, new: now }: Sides): (difference: Difference) => LocatedDifference {
  let origins: { readonly old: Origins; readonly new: Origins } | undefined;
  return (difference) => {
    origins ??= { old: originsIn(old.chain), new: originsIn(now.chain) };
    const { subject } = difference;
    const dropped = origins.old.exactly(subject);
    const inOld = difference.old === undefined ? dropped : origins.old.of(subject);
    const inNew = inOld === undefined ? origins.new.of(subject) : undefined;
    const place = inOld === undefined ? at(now, inNew) : at(old, inOld);
    return { ...difference, ...(place === undefined ? {} : { place }) };
  };
}

function at({ files }: Side, origin: Origin | undefined): SourcePlace | undefined {
  return origin === undefined ? undefined : placeOf(files, origin);
}
