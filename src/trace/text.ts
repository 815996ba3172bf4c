import pc from 'picocolors';
import { lockModes } from '../dialects/postgres/facts/locks.ts';
import { hintFor } from '../engines/hints.ts';
import type { Facts } from '../model/facts.ts';
import type { QualifiedName } from '../model/names.ts';
import { displayName } from '../model/names.ts';
import { logText } from '../report/inert.ts';
import { indexLines } from '../model/span.ts';
import type { Observation, ObservedLock } from './observation.ts';
import type { Trace, TracedStatement, TraceFailure } from './trace.ts';

export interface TextOptions {
  readonly color: boolean;
  /** For people: `PGlite`. */
  readonly engine: string;
  readonly read: (file: string) => string | undefined;
}

/** A trace for people: each statement with what was predicted beside what was observed. */
export function traceText(trace: Trace, options: TextOptions): string {
  const { bold, dim } = pc.createColors(options.color);
  const head = `${bold(logText(trace.chain))}  ${dim(`PostgreSQL ${trace.version} (${options.engine})`)}`;
  const migrations = [...new Set(trace.statements.map(({ migration }) => migration))];
  const blocks = migrations.map((migration) => {
    const own = trace.statements.filter((statement) => statement.migration === migration);
    return [bold(logText(migration)), ...own.map((statement) => statementText(statement, options))].join('\n\n');
  });
  const parts = [
    head,
    seededText(trace),
    ...blocks,
    ...(trace.failure === undefined ? [] : [failureText(trace.failure, trace.seeded.tables > 0, options)]),
    summary(trace, options),
  ];
  return `${parts.join('\n\n')}\n`;
}

function seededText({ rows, seeded }: Trace): string {
  const filled = `${seeded.tables} ${seeded.tables === 1 ? 'table has' : 'tables have'} up to ${count(rows)} rows`;
  const empty = seeded.empty.map(({ table, reason }) => logText(`  ${table} stayed empty: ${reason}`));
  return [filled, ...empty].join('\n');
}

function statementText(statement: TracedStatement, { color, read }: TextOptions): string {
  const { bold, dim, green, red, yellow } = pc.createColors(color);
  const { predicted, observed, mismatches, span } = statement;
  const mark = predicted === undefined ? yellow('?') : mismatches.length === 0 ? green('✓') : red('✗');
  const line = indexLines(read(span.file) ?? '').position(span.start).line;
  const bounds = statement.inTransaction ? 'in a transaction' : 'by itself';
  const rows = table(
    ['', 'predicted', 'observed'],
    [
      ['locks', predicted === undefined ? ['nothing is known'] : predictedLocks(predicted), observedLocks(observed)],
      ['rewrites', predicted === undefined ? [] : names(predicted.rewrites), observedRewrites(observed)],
      ['scans', predicted === undefined ? [] : names(predicted.scans), observedScans(observed)],
    ],
  );
  return [
    `  ${mark} ${bold(oneLine(statement.sql))}`,
    dim(logText(`    ${span.file}:${line}, ${bounds}, ${statement.milliseconds.toFixed(1)} ms`)),
    ...rows.map((row, at) => `      ${at === 0 ? dim(row) : logText(row)}`),
    ...mismatches.map(({ message }) => red(logText(`      ${message}`))),
  ].join('\n');
}

function predictedLocks({ locks }: Facts): readonly string[] {
  return locks.map(({ table: locked, mode }) => `${displayName(locked)}: ${mode}`).toSorted();
}

/** The strongest lock on each, and none of those on indexes and sequences that follow their table. */
function observedLocks({ locks }: Observation): readonly string[] {
  if (locks === undefined) return ['cannot be observed: this engine has one session'];
  const byTable = new Map<string, ObservedLock[]>();
  for (const lock of locks) {
    const name = displayName(lock.table);
    byTable.set(name, [...(byTable.get(name) ?? []), lock]);
  }
  const lines = [...byTable].flatMap(([name, held]) => {
    const [first] = held;
    const follows = first?.owner !== undefined && byTable.has(displayName(first.owner));
    const fresh = held.filter(({ isNew }) => isNew).map(({ mode }) => mode);
    if (follows) return [];
    return [`${name}: ${fresh.length === 0 ? `${last(held.map(({ mode }) => mode))}, held before` : last(fresh)}`];
  });
  return lines.toSorted();
}

function last(modes: readonly string[]): string {
  return modes.toSorted((one, other) => lockModes.indexOf(one) - lockModes.indexOf(other)).at(-1) ?? '';
}

function observedRewrites({ rewrites, emptied, rebuiltIndexes, rewrittenToast }: Observation): readonly string[] {
  return [
    ...names(rewrites),
    ...names(emptied).map((name) => `${name}: a new file without rows`),
    ...names(rewrittenToast).map((name) => `${name}: its TOAST table`),
    ...names(rebuiltIndexes).map((name) => `index ${name}`),
  ];
}

function observedScans({ scans }: Observation): readonly string[] {
  if (scans === undefined) return ['cannot be observed before PostgreSQL 15'];
  return scans.map(({ table: read, rows, byIndex }) => {
    const how = byIndex ? ' by an index' : '';
    return `${displayName(read)}: ${count(rows)} ${rows === 1 ? 'row' : 'rows'}${how}`;
  });
}

/** Rows of three columns, as long as the longest of their lists. */
function table(
  head: readonly [string, string, string],
  rows: readonly (readonly [label: string, predicted: readonly string[], observed: readonly string[]])[],
): readonly string[] {
  const cells = rows
    .filter(([, predicted, observed]) => predicted.length + observed.length > 0)
    .flatMap(([label, predicted, observed]) =>
      Array.from({ length: Math.max(predicted.length, observed.length) }, (_, at) => [
        at === 0 ? label : '',
        predicted[at] ?? (at === 0 ? 'none' : ''),
        observed[at] ?? (at === 0 ? 'none' : ''),
      ]),
    );
  if (cells.length === 0) return ['nothing, as predicted'];
  const all = [head, ...cells];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function failureText(
  { migration, span, sql, message }: TraceFailure,
  isSeeded: boolean,
  { color, read }: TextOptions,
): string {
  const { red } = pc.createColors(color);
  const line = indexLines(read(span.file) ?? '').position(span.start).line;
  const hint = hintFor(message, sql) ?? (isSeeded ? madeUp : undefined);
  return [
    red(logText(`${migration} could not be run: ${message}`)),
    logText(`  ${span.file}:${line}`),
    ...(sql === undefined ? [] : [`  ${oneLine([sql])}`]),
    ...(hint === undefined ? [] : [logText(`  ${hint}`)]),
  ].join('\n');
}

const madeUp = 'the rows of its tables were made up: where yours hold to it, trace it on empty tables with --rows 0';

function summary({ statements }: Trace, { color }: TextOptions): string {
  const { red, yellow } = pc.createColors(color);
  const unknown = statements.filter(({ predicted }) => predicted === undefined);
  const wrong = statements.filter(({ mismatches }) => mismatches.length > 0);
  const right = statements.length - unknown.length - wrong.length;
  return [
    `${statements.length} ${statements.length === 1 ? 'statement' : 'statements'}: ${right} as predicted, ${wrong.length} not, ${unknown.length} without a prediction`,
    ...(unknown.length === 0 ? [] : [yellow('Nothing predicted:'), ...unknown.map(({ sql }) => `  ${oneLine(sql)}`)]),
    ...(wrong.length === 0
      ? []
      : [
          red(
            'What is not as predicted is a mistake of mig-lint: report it at https://github.com/mig-lint/mig-lint/issues',
          ),
        ]),
  ].join('\n');
}

const longest = 100;

function oneLine(sql: readonly string[]): string {
  const line = logText(sql.join('; ')).replaceAll(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

function names(list: readonly QualifiedName[]): readonly string[] {
  return list.map(displayName);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
