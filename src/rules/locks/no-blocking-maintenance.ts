import type { Facts } from '../../model/facts.ts';
import type { DialectName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import { indexColumns } from '../../model/table.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, Step, StepContext } from '../rule.ts';
import { blocking, listed, withArticle, withCode } from '../words.ts';
import { blocksUse, placeOf } from './existing-tables.ts';
import type { SizeContext } from './small-tables.ts';
import { isSmallWork, smallTables } from './small-tables.ts';

type Upkeep = Operation<'Maintenance' | 'RefreshView'>;

export default defineRule({
  name: 'no-blocking-maintenance',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'Upkeep writes a table or a materialized view anew while nobody can use it',
  like: {
    squawk: ['prefer-repack'],
    pgfence: ['vacuum-full', 'refresh-matview-blocking'],
  },
  options: smallTables,
  on: {
    Maintenance: judge,
    RefreshView: judge,
  },
});

function judge(operation: Upkeep, step: Step, context: StepContext & SizeContext): void {
  const { facts } = step;
  if (!step.applied || facts === undefined || facts.duration === 'instant' || isSmallWork(facts, context)) return;
  const locks = facts.locks.filter((lock) => blocksUse(lock) && !context.isUnused(lock.table, step.before));
  // A concurrent refresh keeps only other writers away, of which a materialized view has none.
  const isHarmless = operation.kind === 'RefreshView' && operation.concurrently;
  const [lock] = locks;
  if (lock === undefined || isHarmless) return;
  const places = [...new Set(locks.map(placeOf))];
  context.report({
    at: operation.span,
    message: `${titleOf(operation)} blocks ${blocking(lock.blocks)} on ${listed(places)}`,
    why: `${reasonOf(facts)}, all of it under ${withArticle(lock.mode)} lock, which takes the longer the more rows there are`,
    remedy:
      operation.kind === 'RefreshView'
        ? remedyForView(operation, step.before, context)
        : remedyIn[context.dialect](operation),
    facts,
  });
}

function titleOf(operation: Upkeep): string {
  if (operation.kind === 'RefreshView') return `refreshing ${displayName(operation.name)}`;
  const { command, full, tables } = operation;
  const words = full && command.toLowerCase() === 'vacuum' ? 'VACUUM FULL' : command.toUpperCase();
  return tables.length === 0 ? words : `${words} of ${listed(tables.map(displayName))}`;
}

function reasonOf({ because, rewrites }: Facts): string {
  return because ?? (rewrites.length > 0 ? 'every row is written anew' : 'every row is looked at');
}

const remedyIn: Readonly<Record<DialectName, (operation: Operation<'Maintenance'>) => string>> = {
  postgres: ({ command }) =>
    command.toLowerCase() === 'cluster'
      ? 'take it out of the migration: pg_repack --order-by writes the rows in that order while the table is in use'
      : 'take it out of the migration: plain VACUUM makes the space usable again without blocking anyone, and pg_repack or pg_squeeze gives it back while the table is in use',
  mysql: () =>
    'take it out of the migration: do it in a maintenance window, or with pt-online-schema-change or gh-ost, which copy the table while it is in use',
  sqlserver: () => 'take it out of the migration, and do it in a maintenance window',
  sqlite: () =>
    'take it out of the migration, and do it when nothing else uses the database; PRAGMA incremental_vacuum gives space back in small steps',
};

function remedyForView(operation: Operation<'RefreshView'>, before: Schema, context: Context): string {
  const better: Operation = { ...operation, concurrently: true };
  const known = before.views.get(nameKey(before.traits, operation.name));
  const indexes = known?.indexes ?? findTable(before, operation.name)?.indexes ?? [];
  const isReady = indexes.some(
    (index) => index.unique && index.where === undefined && indexColumns(index).length === index.parts.length,
  );
  if (isReady) {
    return withCode('refresh it while it is read:', context.write([better]), 'REFRESH MATERIALIZED VIEW CONCURRENTLY');
  }
  return withCode(
    'give it a unique index over plain columns once, without WHERE; then it can be refreshed while it is read:',
    context.write([better]),
    'give it a unique index over plain columns once, then REFRESH MATERIALIZED VIEW CONCURRENTLY',
  );
}
