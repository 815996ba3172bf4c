import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Step } from '../rule.ts';

export default defineRule({
  name: 'unsupported-alter',
  category: 'engines',
  severity: 'error',
  presets: ['recommended'],
  summary: 'An ALTER TABLE that SQLite, or this version of it, does not carry out',
  dialects: ['sqlite'],
  options: noOptions,
  on: {
    migration({ up }, { report, engineVersion, isNew }) {
      for (const step of up) {
        const refused = refusalOf(step);
        const { operation, facts, before } = step;
        // Of a default only old rows are in the way.
        const isEmpty = operation.kind === 'AddColumn' && isNew(operation.table, before);
        if (refused === undefined || isEmpty) continue;
        report({
          at: operation.span,
          message: `SQLite ${engineVersion} refuses this change of ${tableOf(operation)}: ${refused}`,
          why: 'its ALTER TABLE renames tables and columns, adds a column that every old row can take without being written, and drops one that nothing else uses; all else is an error, and the migration stops there',
          remedy: remedyFor(operation),
          ...(facts === undefined ? {} : { facts }),
        });
      }
    },
  },
});

/** Why a statement of SQL is refused; a tool that writes the SQL itself makes the table anew. */
function refusalOf({ operation, facts, statement, applied }: Step): string | undefined {
  if (!applied || statement.sql === undefined) return undefined;
  const isRequired =
    operation.kind === 'AddColumn' && !operation.column.nullable && operation.column.default === undefined;
  // A column that old rows have no value for is for no-required-column to say.
  return isRequired || operation.kind === 'CreateTable' ? undefined : facts?.refused;
}

function tableOf(operation: Operation): string {
  return 'table' in operation ? displayName(operation.table) : 'the schema';
}

function remedyFor(operation: Operation): string {
  const rebuild =
    'make the table anew: create one with the change under another name, copy the rows, drop the old one, rename the new one';
  switch (operation.kind) {
    case 'AddUnique':
      return 'add the column without UNIQUE, and create a unique index on it';
    case 'AddColumn':
      return `add ${operation.column.name} with a constant default or none, and fill it by an UPDATE; or ${rebuild}`;
    case 'DropColumn':
      return `drop what uses ${operation.column} first (an index, a view, a trigger), or ${rebuild}`;
    default:
      return rebuild;
  }
}
