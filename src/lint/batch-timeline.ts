import { factsOf, together } from '../dialects/facts/effect.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import type { Batch, BatchStep, DurationClass, Explanation } from '../model/batch.ts';
import type { Facts } from '../model/facts.ts';
import type { Migration } from '../model/migration.ts';
import type { QualifiedName } from '../model/names.ts';
import { displayName } from '../model/names.ts';
import type { SizedTable } from '../model/table-size.ts';
import type { MigrationView, Step } from '../rules/rule.ts';
import { batchesOf } from './batches.ts';
import type { LoadedChain, Project } from './project.ts';
import { viewChain } from './project.ts';
import { sizeNotes } from './table-sizes.ts';
import { textOf, transactionNumbers } from './timeline.ts';

/** What the migrations that were asked for do, each batch of them statement by statement. */
export function explainProject(
  { chains, config, files, notes, memory }: Project,
  isAsked: (migration: Migration) => boolean,
  today: string,
): Explanation {
  const batches = chains.flatMap((chain) => {
    const groups = batchesOf(chain, isAsked);
    const wanted = new Set(groups.flat());
    const views = new Map(
      viewChain(chain, (migration) => wanted.has(migration), memory).map((view) => [view.migration, view]),
    );
    return groups.map((group) => {
      const own = group.flatMap((migration) => views.get(migration) ?? []);
      return batchTimeline(chain, own, isAsked);
    });
  });
  return { batches, notes: [...notes, ...sizeNotes(chains, config, today)], texts: textsOf(batches, files) };
}

function textsOf(batches: readonly Batch[], files: ProjectFiles): ReadonlyMap<string, string> {
  const paths = new Set(batches.flatMap(({ steps }) => steps.map(({ span }) => span.file)));
  return new Map([...paths].map((path) => [path, files.read(path) ?? '']));
}

function batchTimeline(
  chain: LoadedChain,
  views: readonly MigrationView[],
  isAsked: (migration: Migration) => boolean,
): Batch {
  const { source, framework, dialect, engineVersion, shipping, sizes } = chain;
  const transactions = transactionNumbers(dialect.traits);
  let last: Migration | undefined;
  const steps = views.flatMap((view) => {
    const { migration } = view;
    const staysOpen = framework.optingOut === 'beside' && migration.transaction === 'none';
    const goesOn = migration.transaction === 'whole-batch' && last?.transaction === 'whole-batch';
    if (!staysOpen && !goesOn) transactions.end();
    if (!staysOpen) last = migration;
    return byStatement(view.up).map((group): BatchStep => {
      const numbers = staysOpen ? [] : group.map((step) => transactions.of(step));
      return batchStep(group, migration, numbers.at(-1), dialect.write.bind(dialect));
    });
  });
  return {
    chain: source.name,
    framework: framework.title,
    dialect: dialect.traits.name,
    engineVersion,
    commitsAlone: !dialect.traits.transactionalDdl,
    migrations: views.map(({ migration }) => ({
      id: migration.id,
      file: migration.file,
      shipped: shipping.shipped.has(migration.id),
      asked: isAsked(migration),
      transaction: migration.transaction,
    })),
    steps,
    created: views.flatMap(({ up }) =>
      up.flatMap(({ operation, applied }) => (applied && operation.kind === 'CreateTable' ? [operation.table] : [])),
    ),
    sizes: sizes === undefined ? [] : sizesOf(steps, sizes.sizeOf),
    ...(sizes === undefined ? {} : { stats: { file: sizes.file, takenAt: sizes.statistics.takenAt } }),
  };
}

/** The operations of one SQL statement together; of a builder call, each is sent by itself. */
function byStatement(steps: readonly Step[]): readonly (readonly [Step, ...Step[]])[] {
  const groups: [Step, ...Step[]][] = [];
  for (const step of steps) {
    const group = groups.at(-1);
    if (group?.[0].statement === step.statement && step.statement.sql !== undefined) group.push(step);
    else groups.push([step]);
  }
  return groups;
}

function batchStep(
  group: readonly [Step, ...Step[]],
  { id }: Migration,
  transaction: number | undefined,
  write: LoadedChain['dialect']['write'],
): BatchStep {
  const [first] = group;
  const applied = group.filter((step) => step.applied);
  const opaque = applied.flatMap(({ operation }) => (operation.kind === 'Opaque' ? [operation.detail] : []));
  const facts = factsTogether(applied.flatMap((step) => step.facts ?? []));
  const isSql = first.statement.sql !== undefined;
  return {
    migration: id,
    span: isSql ? first.statement.span : first.operation.span,
    text: first.statement.sql ?? textOf(first, write(first.operation)),
    operations: group.map(({ operation }) => operation.kind),
    applied: applied.length > 0,
    duration: durationOf(applied, facts),
    onlyIf: conditionsOf(group),
    ...(facts === undefined ? {} : { facts }),
    ...(opaque.length === 0 ? {} : { opaque: opaque.join('; ') }),
    ...(transaction === undefined ? {} : { transaction }),
  };
}

/** The facts of several operations as those of one statement; a lock that blocks more is the stronger one. */
function factsTogether(all: readonly Facts[]): Facts | undefined {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first;
  const modes = all
    .flatMap(({ locks }) => locks)
    .toSorted((one, other) => one.blocks.length - other.blocks.length)
    .map(({ mode }) => mode);
  return factsOf(together(all.map((one) => ({ ...one, growsWithRows: one.duration === 'grows-with-rows' }))), modes);
}

function durationOf(applied: readonly Step[], facts: Facts | undefined): DurationClass {
  if (facts?.duration === 'grows-with-rows') return facts.duration;
  return applied.some((step) => step.facts === undefined) ? 'unknown' : 'instant';
}

function conditionsOf(group: readonly Step[]): readonly string[] {
  const conditions = group.flatMap(({ operation }) =>
    (operation.guards ?? []).flatMap((guard) => (guard.kind === 'condition' ? [guard.text] : [])),
  );
  return [...new Set(conditions)];
}

function sizesOf(
  steps: readonly BatchStep[],
  sizeOf: (table: QualifiedName) => { readonly rows?: number; readonly bytes?: number } | undefined,
): readonly SizedTable[] {
  const tables = new Map(
    steps
      .flatMap(({ facts }) =>
        facts === undefined ? [] : [...facts.locks.map(({ table }) => table), ...facts.rewrites, ...facts.scans],
      )
      .map((table) => [displayName(table), table]),
  );
  return [...tables.values()].flatMap((name) => {
    const size = sizeOf(name);
    if (size === undefined) return [];
    const { rows, bytes } = size;
    return [{ name, ...(rows === undefined ? {} : { rows }), ...(bytes === undefined ? {} : { bytes }) }];
  });
}
