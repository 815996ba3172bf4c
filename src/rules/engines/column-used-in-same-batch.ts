import type { QualifiedName } from '../../model/names.ts';
import { displayName, sameName, samePart } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findTable } from '../../model/schema.ts';
import { mentions } from '../../model/table.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, Step } from '../rule.ts';

type Use = Operation<'UpdateRows' | 'DeleteRows' | 'InsertRows' | 'MergeRows' | 'Query'>;

export default defineRule({
  name: 'column-used-in-same-batch',
  category: 'engines',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A column is added and used in one batch, which SQL Server does not compile',
  dialects: ['sqlserver'],
  options: noOptions,
  on: {
    migration(view, context) {
      // A program sends each text by itself; where its batches end, only a script tells.
      if (!view.migration.file.endsWith('.sql')) return;
      for (const batch of batchesOf(view.up)) judge(batch, context);
    },
  },
});

/** The steps between two lines with GO; what a guard would skip is compiled with the others. */
function batchesOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const batches: Step[][] = [[]];
  for (const step of steps) {
    const { operation } = step;
    if (operation.kind === 'NoChange' && operation.statement === 'GO') batches.push([]);
    else batches.at(-1)?.push(step);
  }
  return batches;
}

function judge(steps: readonly Step[], context: Context): void {
  const [first] = steps;
  if (first === undefined) return;
  for (const [at, { operation, applied }] of steps.entries()) {
    if (operation.kind !== 'AddColumn' || !applied) continue;
    // A table that is not there when the batch is compiled is looked up when the statement runs.
    const { table, column } = operation;
    if (findTable(first.before, table) === undefined || isGone(table, steps.slice(0, at), first)) continue;
    const use = steps.find((step) => uses(step, operation));
    if (use !== undefined) report(operation, column.name, use.operation, context);
  }
}

/** Whether the batch drops the table before, and so creates it anew. */
function isGone(table: QualifiedName, steps: readonly Step[], { before }: Step): boolean {
  return steps.some(
    ({ operation }) => operation.kind === 'DropTable' && sameName(before.traits, operation.table, table),
  );
}

/** Whether a statement that is compiled with its batch needs the column; what EXEC is given is compiled when it runs. */
function uses({ operation, statement, before }: Step, { table, column }: Operation<'AddColumn'>): boolean {
  if (!isUse(operation) || /^\s*(?:EXEC|EXECUTE)\b/i.test(statement.sql ?? '')) return false;
  const isSame = (name: QualifiedName): boolean => sameName(before.traits, name, table);
  const isNamed = (name: string): boolean => samePart(before.traits, name, column.name);
  const others = operation.kind === 'InsertRows' ? readsOf(operation.source) : operation.reads;
  const isTarget = 'table' in operation && isSame(operation.table);
  const text = statement.sql ?? '';
  switch (operation.kind) {
    case 'InsertRows':
      return (isTarget && operation.columns.some(isNamed)) || (others.some(isSame) && mentions(text, column.name));
    case 'UpdateRows':
      if (isTarget && operation.assignments.some((assignment) => isNamed(assignment.column))) return true;
      break;
    default:
      break;
  }
  return (isTarget || others.some(isSame)) && mentions(text, column.name);
}

function isUse(operation: Operation): operation is Use {
  switch (operation.kind) {
    case 'UpdateRows':
    case 'DeleteRows':
    case 'InsertRows':
    case 'MergeRows':
    case 'Query':
      return true;
    default:
      return false;
  }
}

function readsOf(source: Operation<'InsertRows'>['source']): readonly QualifiedName[] {
  return source.kind === 'query' ? source.reads : [];
}

function report(added: Operation<'AddColumn'>, column: string, use: Operation, context: Context): void {
  context.report({
    at: use.span,
    message: `${displayName(added.table)}.${column} is used in the batch that adds it`,
    why: `SQL Server compiles a batch as a whole before its first statement runs, when the table has no such column: "Invalid column name '${column}'", and nothing of the batch is done`,
    remedy: "put a line with GO between the two, or run this statement by EXEC(N'…'), which is compiled when it runs",
    related: [{ span: added.span, message: `${column} is added here` }],
  });
}
