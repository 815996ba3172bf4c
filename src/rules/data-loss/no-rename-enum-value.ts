import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView, Step, StepContext } from '../rule.ts';
import { withCode } from '../words.ts';
import { renamedValue } from './renamed-value.ts';

export default defineRule({
  name: 'no-rename-enum-value',
  category: 'data-loss',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A renamed value of an enum breaks the code that runs during the deploy',
  dialects: ['postgres', 'mysql'],
  like: { strong_migrations: ['rename_enum_value'] },
  options: noOptions,
  on: {
    RenameEnumValue(operation, step, context) {
      if (isOwn(operation, step, context.view)) return;
      const { name, value, newValue, span } = operation;
      const added: Operation = { kind: 'AddEnumValue', span, name, value: newValue, position: { after: value } };
      judge(displayName(name), { value, newValue }, added, context);
    },
    AlterColumn(operation, step, context) {
      const { table, column } = operation;
      if (context.isNewColumn(table, column, step.before)) return;
      const renamed = renamedValue(operation, step, context.view);
      if (renamed !== undefined) judge(`${displayName(table)}.${column}`, renamed, renamed.both, context);
    },
  },
});

/** Whether the type, or the value, came with this migration: nobody uses it yet. */
function isOwn(
  { name, value }: Operation<'RenameEnumValue'>,
  { before }: Step,
  { migration, up }: MigrationView,
): boolean {
  const key = nameKey(before.traits, name);
  if (before.types.get(key)?.origin.migration === migration.id) return true;
  return up.some(
    ({ operation }) =>
      operation.kind === 'AddEnumValue' && operation.value === value && nameKey(before.traits, operation.name) === key,
  );
}

/** @param kept what keeps the old value beside the new one */
function judge(
  where: string,
  { value, newValue }: { readonly value: string; readonly newValue: string },
  kept: Operation,
  { report, write }: StepContext,
): void {
  const remedy = `keep both values: read both in the code, write '${newValue}' only, give the rows with '${value}' the new value in batches, and leave '${value}' unused`;
  report({
    at: kept.span,
    message: `'${value}' of ${where} is renamed to '${newValue}' while running code still writes '${value}'`,
    why: `from this moment until the last old process is gone, each statement that names '${value}' is refused, and rows come back with '${newValue}', which the old code does not know`,
    remedy: withCode(`${remedy}:`, write([kept]), remedy),
  });
}
