import { optional, picklist, strictObject } from 'valibot';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, sameName, samePart } from '../../model/names.ts';
import { tableOfIndex } from '../../model/schema.ts';
import { indexColumns } from '../../model/table.ts';
import { defineRule } from '../define-rule.ts';
import type { MigrationView, Step } from '../rule.ts';
import { counted, listed } from '../words.ts';

export default defineRule({
  name: 'one-table-per-migration',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration changes the schema of more than one table',
  options: strictObject({
    /** `create-with-children` lets a key or an index on another table pass that only serves a table created here. */
    count: optional(picklist(['each', 'create-with-children']), 'each'),
  }),
  on: {
    migration(view, { report, options }) {
      if (view.before.tables.isEmpty()) return;
      const changes = tableChanges(view, options.count === 'create-with-children');
      const tables = new Map<string, TableChange>();
      for (const change of changes) if (!tables.has(change.key)) tables.set(change.key, change);
      const [first, second, ...others] = tables.values();
      if (first === undefined || second === undefined) return;

      const names = [first, second, ...others].map((change) => change.name);
      report({
        at: second.step.operation.span,
        message: `this migration changes ${counted(names.length, 'table')}: ${listed(names)}`,
        why: 'when one of them fails, the others are half done; small migrations are easy to run, to understand and to take back',
        remedy: `split it into ${counted(names.length, 'migration')}, one for each table: first ${names.join(', then ')}`,
        related: [
          { span: first.step.operation.span, message: `the first table is ${first.name}` },
          ...others.map((change) => ({ span: change.step.operation.span, message: `and ${change.name}` })),
        ],
      });
    },
  },
});

interface TableChange {
  readonly key: string;
  readonly name: string;
  readonly step: Step;
}

/** Every change of a table's schema, in order, with tables that are one table in the end under one key. */
function tableChanges(view: MigrationView, childrenPass: boolean): readonly TableChange[] {
  const { traits } = view.before;
  const renames = rebuilt(view);
  const keyOf = (name: QualifiedName): string => {
    const key = nameKey(traits, name);
    return renames.get(key) ?? key;
  };
  const isThere = (key: string): boolean => view.before.tables.has(key) || view.after.tables.has(key);
  const isLasting = (key: string): boolean =>
    (isThere(key) && !renames.has(key)) || [...renames].some(([name, last]) => last === key && isThere(name));
  const created = new Set(
    view.up.flatMap(({ operation }) => (operation.kind === 'CreateTable' ? [keyOf(operation.table)] : [])),
  );
  return view.up.flatMap((step) => {
    const table = changedTable(step);
    if (table === undefined || !step.applied || isTemporary(step)) return [];
    if (childrenPass && servesNewTable(view, step, table)) return [];
    const key = keyOf(table);
    // A table that is made to work with, and is gone at the end, is none of the schema.
    if (created.has(key) && !isLasting(key)) return [];
    return [{ key, name: displayName(table), step }];
  });
}

/** The table whose schema a step changes; rows and references to other tables do not count. */
function changedTable({ operation, before }: Step): QualifiedName | undefined {
  switch (operation.kind) {
    case 'CreateTable':
    case 'DropTable':
    case 'RenameTable':
    case 'AlterTable':
    case 'AddColumn':
    case 'DropColumn':
    case 'RenameColumn':
    case 'AlterColumn':
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
    case 'AddExclusion':
    case 'DropConstraint':
    case 'RenameConstraint':
    case 'CreateIndex':
      return operation.table;
    case 'DropIndex':
    case 'RenameIndex':
      return tableOfIndex(before, operation.name, operation.table)?.name;
    default:
      return undefined;
  }
}

function isTemporary({ operation }: Step): boolean {
  return (operation.kind === 'CreateTable' || operation.kind === 'DropTable') && operation.temporary === true;
}

/** Names that come to mean one table through renames: the new and the old table of a rebuild are one. */
function rebuilt(view: MigrationView): ReadonlyMap<string, string> {
  const { traits } = view.before;
  const canonical = new Map<string, string>();
  const rootOf = (key: string): string => {
    const next = canonical.get(key);
    return next === undefined ? key : rootOf(next);
  };
  for (const { operation } of view.up) {
    if (operation.kind !== 'RenameTable') continue;
    const from = rootOf(nameKey(traits, operation.table));
    const to = rootOf(nameKey(traits, { ...operation.table, ...operation.newName }));
    if (from !== to) canonical.set(from, to);
  }
  return new Map([...canonical.keys()].map((key) => [key, rootOf(key)]));
}

/** A foreign key to a table that is created here, or an index on the columns of such a key. */
function servesNewTable(view: MigrationView, { operation }: Step, table: QualifiedName): boolean {
  const { traits } = view.before;
  const isCreatedHere = (name: QualifiedName): boolean =>
    view.up.some((step) => step.operation.kind === 'CreateTable' && sameName(traits, step.operation.table, name));
  if (operation.kind === 'AddForeignKey') return isCreatedHere(operation.constraint.target);
  if (operation.kind !== 'CreateIndex') return false;

  const columns = indexColumns(operation.index);
  return view.up.some(({ operation: other }) => {
    if (other.kind !== 'AddForeignKey' || !sameName(traits, other.table, table)) return false;
    return (
      isCreatedHere(other.constraint.target) &&
      other.constraint.columns.every((column, at) => samePart(traits, column, columns[at] ?? ''))
    );
  });
}
