import { array, description, optional, pipe, strictObject, string, tuple } from 'valibot';
import { holds } from '../../model/column-type.ts';
import type { Change } from '../../model/diagnostic.ts';
import type { Statement } from '../../model/migration.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Column } from '../../model/table.ts';
import { defineRule } from '../define-rule.ts';
import type { MigrationView, Step } from '../rule.ts';
import { withCode } from '../words.ts';
import type { ColumnPair } from './column-pairs.ts';
import { columnPairs } from './column-pairs.ts';
import { tablePairs } from './table-pairs.ts';

export default defineRule({
  name: 'rename-not-drop',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'Dropping a column and adding its twin is a rename that loses the data',
  fixable: true,
  options: strictObject({
    pairs: pipe(
      optional(array(tuple([string(), string()])), []),
      description(
        'Pairs of columns or tables, the dropped one first, that have nothing to do with each other: `[["users.age", "users.rank"], ["colors", "sizes"]]`.',
      ),
    ),
  }),
  on: {
    migration(view, { report, write, isNew, isNewColumn, options }) {
      for (const pair of columnPairs(view, view.up)) {
        const { table, dropped, added, drop, add } = pair;
        const name = displayName(table);
        if (isDeclared(options.pairs, `${name}.${dropped}`, `${name}.${added.name}`)) continue;
        if (isNew(table, drop.before) || isNewColumn(table, dropped, drop.before)) continue;

        const rename: Operation = {
          kind: 'RenameColumn',
          span: drop.operation.span,
          table,
          column: dropped,
          newName: added.name,
        };
        const title = `Rename ${dropped} to ${added.name}`;
        const proposal = { title, changes: [...renameChanges(pair, view.up), ...changesDown(view, pair)] };
        report({
          at: drop.operation.span,
          message: `${name}.${dropped} is dropped and ${added.name} added in its place: every value of ${dropped} is lost`,
          why: 'a column of the same kind takes the place of another: that is a rename, and a rename keeps the rows',
          remedy: withCode('rename the column instead:', write([rename]), `rename ${dropped} to ${added.name} instead`),
          related: [{ span: add.operation.span, message: `${added.name} is added here` }],
          ...(isExact(pair) ? { fix: proposal } : { suggestions: [proposal] }),
        });
      }

      for (const { drop, create, dropped, created } of tablePairs(view)) {
        if (isNew(dropped, drop.before)) continue;
        if (isDeclared(options.pairs, displayName(dropped), displayName(created))) continue;
        const rename: Operation = { kind: 'RenameTable', span: drop.operation.span, table: dropped, newName: created };
        report({
          at: drop.operation.span,
          message: `${displayName(dropped)} is dropped and ${displayName(created)} created with the same columns: every row is lost`,
          why: 'a table with the same columns takes the place of another: that is a rename, and a rename keeps the rows',
          remedy: withCode('rename the table instead:', write([rename]), `rename ${displayName(dropped)} instead`),
          related: [{ span: create.operation.span, message: `${displayName(created)} is created here` }],
        });
      }
    },
  },
});

/** Whether the two are said to have nothing to do with each other. */
function isDeclared(pairs: readonly (readonly [string, string])[], dropped: string, added: string): boolean {
  return pairs.some(([one, other]) => one === dropped && other === added);
}

/** Whether the rename keeps every value: the type holds them all, and no old row is asked for a value that it may lack. */
function isExact({ old, added }: ColumnPair): boolean {
  return old === undefined || (holds(added.type, old.type) === true && (added.nullable || !old.nullable));
}

/** The drop and the add replaced by a rename, followed by what else the author asked of the new column. */
function renameChanges(pair: ColumnPair, steps: readonly Step[]): readonly Change[] {
  const { table, drop, add, dropped, added, old } = pair;
  const { span } = drop.operation;
  const differences = old === undefined ? [] : columnDifferences(old, added);
  const rename: readonly Operation[] = [
    { kind: 'RenameColumn', span, table, column: dropped, newName: added.name },
    ...differences.map((change): Operation => ({ kind: 'AlterColumn', span, table, column: added.name, change })),
  ];
  const isFirst = steps.indexOf(drop) < steps.indexOf(add);
  const [first, second] = isFirst ? [drop, add] : [add, drop];
  if (first.statement === second.statement) {
    const rest = others(first.statement, [drop, add]);
    return [{ kind: 'replace', statements: [first.statement], operations: [...rename, ...rest] }];
  }
  return [
    {
      kind: 'replace',
      statements: [first.statement],
      operations: [...rename, ...others(first.statement, [drop, add])],
    },
    { kind: 'replace', statements: [second.statement], operations: others(second.statement, [drop, add]) },
  ];
}

function others(statement: Statement, steps: readonly Step[]): readonly Operation[] {
  return statement.operations.filter((operation) => !steps.some((step) => step.operation === operation));
}

/** The way back has the same pair the other way round. */
function changesDown(view: MigrationView, pair: ColumnPair): readonly Change[] {
  if (view.down === undefined) return [];
  const back = columnPairs(view, view.down).find(
    (one) => one.dropped === pair.added.name && one.added.name === pair.dropped,
  );
  return back === undefined ? [] : renameChanges(back, view.down);
}

/** What has to be altered of the old column, once renamed, to be the new one, facet by facet. */
function columnDifferences(old: Column, added: Column): readonly ColumnChange[] {
  return [
    ...(old.type.text === added.type.text ? [] : [{ type: added.type }]),
    ...(old.default?.sql === added.default?.sql ? [] : [{ default: added.default ?? null }]),
    ...(old.nullable === added.nullable ? [] : [{ nullable: added.nullable }]),
  ];
}
