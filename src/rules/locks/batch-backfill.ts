import type { DialectName, QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findColumn, findTable, primaryKeyOf } from '../../model/schema.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import { changeInBatches } from '../rewrites/columns.ts';
import { transactionsOf } from '../transactions.ts';
import { isWhole } from '../whole-table.ts';
import { listedBriefly, withCode } from '../words.ts';
import { carriesOver } from '../workflow/temporary-column.ts';
import { locksInUse } from './existing-tables.ts';
import type { SizeContext } from './small-tables.ts';
import { isSmall, smallTables } from './small-tables.ts';

type Change = Operation<'UpdateRows' | 'DeleteRows'>;

export default defineRule({
  name: 'batch-backfill',
  category: 'locks',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'Every row of a table in use is changed by one statement, in the transaction that changes the schema',
  rewrites: true,
  dialects: ['postgres', 'mysql', 'sqlserver'],
  like: {
    pgfence: ['update-in-migration'],
  },
  options: smallTables,
  on: {
    migration(view, context) {
      // Where DDL commits by itself the schema is no part of the transaction, but the deploy waits for the rows all the same.
      const groups = view.before.traits.transactionalDdl
        ? transactionsOf(view.up)
        : [view.up.filter(({ applied }) => applied)];
      for (const steps of groups) {
        const locked = lockedByChanges(steps, context);
        if (locked.length === 0) continue;
        for (const step of steps) {
          if (reachesAll(step, view, context)) report(step, locked, view, context);
        }
      }
    },
  },
});

/** The tables in use that changes of the schema lock, for a moment or for longer. */
function lockedByChanges(steps: readonly Step[], context: Context): readonly QualifiedName[] {
  const locks = steps.flatMap((step) => (changesRows(step.operation) ? [] : locksInUse(step, context)));
  return [...new Map(locks.map(({ table }) => [displayName(table), table])).values()];
}

function changesRows({ kind }: Operation): boolean {
  return kind === 'UpdateRows' || kind === 'DeleteRows' || kind === 'InsertRows' || kind === 'MergeRows';
}

function reachesAll(step: Step, view: MigrationView, context: SizeContext): boolean {
  const { operation, before } = step;
  if (operation.kind !== 'UpdateRows' && operation.kind !== 'DeleteRows') return false;
  const isBatch = operation.limited === true || operation.repeated === true;
  const isTemporary = findTable(before, operation.table)?.temporary === true;
  if (carriesOver(step, view.up) || isSmall(operation.table, context)) return false;
  return !isBatch && !isTemporary && isWhole(operation, before, view) && !context.isNew(operation.table, before);
}

function report(step: Step, locked: readonly QualifiedName[], view: MigrationView, context: Context): void {
  const { operation, before, facts } = step;
  if (operation.kind !== 'UpdateRows' && operation.kind !== 'DeleteRows') return;
  const { table, span } = operation;
  const name = displayName(table);
  const how = operation.kind === 'UpdateRows' ? 'updated' : 'deleted';
  const batch = batchOf(operation, before, context.dialect);
  const rewrite = context.dialect === 'postgres' ? changeInBatches(step, operation, view) : undefined;
  context.report({
    at: span,
    message: `every row of ${name} is ${how} in one statement, in the migration that changes ${listedBriefly(locked.map(displayName))}`,
    why: whyIn[context.dialect](name, listedBriefly(locked.map(displayName))),
    remedy: withCode(
      'change the schema in this migration and the rows in a later one, outside of a transaction, in batches that are committed one by one; the first of them:',
      batch === undefined ? undefined : context.write([batch]),
      'change the schema in this migration and the rows in a later one, outside of a transaction, in batches of some thousand rows that are committed one by one',
    ),
    ...(facts === undefined ? {} : { facts }),
    ...(rewrite === undefined ? {} : { rewrite }),
  });
}

const whyIn: Readonly<Record<DialectName, (table: string, locked: string) => string>> = {
  postgres: (table, locked) =>
    `the locks of the schema change on ${locked} are held until the last row is written, and every row of ${table} is locked against other writes meanwhile; a second version of each row is left for VACUUM`,
  mysql: (table) =>
    `every row of ${table} stays locked against other writes until the last one is written, all of them are kept for a rollback, and replicas lag behind for as long`,
  sqlserver: (table, locked) =>
    `the locks of the schema change on ${locked} are held until the last row is written; from some 5,000 rows on ${table} is locked as a whole, and the log grows by every row`,
  sqlite: () => 'nobody else can write to the database until the last row is written',
};

/** The same for a range of keys; `undefined`: the key is not one number. */
function batchOf(operation: Change, before: Schema, dialect: DialectName): Operation | undefined {
  const [key, ...more] = primaryKeyOf(findTable(before, operation.table))?.columns ?? [];
  if (key === undefined || more.length > 0) return undefined;
  if (findColumn(before, operation.table, key)?.type.family !== 'integer') return undefined;
  const quoted = /^[a-z_][a-z0-9_]*$/.test(key) ? key : quotedIn[dialect](key);
  const range = `${quoted} > 0 AND ${quoted} <= 5000`;
  return { ...operation, where: operation.where === undefined ? range : `${operation.where} AND ${range}` };
}

const quotedIn: Readonly<Record<DialectName, (name: string) => string>> = {
  postgres: (name) => `"${name.replaceAll('"', '""')}"`,
  mysql: (name) => `\`${name.replaceAll('`', '``')}\``,
  sqlserver: (name) => `[${name.replaceAll(']', ']]')}]`,
  sqlite: (name) => `"${name.replaceAll('"', '""')}"`,
};
