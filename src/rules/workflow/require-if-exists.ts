import type { Proposal } from '../../model/diagnostic.ts';
import { displayName } from '../../model/names.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { heardSteps } from '../heard-steps.ts';
import type { Context, Step } from '../rule.ts';
import { withCode } from '../words.ts';
import type { Form } from './repeatable-form.ts';
import { conditionFor, repeatable, repeatableForms } from './repeatable-form.ts';
import { isGuarded, isSettled, nameOf } from './settled.ts';

export default defineRule({
  name: 'require-if-exists',
  category: 'workflow',
  severity: 'warning',
  presets: ['strict'],
  summary: 'A statement that fails when it is run a second time, where nothing keeps that from happening',
  fixable: true,
  like: {
    squawk: ['prefer-robust-stmts'],
    pgfence: [
      'prefer-robust-create-index',
      'prefer-robust-create-table',
      'prefer-robust-drop-index',
      'prefer-robust-drop-table',
    ],
  },
  options: noOptions,
  on: {
    migration(view, context) {
      const steps = heardSteps(view).filter(({ operation }) => !isIdle(operation));
      for (const step of steps) {
        const { operation } = step;
        const form = repeatableForms[context.dialect][operation.kind];
        if (form === undefined || ('concurrently' in operation && operation.concurrently)) continue;
        if (!canRunTwice(step, steps.at(-1), context) || isGuarded(operation) || isSettled(step, view)) continue;
        judge(step, form, context);
      }
    },
  },
});

const idle: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'Begin',
  'Commit',
  'Rollback',
  'Savepoint',
  'SetVariable',
  'Query',
  'NoChange',
]);

function isIdle({ kind }: Operation): boolean {
  return idle.has(kind);
}

/** Whether it can have been done before: nobody keeps a record, or what comes after it fails and does not undo it. */
function canRunTwice({ inTransaction, statement }: Step, last: Step | undefined, { keepsLedger }: Context): boolean {
  return !keepsLedger || (!inTransaction && statement !== last?.statement);
}

function judge({ operation, statement }: Step, form: Form, context: Context): void {
  const name = nameOf(operation);
  const verb = /^(?:Create|Add)/.test(operation.kind)
    ? 'created'
    : operation.kind.startsWith('Drop')
      ? 'dropped'
      : 'renamed';
  const called = name === undefined ? 'a constraint without a name' : displayName(name);
  const on = 'table' in operation && operation.table !== name ? ` on ${displayName(operation.table)}` : '';
  const better = repeatable(operation, form);
  const fix: Proposal | undefined =
    better === undefined || operation.kind === 'CreateTable' || form === 'replace' || statement.operations.length > 1
      ? undefined
      : {
          title: 'Say it in a way that can be run twice',
          changes: [{ kind: 'replace', statements: [statement], operations: [better] }],
        };
  context.report({
    at: operation.span,
    message: `${called}${on} is ${verb} in a way that fails the second time`,
    why: context.keepsLedger
      ? 'it runs outside of a transaction: when a later statement of this migration fails, this one stays done, and the next attempt stops here'
      : 'nothing records that this script has run: somebody runs it again, or once more after it failed half-way, and it stops here',
    remedy: remedyOf(operation, better, form, context),
    ...(fix === undefined ? {} : { fix }),
  });
}

function remedyOf(operation: Operation, better: Operation | undefined, form: Form, { write }: Context): string {
  if (form === 'condition') {
    const condition = conditionFor(operation);
    const code = write([operation]);
    return withCode(
      'ask first whether it is still to be done:',
      condition === undefined || code === undefined
        ? undefined
        : [
            'IF ' + condition,
            'BEGIN',
            ...code.split('\n').flatMap((line) => (line.trim() === 'GO' ? [] : `    ${line}`)),
            'END',
          ].join('\n'),
      'put it into an IF that asks the catalog whether it is still to be done, and name it so that it can be asked for',
    );
  }
  if (form === 'drop-first') {
    const name = nameOf(operation)?.name;
    const table = 'table' in operation ? operation.table : undefined;
    if (name === undefined || table === undefined) return 'name it, and drop it by that name with IF EXISTS before';
    const drop: Operation = {
      kind: 'DropConstraint',
      span: operation.span,
      table,
      name,
      cascade: false,
      guards: [{ kind: 'if-exists' }],
    };
    return withCode(
      'there is no ADD CONSTRAINT IF NOT EXISTS: drop it before:',
      write([drop, operation]),
      'there is no ADD CONSTRAINT IF NOT EXISTS: drop it before, with IF EXISTS',
    );
  }
  const clause =
    form === 'replace' ? 'OR REPLACE, or drop it before with IF EXISTS' : form.toUpperCase().replaceAll('-', ' ');
  return withCode('say so:', better === undefined ? undefined : write([better]), `write it with ${clause}`);
}
