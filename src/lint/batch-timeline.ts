import { factsOf, together } from '../dialects/facts/effect.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import type { Batch, BatchStep, DurationClass, Explanation } from '../model/batch.ts';
import type { Facts } from '../model/facts.ts';
import type { Migration } from '../model/migration.ts';
import type { QualifiedName } from '../model/names.ts';
import { displayName, nameKey, sameName, samePart } from '../model/names.ts';
import { findTable } from '../model/schema.ts';
import type { SizedTable, SizeOf } from '../model/table-size.ts';
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
  const ids = new Set(views.map(({ migration }) => migration.id));
  let last: Migration | undefined;
  // A view can be made anew whenever somebody looks: each is looked at once.
  const parts = views.map(({ migration, up }) => {
    const staysOpen = framework.optingOut === 'beside' && migration.transaction === 'none';
    const goesOn = migration.transaction === 'whole-batch' && last?.transaction === 'whole-batch';
    if (!staysOpen && !goesOn) transactions.end();
    if (!staysOpen) last = migration;
    const steps = byStatement(up.filter(isSent)).map((group): BatchStep => {
      const numbers = staysOpen ? [] : group.map((step) => transactions.of(step));
      return batchStep(group, migration, numbers.at(-1), { ids, write: (operation) => dialect.write(operation) });
    });
    const created = up.flatMap(({ operation, applied, before }) =>
      applied && operation.kind === 'CreateTable' ? [plainName(operation.table, before)] : [],
    );
    return { steps, created, indexes: up.flatMap(lockedIndexes) };
  });
  const steps = parts.flatMap((part) => part.steps);
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
    created: parts.flatMap(({ created }) => created),
    indexes: distinct(parts.flatMap(({ indexes }) => indexes)),
    sizes: sizes === undefined ? [] : sizesOf(steps, sizes.sizeOf),
    ...(sizes === undefined ? {} : { stats: { file: sizes.file, takenAt: sizes.statistics.takenAt } }),
  };
}

/** GO ends a batch for the client, and no server hears of it. */
function isSent({ operation }: Step): boolean {
  return operation.kind !== 'NoChange' || operation.statement.toUpperCase() !== 'GO';
}

/** A name without the default schema, so that each table has one name. */
function plainName({ schema, name }: QualifiedName, { traits }: Pick<Step['before'], 'traits'>): QualifiedName {
  const isDefault =
    schema === undefined || (traits.defaultSchema !== undefined && samePart(traits, schema, traits.defaultSchema));
  return isDefault ? { name } : { schema, name };
}

function withPlainNames(facts: Facts, { before }: Step): Facts {
  return {
    ...facts,
    locks: facts.locks.map((lock) => ({ ...lock, table: plainName(lock.table, before) })),
    rewrites: facts.rewrites.map((table) => plainName(table, before)),
    scans: facts.scans.map((table) => plainName(table, before)),
  };
}

/** Indexes among what a step locks, by the schema or, where that does not know them, by what is done to them. */
function lockedIndexes({ operation, facts, before }: Step): readonly QualifiedName[] {
  const { traits } = before;
  const own = operation.kind === 'DropIndex' || operation.kind === 'RenameIndex' ? [operation.name] : [];
  const isIndex = (name: QualifiedName): boolean =>
    before.indexTables.has(nameKey(traits, name)) || own.some((index) => sameName(traits, index, name));
  return (facts?.locks ?? []).flatMap(({ table }) =>
    findTable(before, table) === undefined && isIndex(table) ? [plainName(table, before)] : [],
  );
}

function distinct(names: readonly QualifiedName[]): readonly QualifiedName[] {
  return [...new Map(names.map((name) => [displayName(name), name])).values()];
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

/** What a statement is told in: the migrations of the batch, and how an operation is written. */
interface Surroundings {
  readonly ids: ReadonlySet<string>;
  readonly write: LoadedChain['dialect']['write'];
}

function batchStep(
  group: readonly [Step, ...Step[]],
  { id }: Migration,
  transaction: number | undefined,
  { ids, write }: Surroundings,
): BatchStep {
  const [first] = group;
  const applied = group.filter((step) => step.applied);
  const opaque = applied.flatMap(({ operation }) => (operation.kind === 'Opaque' ? [operation.detail] : []));
  const facts = factsTogether(
    applied.flatMap((step) => (step.facts === undefined ? [] : [withPlainNames(step.facts, step)])),
  );
  const isSql = first.statement.sql !== undefined;
  return {
    migration: id,
    span: isSql ? first.statement.span : first.operation.span,
    text: first.statement.sql ?? textOf(first, write(first.operation)),
    operations: group.map(({ operation }) => operation.kind),
    applied: applied.length > 0,
    duration: durationOf(applied, ids),
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

function durationOf(applied: readonly Step[], ids: ReadonlySet<string>): DurationClass {
  if (applied.some((step) => step.facts?.duration === 'grows-with-rows' && !isOnNothing(step, ids))) {
    return 'grows-with-rows';
  }
  return applied.some((step) => step.facts === undefined) ? 'unknown' : 'instant';
}

/** Whether all that is worked through is new and has no rows; a key of such a table has nothing to look up in another one. */
function isOnNothing({ operation, facts, before }: Step, ids: ReadonlySet<string>): boolean {
  const isEmpty = (name: QualifiedName): boolean => {
    const table = findTable(before, name);
    return table !== undefined && !table.populated && ids.has(table.origin.migration);
  };
  if (operation.kind === 'AddForeignKey' && isEmpty(operation.table)) return true;
  const tables = [...(facts?.rewrites ?? []), ...(facts?.scans ?? [])];
  return tables.length > 0 && tables.every(isEmpty);
}

function conditionsOf(group: readonly Step[]): readonly string[] {
  const conditions = group.flatMap(({ operation }) =>
    (operation.guards ?? []).flatMap((guard) => (guard.kind === 'condition' ? [guard.text] : [])),
  );
  return [...new Set(conditions)];
}

function sizesOf(steps: readonly BatchStep[], sizeOf: SizeOf): readonly SizedTable[] {
  const tables = distinct(
    steps.flatMap(({ facts }) =>
      facts === undefined ? [] : [...facts.locks.map(({ table }) => table), ...facts.rewrites, ...facts.scans],
    ),
  );
  return tables.flatMap((name) => {
    const size = sizeOf(name);
    if (size === undefined) return [];
    const { rows, bytes } = size;
    return [{ name, ...(rows === undefined ? {} : { rows }), ...(bytes === undefined ? {} : { bytes }) }];
  });
}
