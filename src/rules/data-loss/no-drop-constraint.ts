import { displayName, samePart } from '../../model/names.ts';
import type { Named, Schema, Table } from '../../model/schema.ts';
import { columnOf, constraintOf, findTable } from '../../model/schema.ts';
import type { Constraint } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';

const nouns: Readonly<Record<Constraint['kind'], string>> = {
  PrimaryKey: 'the primary key',
  Unique: 'the unique constraint',
  ForeignKey: 'the foreign key',
  Check: 'the check',
  Exclusion: 'the exclusion constraint',
};

const consequences: Readonly<Record<Constraint['kind'], string>> = {
  PrimaryKey:
    'rows without a key, and two of one key, can be written; an upsert of running code that names the key fails',
  Unique: 'two equal rows can be written, where running code expects one; an upsert that names the columns fails',
  ForeignKey: 'rows that point nowhere can be written, and what was deleted or emptied along is left behind',
  Check: 'values can be written that running code does not expect',
  Exclusion: 'rows can be written that overlap, where running code expects none',
};

export default defineRule({
  name: 'no-drop-constraint',
  category: 'data-loss',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A constraint is dropped on which running code relies',
  like: {
    atlas: ['CD101', 'CD102', 'CD103'],
    pgfence: ['drop-constraint'],
  },
  options: noOptions,
  on: {
    DropConstraint({ table: name, name: called, constraint: kind, span }, { before }, { view, report, isNew }) {
      if (isNew(name, before)) return;
      const table = findTable(before, name);
      const known =
        called === undefined
          ? table?.constraints.find((one) => one.kind === kind)
          : constraintOf(before, table, called);
      if (known === undefined && isDefault(table, called, before)) return;
      const after = findTable(view.after, name);
      if (table !== undefined && after === undefined) return;
      if (known !== undefined && (isLeft(known, after, view.after) || losesColumn(known, after, view.after))) return;
      const noun = known === undefined ? 'the constraint' : nouns[known.kind];
      const own = known?.name ?? called ?? '';
      report({
        at: span,
        message: `${noun} ${own} of ${displayName(name)} is dropped`,
        why:
          known === undefined
            ? 'from now on the database takes what it refused, while running code relies on that it does not'
            : `from now on ${consequences[known.kind]}`,
        remedy: `release code that does without it first; if it comes back in another form, do both in one migration; otherwise drop it with a reason: mig-lint-disable-next-line no-drop-constraint -- <why>`,
        ...(known === undefined
          ? {}
          : { related: [{ span: known.origin.span, message: `${known.name} is made here` }] }),
      });
    },
  },
});

function isDefault(table: Table | undefined, called: string | undefined, { traits }: Schema): boolean {
  return (
    called !== undefined &&
    table?.columns.some(({ defaultName }) => defaultName !== undefined && samePart(traits, defaultName, called)) ===
      true
  );
}

/** Whether the migration ends with one of its kind on its columns: under another name, or with another action. */
function isLeft(known: Named<Constraint>, after: Table | undefined, { traits }: Schema): boolean {
  const isSame = (columns: readonly string[]): boolean =>
    columns.length === known.columns.length &&
    columns.every((one) => known.columns.some((own) => samePart(traits, own, one)));
  const isKey = (kind: Constraint['kind']): boolean => kind === 'PrimaryKey' || kind === 'Unique';
  return (
    after?.constraints.some(
      (one) => (one.kind === known.kind || (isKey(one.kind) && isKey(known.kind))) && isSame(one.columns),
    ) === true ||
    (isKey(known.kind) &&
      after?.indexes.some(
        (one) => one.unique && one.where === undefined && isSame(one.parts.flatMap(({ column }) => column ?? [])),
      ) === true) ||
    (known.kind === 'PrimaryKey' && after?.constraints.some(({ kind }) => kind === 'PrimaryKey') === true)
  );
}

/** Whether a column that it is about goes too. */
function losesColumn(known: Named<Constraint>, after: Table | undefined, schema: Schema): boolean {
  return known.columns.some((column) => columnOf(schema, after, column) === undefined);
}
