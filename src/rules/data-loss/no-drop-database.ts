import type { Span } from '../../model/span.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { StepContext } from '../rule.ts';

export default defineRule({
  name: 'no-drop-database',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration drops a whole database',
  like: { squawk: ['ban-drop-database'], pgfence: ['drop-database'] },
  options: noOptions,
  on: {
    DropObject({ objectType, name, span }, _step, context) {
      if (objectType === 'database') judge(name.name, span, context);
    },
    DropSchema({ name, span }, _step, context) {
      if (context.dialect === 'mysql') judge(name, span, context);
    },
  },
});

function judge(name: string, at: Span, { view, report }: StepContext): void {
  const isOwn = view.up.some(
    ({ operation }) =>
      (operation.kind === 'CreateSchema' && operation.name === name) ||
      (operation.kind === 'CreateObject' && operation.objectType === 'database' && operation.name.name === name),
  );
  if (isOwn) return;
  report({
    at,
    message: `the database ${name} is dropped`,
    why: 'everything in it is gone at once, whatever it holds on the server where the migration runs, and no transaction takes it back',
    remedy: `take the statement out: a migration changes the database that it runs in; drop ${name} by hand, after a backup`,
  });
}
