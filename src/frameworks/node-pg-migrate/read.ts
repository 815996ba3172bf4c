import { lookUp } from '../../model/look-up.ts';
import type { Migration, ReadProblem, Side, Statement } from '../../model/migration.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import type { Module, Surroundings } from '../javascript/index.ts';
import { host, openModule } from '../javascript/index.ts';
import type { ModuleReader } from '../javascript/migrations/migration.ts';
import { readModule } from '../javascript/migrations/migration.ts';
import type { Meaning, Reading } from '../javascript/migrations/reading.ts';
import { notKnown } from '../javascript/migrations/reading.ts';
import { readSide } from '../javascript/migrations/sides.ts';
import type { SideSource } from '../javascript/migrations/sides.ts';
import { readSql } from '../javascript/migrations/sql.ts';
import type { ChainEffect } from '../javascript/trace.ts';
import type { Link, Value } from '../javascript/value.ts';
import { option } from '../javascript/migrations/arguments.ts';
import { operations } from './operations.ts';
import { isSql, readSqlFile } from './sql-files.ts';
import type { Writing } from './values.ts';
import { packages, raw, writing } from './values.ts';

/** What is found out on the way through one migration. */
interface Findings {
  readonly shorthands: Map<string, Value>;
  /** Calls of `pgm.db`, which run at once: what the other calls make is run when the function has ended. */
  readonly immediate: Set<number>;
  /** Calls that the tool cannot turn round. */
  readonly irreversible: ReadProblem[];
  leavesTransaction: boolean;
}

/** Reads one migration; the JavaScript reader must have been prepared. */
export function readMigration(entry: MigrationEntry, context: ReadContext): Migration {
  const { files, chain, dialect } = context;
  const mode = chain.transaction ?? 'whole-batch';
  if (isSql(entry.file)) return { ...readSqlFile(entry, context), transaction: mode };

  const surroundings: Surroundings = { files, runs: 'on-call', packages };
  const findings: Findings = {
    shorthands: new Map(),
    immediate: new Set(),
    irreversible: [],
    leavesTransaction: false,
  };
  // Shorthands of earlier migrations are known in the later ones.
  for (const file of entry.files.slice(1)) takeShorthands(openModule(file, surroundings), findings);
  const { module, migration } = readModule(readerFor(findings, false), surroundings, entry, context);
  const { problems, comments } = migration;
  const down =
    migration.down ?? inferred(module, { module, dialect, problems: [...problems], comments: [...comments] });

  /** What the tool makes of `up` when there is no `down`: every call turned round, the last one first. */
  function inferred(
    known: Module | undefined,
    own: { readonly module: Module | undefined; readonly dialect: ReadContext['dialect'] } & {
      readonly problems: ReadProblem[];
      readonly comments: Migration['comments'][number][];
    },
  ): readonly Statement[] | undefined {
    const source = known === undefined || known.exported('down') !== undefined ? undefined : sourceOf(known, 'up');
    if (known === undefined || source === undefined) return undefined;
    const statements = readSide(
      { ...source, side: 'down' },
      { ...own, module: known, reader: readerFor(findings, true) },
    );
    return findings.irreversible.length > 0 ? undefined : statements?.toReversed();
  }

  return {
    ...migration,
    up: inOrder(migration.up, findings),
    ...(down === undefined ? {} : { down: migration.down === undefined ? down : inOrder(down, findings) }),
    problems: [...problems, ...findings.irreversible],
    transaction: findings.leavesTransaction ? 'none' : mode,
  };
}

function inOrder(statements: readonly Statement[], { immediate }: Findings): readonly Statement[] {
  const isFirst = ({ span }: Statement): boolean => immediate.has(span.start);
  return [...statements.filter(isFirst), ...statements.filter((statement) => !isFirst(statement))];
}

function takeShorthands(module: Module | undefined, { shorthands }: Findings): void {
  const found = module?.exported('shorthands');
  if (found?.kind !== 'object') return;
  for (const [key, { value }] of found.entries) shorthands.set(key, value);
}

function sourceOf(module: Module, side: Side): Omit<SideSource, 'side'> | undefined {
  const value = module.exported(side);
  // `down = false` says that there is no way back.
  if (value === undefined || (side === 'down' && value.kind === 'boolean')) return undefined;
  return { value, args: [host('pgm', value.at), host('run', value.at)] };
}

function readerFor(findings: Findings, isReversed: boolean): ModuleReader {
  return {
    withoutUp: 'The file exports no up: node-pg-migrate refuses it',
    sourceOf: (module, side) => {
      takeShorthands(module, findings);
      return sourceOf(module, side);
    },
    meaningOf: (effect, reading) => meaningOf(effect, reading, findings, isReversed),
    questionOf: () => undefined,
  };
}

/** Calls on `pgm` that make no SQL. */
const withoutSql: ReadonlySet<string> = new Set(['func', 'isUsingTransaction', 'getSql', 'getSqlSteps']);

function meaningOf(
  { chain, at }: ChainEffect,
  reading: Reading,
  findings: Findings,
  isReversed: boolean,
): Meaning | undefined {
  const call = chain.links.find(({ form }) => form === 'call');
  if (chain.root !== 'pgm' || call === undefined || withoutSql.has(call.name)) return undefined;
  if (call.name === 'noTransaction') {
    if (!isReversed) findings.leavesTransaction = true;
    return undefined;
  }
  const pg = writing(at, findings.shorthands, reading);
  if (chain.links[0]?.name === 'db') return queryMeaning(call, pg, findings, isReversed);
  const operation = lookUp(operations, call.name);
  if (operation === undefined) {
    notKnown(reading, `pgm.${call.name}`);
    return undefined;
  }
  const write = isReversed ? operation.reverse : operation.write;
  if (write === undefined) {
    cannotReverse(`pgm.${call.name}()`, at, findings);
    return undefined;
  }
  const sql = write(call.arguments, pg);
  return readSql(sql, at, reading);
}

/** `pgm.db.query(text)`, or with `{ text, values }`. */
function queryMeaning(call: Link, pg: Writing, findings: Findings, isReversed: boolean): Meaning | undefined {
  const { at, reading } = pg;
  if (isReversed) {
    cannotReverse(`pgm.db.${call.name}()`, at, findings);
    return undefined;
  }
  findings.immediate.add(at.start);
  const [query] = call.arguments;
  return readSql(raw(option(query, 'text') ?? query, 'the SQL', pg), at, reading);
}

function cannotReverse(call: string, span: Span, { irreversible }: Findings): void {
  irreversible.push({
    span,
    message: `There is no down, and node-pg-migrate cannot infer the way back of ${call}`,
    remedy: 'export down, or say export const down = false',
  });
}
