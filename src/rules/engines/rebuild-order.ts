import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema, View } from '../../model/schema.ts';
import { findTable, foreignKeysOf } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView, RebuildView, Step } from '../rule.ts';
import { listed } from '../words.ts';

export default defineRule({
  name: 'rebuild-order',
  category: 'engines',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A table is made anew in an order in which keys, views or triggers are lost, or the script fails',
  dialects: ['sqlite'],
  options: noOptions,
  on: {
    migration(view, context) {
      judgePragmas(view, context);
      for (const rebuild of view.rebuilds) {
        judgeOldName(rebuild, view, context);
        judgeViews(rebuild, view, context);
        judgeTriggers(rebuild, view, context);
      }
    },
  },
});

/** PRAGMA foreign_keys does nothing in a transaction, and says nothing either. */
function judgePragmas({ up, migration }: MigrationView, context: Context): void {
  const isWrapped = migration.transaction === 'per-migration' || migration.transaction === 'whole-batch';
  let isBegun = false;
  for (const { operation, inTransaction } of up) {
    if (operation.kind === 'Begin') isBegun = true;
    if (operation.kind === 'Commit' || operation.kind === 'Rollback') isBegun = false;
    if (operation.kind !== 'SetVariable' || operation.name.toLowerCase() !== 'foreign_keys') continue;
    // A file that is sent as one command is no transaction by itself in SQLite.
    if (!inTransaction || !(isBegun || isWrapped)) continue;
    context.report({
      at: operation.span,
      message: `PRAGMA foreign_keys = ${operation.value ?? ''} has no effect in a transaction`,
      why: 'SQLite ignores it there without a word: foreign keys stay on, and dropping a table deletes its rows first, with all that ON DELETE CASCADE takes along',
      remedy: `set it before the transaction begins: ${isBegun ? 'move it above BEGIN' : context.optOut}`,
    });
  }
}

/** Since 3.26 a renamed table takes the keys, views and triggers of others with it, which then lose it when it is dropped. */
function judgeOldName({ table, parts }: RebuildView, { up, after }: MigrationView, context: Context): void {
  const created = parts.findIndex(({ kind }) => kind === 'CreateTable');
  const rename = parts.slice(0, created).find((part) => part.kind === 'RenameTable');
  if (rename?.kind !== 'RenameTable' || isLegacy(up, rename)) return;
  const step = stepOf(up, rename);
  const users =
    step === undefined || !sameName(step.before.traits, rename.table, table) ? [] : usersOf(table, step.before, after);
  if (users.length === 0) return;
  const old = rename.newName.name;
  context.report({
    at: rename.span,
    message: `${listed(users)} ${users.length === 1 ? 'goes' : 'go'} along with ${displayName(table)} to the name ${old}, which is dropped`,
    why: `since SQLite 3.26, RENAME changes the name in the keys, views and triggers of others too: they point to ${old} from here on, and to nothing once it is dropped ("no such table: main.${old}")`,
    remedy: `create the new table under another name, copy the rows, drop ${displayName(table)}, and rename the new one to ${displayName(table)} last`,
  });
}

/** A view of the table makes the last step fail: RENAME reads every view anew. */
function judgeViews({ table, parts }: RebuildView, { up }: MigrationView, context: Context): void {
  const last = parts.findLast((part) => part.kind === 'RenameTable');
  const dropped = parts.findIndex(({ kind }) => kind === 'DropTable');
  if (last?.kind !== 'RenameTable' || dropped === -1 || parts.indexOf(last) < dropped || isLegacy(up, last)) return;
  const views = stepOf(up, last)?.before;
  const readers = views === undefined ? [] : readersOf(table, [...views.views.values()], views);
  if (readers.length === 0) return;
  context.report({
    at: last.span,
    message: `this RENAME fails, because ${listed(readers)} ${readers.length === 1 ? 'reads' : 'read'} ${displayName(table)}, which is dropped`,
    why: `since SQLite 3.25, RENAME reads every view anew, and ${displayName(table)} is not there at this point: "error in view ${readers[0] ?? ''}: no such table: main.${displayName(table)}"`,
    remedy: `drop ${listed(readers)} before the table is dropped, and create ${readers.length === 1 ? 'it' : 'them'} anew after this statement`,
  });
}

/** Triggers go with the table that they are on. */
function judgeTriggers({ table, parts }: RebuildView, { up, before, after }: MigrationView, context: Context): void {
  const drop = parts.find((part) => part.kind === 'DropTable');
  if (drop === undefined) return;
  const kept = findTable(after, table)?.triggers ?? [];
  const lost = (findTable(before, table)?.triggers ?? []).filter(
    ({ name }) =>
      !kept.some((trigger) => samePart(after.traits, trigger.name, name)) &&
      !up.some(({ operation }) => operation.kind === 'DropTrigger' && samePart(after.traits, operation.name, name)),
  );
  if (lost.length === 0) return;
  const names = listed(lost.map(({ name }) => name));
  context.report({
    at: drop.span,
    message: `${lost.length === 1 ? 'the trigger' : 'the triggers'} ${names} of ${displayName(table)} ${lost.length === 1 ? 'is' : 'are'} dropped along, and not created anew`,
    why: 'a trigger goes with the table that it is on, and a table that takes the name has none: from here on nothing runs when rows are written',
    remedy: `create ${names} anew after the new table has its name, or drop ${lost.length === 1 ? 'it' : 'them'} in so many words`,
    related: lost.map(({ name, origin }) => ({ span: origin.span, message: `${name} was created here` })),
  });
}

function stepOf(steps: readonly Step[], operation: Operation): Step | undefined {
  return steps.find((step) => step.operation === operation);
}

/** With PRAGMA legacy_alter_table a rename leaves views and triggers alone, and does not read them. */
function isLegacy(steps: readonly Step[], before: Operation): boolean {
  const last = steps.findLast(
    ({ operation }) =>
      operation.kind === 'SetVariable' &&
      operation.name.toLowerCase() === 'legacy_alter_table' &&
      operation.span.start < before.span.start,
  )?.operation;
  return last?.kind === 'SetVariable' && /^(?:on|true|yes|1)$/i.test(last.value ?? '');
}

/** What else names the table, and is not made anew itself: tables with a key to it, views, and triggers of other tables. */
function usersOf(table: QualifiedName, schema: Schema, after: Schema): readonly string[] {
  const others = [...schema.tables.entries()].filter(
    ([key, { name, origin }]) =>
      !sameName(schema.traits, name, table) && after.tables.get(key)?.origin.span === origin.span,
  );
  const views = [...schema.views.entries()].filter(
    ([key, { origin }]) => after.views.get(key)?.origin.span === origin.span,
  );
  return [
    ...others
      .filter(([, other]) => foreignKeysOf(other).some(({ target }) => sameName(schema.traits, target, table)))
      .map(([, { name }]) => displayName(name)),
    ...readersOf(
      table,
      views.map(([, view]) => view),
      schema,
    ),
    ...others.flatMap(([, { triggers }]) =>
      triggers.filter(({ definition }) => mentions(definition, table.name)).map(({ name }) => name),
    ),
  ];
}

function readersOf(table: QualifiedName, views: readonly View[], { traits }: Schema): readonly string[] {
  return views
    .filter(({ reads }) => reads.some((name) => sameName(traits, name, table)))
    .map(({ name }) => displayName(name));
}
