import { description, optional, pipe, picklist, strictObject } from 'valibot';
import type { DataHandler, SchemaEventKind } from '../../model/data-handler.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { TableColumn } from '../../model/schema.ts';
import { findColumn, findTable } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import type { SchemaEvent } from '../../schema/events.ts';
import { eventsBetween } from '../../schema/events.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';

export default defineRule({
  name: 'data-change-handled',
  category: 'workflow',
  severity: 'error',
  presets: ['strict', 'schema-events'],
  summary: 'A change of the schema needs its rows prepared, and nothing does',
  like: {
    atlas: ['LT101', 'MF104'],
  },
  options: strictObject({
    deletions: pipe(
      optional(picklist(['read', 'handled']), 'read'),
      description(
        'What a dropped column or table needs: `read`: something has read it in the migrations or a handler names it; `handled`: a handler names it.',
      ),
    ),
  }),
  on: {
    migration(view, context) {
      const { options } = context;
      for (const event of eventsBetween(view.before, view.after)) {
        switch (event.kind) {
          case 'EntityDeleted':
            judgeEntityDeleted(event, view, context, options.deletions === 'read');
            break;
          case 'PropertyDeleted':
            judgePropertyDeleted(event, view, context, options.deletions === 'read');
            break;
          case 'PropertyAdded':
            judgePropertyAdded(event, view, context);
            break;
          case 'NullabilityChanged':
            if (!event.column.nullable) judgeRequired(event, view, context);
            break;
          case 'EntityAdded':
          case 'EntityRenamed':
          case 'PropertyRenamed':
          case 'TypeChanged':
            break;
        }
      }
    },
  },
});

type Event<K extends SchemaEvent['kind']> = Extract<SchemaEvent, { readonly kind: K }>;

function judgeEntityDeleted(
  { table, deleted }: Event<'EntityDeleted'>,
  view: MigrationView,
  context: Context,
  readingCounts: boolean,
): void {
  const step = view.up.find(
    ({ operation, applied }) => applied && operation.kind === 'DropTable' && isTable(view, operation.table, table),
  );
  if (step === undefined || context.isNew(table, step.before)) return;
  const known = findTable(step.before, table);
  const isRead = deleted.copied !== undefined || known?.copied !== undefined || mayRead(view, step, [table.name]);
  if ((readingCounts && isRead) || isHandled(context.dataHandlers, 'EntityDeleted', table)) return;
  const name = displayName(table);
  context.report({
    at: step.operation.span,
    message: `${name} disappears, and nothing has read its rows`,
    why: 'no statement of the migrations has carried its rows to another table, so they are gone with it',
    remedy: `move what is still needed before the drop (INSERT INTO … SELECT … FROM ${name})${handlerAdvice(context, 'EntityDeleted')}; if nothing is, say so: mig-lint-disable-next-line data-change-handled -- <why>`,
  });
}

function judgePropertyDeleted(
  { table, column }: Event<'PropertyDeleted'>,
  view: MigrationView,
  context: Context,
  readingCounts: boolean,
): void {
  const step = stepOf(
    view,
    (operation) => operation.kind === 'DropColumn' && isOf(view, operation, table, column.name),
  );
  if (step === undefined || column.generated !== undefined) return;
  if (context.isNewColumn(table, column.name, step.before)) return;
  const known = findColumn(step.before, table, column.name);
  const isRead = column.copied !== undefined || known?.copied !== undefined || mayRead(view, step, [column.name]);
  if ((readingCounts && isRead) || isHandled(context.dataHandlers, 'PropertyDeleted', table, column.name)) return;
  const name = `${displayName(table)}.${column.name}`;
  context.report({
    at: step.operation.span,
    message: `${name} disappears, and nothing has read its values`,
    why: 'no statement of the migrations has carried its values to another column, so they are gone with it',
    remedy: `move what is still needed before the drop (UPDATE ${displayName(table)} SET … = ${column.name})${handlerAdvice(context, 'PropertyDeleted')}; if nothing is, say so: mig-lint-disable-next-line data-change-handled -- <why>`,
  });
}

function judgePropertyAdded({ table, column }: Event<'PropertyAdded'>, view: MigrationView, context: Context): void {
  if (column.nullable || isFilledByItself(column)) return;
  const step = stepOf(
    view,
    (operation) =>
      operation.kind === 'AddColumn' &&
      isTable(view, operation.table, table) &&
      samePart(view.before.traits, operation.column.name, column.name),
  );
  if (step?.operation.kind !== 'AddColumn' || context.isNew(table, step.before)) return;
  if (isHandled(context.dataHandlers, 'PropertyAdded', table, column.name)) return;
  if (step.operation.column.nullable) {
    judgeRequired({ kind: 'NullabilityChanged', table, column }, view, context);
    return;
  }
  if (step.operation.column.default !== undefined) return;
  const name = `${displayName(table)}.${column.name}`;
  context.report({
    at: step.operation.span,
    message: `${name} appears as NOT NULL, with no value for the rows that are there`,
    why: 'each old row has to get a value before the column can be required, and nothing says which',
    remedy: `add it nullable, fill it (UPDATE ${displayName(table)} SET ${column.name} = …), then make it NOT NULL${handlerAdvice(context, 'PropertyAdded')}`,
  });
}

/** A column that was there, or was added here, becomes NOT NULL. */
function judgeRequired({ table, column }: Event<'NullabilityChanged'>, view: MigrationView, context: Context): void {
  const step = stepOf(
    view,
    (operation) =>
      operation.kind === 'AlterColumn' &&
      operation.change.nullable === false &&
      isOf(view, operation, table, column.name),
  );
  if (step?.operation.kind !== 'AlterColumn' || context.isNew(table, step.before)) return;
  const known = findColumn(step.before, table, column.name);
  const { change } = step.operation;
  // A tool that states a default along with NOT NULL fills the rows with it; a restated column only gets it for later rows.
  const isGivenDefault = change.default !== undefined && change.default !== null && change.restated !== true;
  if (known?.filled !== undefined || known?.nullable === false || isGivenDefault || mayRead(view, step, [column.name]))
    return;
  if (hasDefault(known) || (known !== undefined && isFilledByItself(known))) return;

  const name = `${displayName(table)}.${column.name}`;
  const later = view.up.find(({ operation }) => fills(operation, view, table, column.name));
  context.report({
    at: step.operation.span,
    message:
      later === undefined
        ? `${name} becomes NOT NULL, and nothing has filled the rows without a value`
        : `${name} becomes NOT NULL before the statement that fills it`,
    why: 'the statement fails at the first row that holds NULL, in production and not on an empty database',
    remedy:
      later === undefined
        ? `fill it first: UPDATE ${displayName(table)} SET ${column.name} = … WHERE ${column.name} IS NULL`
        : 'put the statement that fills it before this one',
    ...(later === undefined ? {} : { related: [{ span: later.operation.span, message: `${name} is filled here` }] }),
  });
}

/** A column with a default holds a value in each row that did not say NULL. */
function hasDefault(known: TableColumn | undefined): boolean {
  return known?.default !== undefined && !/^\(*null\)*$/i.test(known.default.sql);
}

function stepOf({ up, rebuilds }: MigrationView, isIt: (operation: Operation) => boolean): Step | undefined {
  return [...up, ...rebuilds.flatMap(({ steps }) => steps)].findLast(
    ({ operation, applied }) => applied && isIt(operation),
  );
}

function isTable({ before }: MigrationView, one: QualifiedName, other: QualifiedName): boolean {
  return sameName(before.traits, one, other);
}

function isOf(
  view: MigrationView,
  operation: Operation<'DropColumn' | 'AlterColumn'>,
  table: QualifiedName,
  column: string,
): boolean {
  return isTable(view, operation.table, table) && samePart(view.before.traits, operation.column, column);
}

function fills(operation: Operation, view: MigrationView, table: QualifiedName, column: string): boolean {
  return (
    operation.kind === 'UpdateRows' &&
    nameKey(view.before.traits, operation.table) === nameKey(view.before.traits, table) &&
    operation.assignments.some((one) => samePart(view.before.traits, one.column, column))
  );
}

/** Whether something that is not understood, or a routine that is called, names the object before the step: it may read it. */
function mayRead({ up }: MigrationView, step: Step, names: readonly string[]): boolean {
  return up.slice(0, Math.max(0, up.indexOf(step))).some(({ operation, before }) => {
    if (operation.kind !== 'Opaque' && operation.kind !== 'CallRoutine' && operation.kind !== 'MergeRows') return false;
    const body = operation.kind === 'CallRoutine' ? bodyOf(operation.name, before) : '';
    return names.every((name) => mentions(operation.text, name) || mentions(body, name));
  });
}

function bodyOf(routine: QualifiedName, { routines, traits }: Step['before']): string {
  return [...routines.values()].find(({ name }) => sameName(traits, name, routine))?.definition ?? '';
}

function isFilledByItself({ identity, generated, type }: TableColumn): boolean {
  return identity !== undefined || generated !== undefined || type.name === 'rowversion';
}

/** Whether a handler of the event names the table, and the column where there is one; one that names nothing takes all. */
function isHandled(
  handlers: readonly DataHandler[],
  event: SchemaEventKind,
  table: QualifiedName,
  column?: string,
): boolean {
  return handlers.some((handler) => {
    if (handler.event !== event) return false;
    if (handler.names.length === 0) return true;
    const names = handler.names.map((name) => name.toLowerCase());
    const isNamed = (name: string): boolean => formsOf(name).some((form) => names.includes(form));
    return column === undefined ? isNamed(table.name) : isNamed(column) && (names.length === 1 || isNamed(table.name));
  });
}

/** A table's name, and that of the class whose rows it holds. */
function formsOf(name: string): readonly string[] {
  const lower = name.toLowerCase();
  const joined = lower.replaceAll('_', '');
  return [lower, joined, joined.replace(/s$/, ''), joined.replace(/ies$/, 'y'), joined.replace(/es$/, '')];
}

function handlerAdvice({ dataHandlers }: Context, event: SchemaEventKind): string {
  return dataHandlers.length === 0 ? '' : `, or in a subscriber of ${event}`;
}
