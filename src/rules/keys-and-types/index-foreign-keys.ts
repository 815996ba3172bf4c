import { displayName, sameName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Named, Table } from '../../model/schema.ts';
import { findTable, foreignKeysOf } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import type { ForeignKey } from '../../model/table.ts';
import { changedTables } from '../changed-tables.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView } from '../rule.ts';
import { listed, withCode } from '../words.ts';
import { isIndexed } from './index-coverage.ts';
import { conventionalName, conventionIn, conventions } from './naming-conventions.ts';

export default defineRule({
  name: 'index-foreign-keys',
  category: 'keys-and-types',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'A foreign key whose columns no index begins with',
  like: {
    eugene: ['E15'],
    pgfence: ['fk-missing-index'],
  },
  options: noOptions,
  on: {
    migration(view, context) {
      const { traits } = view.after;
      for (const table of changedTables(view)) {
        // Of a table that the chain did not make, there can be indexes that the chain does not know.
        if (!table.complete) continue;
        const old = findTable(view.before, table.name);
        for (const key of foreignKeysOf(table)) {
          if (isIndexed(table, key.columns, traits)) continue;
          if (key.origin.migration === view.migration.id) {
            report(table, key, key.origin.span, view, context);
          } else if (old !== undefined && isIndexed(old, key.columns, traits)) {
            const drop = dropIn(view, table);
            if (drop !== undefined) report(table, key, drop, view, context);
          }
        }
      }
    },
  },
});

/** Where the migration takes an index of the table away. */
function dropIn({ up }: MigrationView, { name }: Table): Span | undefined {
  return up.find(({ operation, before, after }) => {
    if (operation.kind !== 'DropIndex' && operation.kind !== 'DropConstraint') return false;
    return findTable(before, name) !== findTable(after, name);
  })?.operation.span;
}

function report(table: Table, key: Named<ForeignKey>, at: Span, view: MigrationView, context: Context): void {
  const { dialect, write, isUnused } = context;
  const on = `${displayName(table.name)} (${key.columns.join(', ')})`;
  const inUse = !isUnused(table.name, view.after);
  const concurrently = dialect === 'postgres' && inUse;
  const create: Operation = {
    kind: 'CreateIndex',
    span: at,
    table: table.name,
    index: { name: nameFor(table, key, view), parts: key.columns.map((column) => ({ column })), unique: false },
    concurrently,
  };
  const target = displayName(key.target);
  context.report({
    at,
    message: `no index of ${displayName(table.name)} begins with ${listed(key.columns)}, which the foreign key ${key.name} needs`,
    why: `each delete in ${target}, and each change of its key, looks for rows that point there, and reads the whole of ${displayName(table.name)} for it${sameName(view.after.traits, key.target, table.name) ? '' : `; so do joins from ${target}`}`,
    remedy: withCode(
      concurrently ? 'add an index, in a migration of its own outside of a transaction:' : 'add an index:',
      write([create]),
      `add an index on ${on}`,
    ),
  });
}

function nameFor(table: Table, key: Named<ForeignKey>, { after }: MigrationView): string {
  const usual = after.traits.name === 'sqlserver' ? conventions.ef : conventions.postgres;
  const part = { of: 'index', name: '', table: table.name, columns: key.columns, origin: key.origin } as const;
  const own = conventionalName(part, conventionIn(after), after.traits);
  return own ?? conventionalName(part, usual, after.traits) ?? key.name;
}
