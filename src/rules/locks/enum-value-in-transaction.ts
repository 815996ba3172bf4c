import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey, samePart } from '../../model/names.ts';
import type { Operation, OperationKind } from '../../model/operation.ts';
import type { Table } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import { transactionsOf } from '../transactions.ts';
import { withCode } from '../words.ts';

type Addition = Operation<'AddEnumValue'>;

export default defineRule({
  name: 'enum-value-in-transaction',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A value is added to an enum and used before the transaction has ended',
  dialects: ['postgres'],
  options: noOptions,
  on: {
    migration(view, context) {
      for (const steps of transactionsOf(view.up)) {
        for (const [at, step] of steps.entries()) {
          const { operation } = step;
          if (operation.kind !== 'AddEnumValue' || isMadeHere(operation.name, steps)) continue;
          // Before version 12 it is refused in a transaction at all, which concurrent-outside-transaction says.
          if (step.facts?.transactional !== true) continue;
          const use = steps.slice(at + 1).find((later) => usesValue(later, operation));
          if (use !== undefined) report(operation, use, view, context);
        }
      }
    },
  },
});

/** The values of a type that is created in the same transaction can be used at once. */
function isMadeHere(name: QualifiedName, steps: readonly Step[]): boolean {
  return steps.some(
    ({ operation, before }) =>
      operation.kind === 'CreateType' && nameKey(before.traits, operation.name) === nameKey(before.traits, name),
  );
}

/** What is only text for PostgreSQL until it runs, or names the value without reading it. */
const untouched: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'AddEnumValue',
  'RenameEnumValue',
  'CreateRoutine',
  'Comment',
  'Grant',
  'SetVariable',
  'NoChange',
  'Opaque',
]);

/** Whether the value stands in a statement as a literal of the type: written so, or beside a column of the type. */
function usesValue({ operation, before, after }: Step, { name, value }: Addition): boolean {
  if (untouched.has(operation.kind)) return false;
  const text = JSON.stringify({ ...operation, span: undefined });
  const literal = JSON.stringify(`'${value.replaceAll("'", "''")}'`).slice(1, -1);
  if (!text.includes(literal)) return false;
  const tables = [...tablesOf(operation)].flatMap((table) => [findTable(after, table) ?? findTable(before, table)]);
  return mentions(text, name.name) || tables.some((table) => hasColumnOf(table, name));
}

function tablesOf(operation: Operation): readonly QualifiedName[] {
  return [...('table' in operation ? [operation.table] : []), ...('reads' in operation ? operation.reads : [])];
}

function hasColumnOf(table: Table | undefined, { name }: QualifiedName): boolean {
  return table?.columns.some(({ type }) => mentions(type.text, name)) ?? false;
}

function report(
  operation: Addition,
  { operation: use, before }: Step,
  { up, migration }: MigrationView,
  context: Context,
): void {
  const { name, value } = operation;
  const type = displayName(name);
  const later = migration.transaction === 'whole-batch' ? ' that is deployed before this one' : ' before this one';
  const added = up.flatMap(({ operation: other }) =>
    other.kind === 'AddEnumValue' && samePart(before.traits, other.name.name, name.name) ? [other] : [],
  );
  context.report({
    at: use.span,
    message: `the value '${value}' of ${type} is used in the transaction that adds it`,
    why: `PostgreSQL lets nobody use a new enum value before it is committed, and refuses this statement: "unsafe use of new value"`,
    remedy: withCode(
      `add the values in a migration of their own${later}, and leave here what uses them:`,
      context.write(added),
      `add the value in a migration of its own${later}`,
    ),
    related: [{ span: operation.span, message: `'${value}' is added here` }],
  });
}
