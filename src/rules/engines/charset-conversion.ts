import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { findColumn } from '../../model/schema.ts';
import { defineRule } from '../define-rule.ts';
import type { SizeContext } from '../locks/small-tables.ts';
import { smallTables } from '../locks/small-tables.ts';
import type { Step } from '../rule.ts';
import { withCode } from '../words.ts';
import { copyCost } from './copied-table.ts';

export default defineRule({
  name: 'charset-conversion',
  category: 'engines',
  severity: 'error',
  presets: ['recommended'],
  summary: 'The character set or collation of a table in use changes, for which every row is copied',
  dialects: ['mysql'],
  options: smallTables,
  on: {
    AlterTable({ table }, step, context) {
      const name = displayName(table);
      const remedy = `${elsewhere(name)}. Where only columns to come are meant, leave those that are there alone: ALTER TABLE ${name} DEFAULT CHARACTER SET …`;
      judge(table, name, remedy, step, context);
    },
    AlterColumn(operation, step, context) {
      const { table, column } = operation;
      const kept = keeping(operation, step);
      const introduction = `what the definition does not say, ${column} takes from the table from now on; to leave it as it is, say so`;
      const remedy =
        kept === undefined
          ? elsewhere(displayName(table))
          : withCode(`${introduction}:`, context.write([kept]), `${introduction} with CHARACTER SET and COLLATE`);
      judge(table, `${displayName(table)}.${column}`, remedy, step, context);
    },
  },
});

function judge(table: QualifiedName, name: string, remedy: string, step: Step, context: SizeContext): void {
  if (step.facts?.cause?.kind !== 'character-set') return;
  const cost = copyCost(step, context);
  if (cost === undefined) return;
  context.report({
    at: step.operation.span,
    message: `${name} changes its character set or collation, for which ${displayName(table)} is copied: ${cost.facts.because ?? 'every text is another one'}`,
    why: `the copy takes the longer the more rows there are, all under ${cost.locks}; a text that the new character set does not have makes it fail, and so does an index that becomes too long`,
    remedy,
    facts: cost.facts,
  });
}

function elsewhere(name: string): string {
  return `convert ${name} with gh-ost or pt-online-schema-change, which copy it while it is in use, or in a maintenance window`;
}

/** The change with the character set that the column has, where it says none and so takes the table's. */
function keeping(operation: Operation<'AlterColumn'>, { before }: Step): Operation | undefined {
  const { change, table, column } = operation;
  const known = findColumn(before, table, column);
  const charset = known?.attributes?.['charset'];
  const collation = known?.collation;
  const isSaid = change.collation != null || change.attributes?.['charset'] !== undefined;
  if (isSaid || (charset === undefined && collation === undefined)) return undefined;
  return {
    ...operation,
    change: {
      ...change,
      ...(collation === undefined ? {} : { collation }),
      ...(charset === undefined ? {} : { attributes: { ...change.attributes, charset } }),
    },
  };
}
