import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, sameName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Step, StepContext } from '../rule.ts';
import { capitalised, listedBriefly } from '../words.ts';
import type { User } from './users-of.ts';
import { hasColumn, isStill, usersOfColumn, usersOfRelation, usersOfRoutine } from './users-of.ts';

export default defineRule({
  name: 'no-drop-used',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary:
    'What is dropped is still used by a view, an index, a foreign key, a trigger, a routine or a generated column',
  options: noOptions,
  on: {
    DropColumn(operation, step, context) {
      if (operation.cascade) return;
      const { table, column, span } = operation;
      const isBack = hasColumn(context.view.after, table, column);
      judge(`${displayName(table)}.${column}`, span, usersOfColumn(operation, step.before), isBack, step, context);
    },
    DropTable({ table, span, cascade, temporary }, step, context) {
      if (cascade || temporary === true || findTable(step.before, table)?.temporary === true) return;
      const users = usersOfRelation(table, step.before).filter((user) => !isDroppedAlong(user, step));
      const isBack = isRelation(context.view.after, table);
      judge(
        displayName(table),
        span,
        areKeysChecked(step, context) ? users : users.filter(isCode),
        isBack,
        step,
        context,
      );
    },
    DropView({ name, span, cascade }, step, context) {
      if (cascade) return;
      const users = usersOfRelation(name, step.before).filter(
        ({ key, of }) => !(of === 'view' && key === keyOf(step, name)),
      );
      judge(displayName(name), span, users, isRelation(context.view.after, name), step, context);
    },
    DropRoutine({ name, span, cascade }, step, context) {
      const { after } = context.view;
      const isThere = (schema: Schema): boolean =>
        [...schema.routines.values()].some((one) => sameName(schema.traits, one.name, name));
      if (cascade || isThere(step.after)) return;
      judge(displayName(name), span, usersOfRoutine(name, step.before), isThere(after), step, context);
    },
  },
});

function keyOf({ before }: Step, name: QualifiedName): string {
  return nameKey(before.traits, name);
}

function isRelation(schema: Schema, name: QualifiedName): boolean {
  const key = nameKey(schema.traits, name);
  return schema.tables.has(key) || schema.views.has(key);
}

/** One statement can drop several tables that need one another. */
function isDroppedAlong({ of, key }: User, { statement, before }: Step): boolean {
  return (
    of === 'table' &&
    statement.operations.some((one) => one.kind === 'DropTable' && nameKey(before.traits, one.table) === key)
  );
}

function isCode({ of }: User): boolean {
  return of !== 'table';
}

/** MySQL drops what keys point to when it was told not to check them. */
function areKeysChecked({ operation, before }: Step, { view }: StepContext): boolean {
  if (before.traits.name !== 'mysql') return true;
  const last = view.up.findLast(
    ({ operation: other }) =>
      other.kind === 'SetVariable' &&
      other.span.start < operation.span.start &&
      other.name.toLowerCase().endsWith('foreign_key_checks'),
  )?.operation;
  return !(last?.kind === 'SetVariable' && /^(?:0|off)$/i.test(last.value ?? ''));
}

const consequences: Readonly<Record<User['then'], string>> = {
  refuses: 'the database refuses the drop as long as something that it keeps record of needs it',
  breaks: 'the drop goes through, and what needs it fails from then on, each time it runs',
  goes: 'it is dropped along, or goes on with the columns that are left, and the queries that relied on it read the whole table',
};

function judge(
  name: string,
  at: Span,
  users: readonly User[],
  isBack: boolean,
  { after }: Step,
  { view, report }: StepContext,
): void {
  const met = users.filter((user) => {
    if (user.then === 'breaks') return !isBack && isStill(user, view.after);
    return user.then === 'refuses' || !isBack || !isStill(user, after);
  });
  if (met.length === 0) return;
  const kinds = [...new Set(met.map(({ then }) => then))];
  report({
    at,
    message: `${name} is dropped while ${listedBriefly(met.map(({ called }) => called))} still ${met.length === 1 ? 'uses' : 'use'} it`,
    why: kinds.map((kind) => consequences[kind]).join('; '),
    remedy: `drop ${listedBriefly(met.map(({ called }) => called))} before, or change ${met.length === 1 ? 'it' : 'them'} so that ${name} is not needed any more`,
    related: met.map(({ called, origin }) => ({ span: origin.span, message: `${capitalised(called)} is made here` })),
  });
}
