import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import { displayName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findTable, foreignKeysOf } from '../../model/schema.ts';
import type { Column, ForeignKey, ReferentialAction } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView, Step, StepContext } from '../rule.ts';
import { withCode } from '../words.ts';

/** The first major version of MySQL that makes the key ("Changes in MySQL 9.0.0"). */
const madeSince = 9;

export default defineRule({
  name: 'inline-reference-ignored',
  category: 'engines',
  severity: 'error',
  presets: ['recommended'],
  summary: 'MySQL reads REFERENCES in the definition of a column and makes no foreign key of it',
  dialects: ['mysql'],
  like: {
    atlas: ['MY102'],
  },
  options: noOptions,
  on: {
    CreateTable({ table, columns, span }, step, context) {
      for (const column of columns) judge(table, column, span, step, context);
    },
    AddColumn({ table, column, span }, step, context) {
      judge(table, column, span, step, context);
    },
  },
});

function judge(table: QualifiedName, column: Column, span: Operation['span'], step: Step, context: StepContext): void {
  const text = column.attributes?.['references'];
  if (text === undefined || !step.applied || makesKeys(step, context)) return;
  if (hasKey(table, column.name, context.view)) return;
  const key = keyOf(text, column.name);
  const better: readonly Operation[] =
    key === undefined ? [] : [{ kind: 'AddForeignKey', span, table, constraint: key }];
  context.report({
    at: span,
    message: `${displayName(table)}.${column.name} gets no foreign key, although it says REFERENCES ${text}`,
    why: 'MySQL before 9.0 reads REFERENCES in the definition of a column and forgets it, without a warning: rows that point nowhere are accepted, and nothing is deleted along',
    remedy: withCode(
      'say it as a constraint of the table:',
      better.length === 0 ? undefined : context.write(better),
      `say it as a constraint of the table: FOREIGN KEY (${column.name}) REFERENCES ${text}`,
    ),
  });
}

/** MariaDB, and MySQL from 9 on, take it as it is meant. */
function makesKeys({ before }: Step, { engineVersion }: Context): boolean {
  return before.traits.columnParts !== undefined || Number.parseInt(engineVersion, 10) >= madeSince;
}

/** Whether the table has one on the column all the same when the migration is done. */
function hasKey(table: QualifiedName, column: string, { after }: MigrationView): boolean {
  return foreignKeysOf(findTable(after, table)).some(({ columns }) =>
    columns.some((one) => samePart(after.traits, one, column)),
  );
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  'no action': 'no-action',
  restrict: 'restrict',
  cascade: 'cascade',
  'set null': 'set-null',
  'set default': 'set-default',
};

/** The key that `customers (id) ON DELETE CASCADE` means; `undefined`: it is not written in so plain a way. */
function keyOf(text: string, column: string): ForeignKey | undefined {
  const groups = /^`?(?<target>\w+)`?\s*\(\s*`?(?<key>\w+)`?\s*\)/.exec(text)?.groups;
  const target = groups?.['target'];
  const key = groups?.['key'];
  if (target === undefined || key === undefined) return undefined;
  return {
    kind: 'ForeignKey',
    columns: [column],
    target: { name: target },
    targetColumns: [key],
    onDelete: actionIn(text, /\bON DELETE (?<action>SET \w+|NO \w+|\w+)/i),
    onUpdate: actionIn(text, /\bON UPDATE (?<action>SET \w+|NO \w+|\w+)/i),
    validated: true,
  };
}

function actionIn(text: string, clause: RegExp): ReferentialAction {
  const action = clause.exec(text)?.groups?.['action'] ?? '';
  return lookUp(actions, action.toLowerCase()) ?? 'no-action';
}
