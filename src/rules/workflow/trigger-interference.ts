import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema, Trigger } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { mentions } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView, RuleContext, Step, StepContext } from '../rule.ts';
import { isWhole } from '../whole-table.ts';
import { listed, withCode } from '../words.ts';

type Changing = Operation<'UpdateRows' | 'DeleteRows'>;
type Event = Trigger['events'][number];

export default defineRule({
  name: 'trigger-interference',
  category: 'workflow',
  severity: 'error',
  presets: ['strict', 'data-scripts'],
  summary: 'A change of every row of a table, or of a column type, meets the triggers of the table',
  options: noOptions,
  on: {
    UpdateRows(operation, step, context) {
      judgeRows(operation, 'update', step, context);
    },
    DeleteRows(operation, step, context) {
      judgeRows(operation, 'delete', step, context);
    },
    AlterColumn({ table, column, change, span }, step, { report, isNew, dialect }) {
      // SQLite changes a type by making the table anew, which takes the triggers away.
      if (dialect === 'sqlite') return;
      const known = findTable(step.before, table);
      const old = known?.columns.find((one) => samePart(step.before.traits, one.name, column));
      if (change.type === undefined || change.type.text === old?.type.text || isNew(table, step.before)) return;
      const naming = known?.triggers.filter((trigger) => trigger.enabled && mentions(trigger.definition, column)) ?? [];
      if (naming.length === 0) return;
      report({
        at: span,
        message: `the type of ${displayName(table)}.${column} changes under ${named(naming)}`,
        why:
          dialect === 'postgres'
            ? 'PostgreSQL refuses to change the type of a column that the definition of a trigger names (UPDATE OF, WHEN)'
            : 'the trigger names the column and was written for its old type: it goes on converting to that, and fails or cuts values at a later write',
        remedy: `drop ${listed(naming.map(({ name }) => name))} before the change and create ${naming.length === 1 ? 'it' : 'them'} anew for the new type after it, in this migration`,
        related: naming.map(({ name, origin }) => ({ span: origin.span, message: `${name} is created here` })),
      });
    },
  },
});

function judgeRows(
  operation: Changing,
  event: Event,
  { before }: Step,
  context: StepContext & RuleContext<unknown>,
): void {
  const { table, limited, repeated } = operation;
  const { view, isNew } = context;
  if (!isWhole(operation, before, view) || limited === true || repeated === true || isNew(table, before)) return;
  const met = findTable(before, table)?.triggers.filter(({ events }) => events.includes(event)) ?? [];
  const firing = met.filter(({ enabled }) => enabled);
  if (firing.length > 0 && !isSilenced(view, operation.span.start)) reportFiring(operation, event, firing, context);
  const isOn = (trigger: Trigger, schema: Schema): boolean | undefined =>
    findTable(schema, table)?.triggers.find(({ name }) => samePart(schema.traits, name, trigger.name))?.enabled;
  const forgotten = met.filter((trigger) => isOn(trigger, view.before) === true && isOn(trigger, view.after) === false);
  if (forgotten.length > 0) reportForgotten(operation, forgotten, context);
}

function reportFiring(
  { table, span }: Changing,
  event: Event,
  firing: readonly Trigger[],
  { report, write }: StepContext,
): void {
  const off = write(switched(table, firing, span, false));
  const on = write(switched(table, firing, span, true));
  const isOne = firing.length === 1;
  report({
    at: span,
    message: `every row of ${displayName(table)} is ${event === 'update' ? 'updated' : 'deleted'} while ${named(firing)} ${isOne ? 'is' : 'are'} on`,
    why: `the code of ${isOne ? 'the trigger' : 'the triggers'} runs for the whole table: the change takes much longer, and what was meant for single writes (audit rows, messages, other tables) happens to every old row`,
    remedy: withCode(
      'decide whether it has to run; if not, switch it off before this statement and on again after it, in this migration:',
      off === undefined || on === undefined ? undefined : `${off}\n${on}`,
      'decide whether it has to run; if not, drop it before this statement and create it anew after it, in this migration',
    ),
    related: firing.map(({ name, origin }) => ({ span: origin.span, message: `${name} is created here` })),
  });
}

function reportForgotten(
  { table, span }: Changing,
  forgotten: readonly Trigger[],
  { report, write, view }: StepContext,
): void {
  const isOne = forgotten.length === 1;
  report({
    at: switchOf(view, table) ?? span,
    message: `${named(forgotten)} of ${displayName(table)} ${isOne ? 'is' : 'are'} switched off for the change and never on again`,
    why: 'from here on nothing runs when rows are written, and nobody is told',
    remedy: withCode(
      'switch it on again at the end of this migration:',
      write(switched(table, forgotten, span, true)),
      'switch it on again at the end of this migration',
    ),
  });
}

function switched(
  table: QualifiedName,
  triggers: readonly Trigger[],
  span: Span,
  enabled: boolean,
): readonly Operation[] {
  return triggers.map(({ name }): Operation => ({ kind: 'SetTrigger', span, name, table, enabled }));
}

/** Where the migration switches triggers of the table off. */
function switchOf({ up, before }: MigrationView, table: QualifiedName): Span | undefined {
  return up.find(
    ({ operation }) =>
      operation.kind === 'SetTrigger' && !operation.enabled && sameName(before.traits, operation.table, table),
  )?.operation.span;
}

/** Whether the session was told to run no triggers (PostgreSQL). */
function isSilenced({ up }: MigrationView, at: number): boolean {
  const last = up.findLast(
    ({ operation }) =>
      operation.kind === 'SetVariable' &&
      operation.span.start < at &&
      operation.name.toLowerCase() === 'session_replication_role',
  )?.operation;
  return last?.kind === 'SetVariable' && /replica/i.test(last.value ?? '');
}

function named(triggers: readonly Trigger[]): string {
  const names = listed(triggers.map(({ name }) => name));
  return triggers.length === 1 ? `the trigger ${names}` : `the triggers ${names}`;
}
