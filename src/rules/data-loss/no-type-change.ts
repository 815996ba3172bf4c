import { holds } from '../../model/column-type.ts';
import { displayName } from '../../model/names.ts';
import { findColumn } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { changedMembers } from '../enum-members.ts';
import { withCode } from '../words.ts';

export default defineRule({
  name: 'no-type-change',
  category: 'data-loss',
  severity: 'error',
  presets: ['zero-downtime'],
  summary: 'A change of a column type that running code notices, or for which the table is written anew',
  like: {
    squawk: ['changing-column-type'],
    strong_migrations: ['change_column'],
    eugene: ['E5'],
    pgfence: ['alter-column-type'],
  },
  options: noOptions,
  on: {
    AlterColumn(operation, { before, facts }, { report, write, isNewColumn }) {
      const { table, column, change, old, span } = operation;
      if (change.type === undefined || isNewColumn(table, column, before)) return;
      const known = findColumn(before, table, column);
      const was = known?.type ?? old?.type;
      if (was?.text === change.type.text) return;
      const isHeld = was !== undefined && (before.traits.holds ?? holds)(change.type, was) === true;
      const isRewritten = facts !== undefined && facts.rewrites.length > 0;
      // A rewrite whose cause has a name has a rule of its own, and so have the values of an ENUM.
      if (isHeld && (!isRewritten || facts.cause !== undefined)) return;
      if (changedMembers(operation, before) !== undefined) return;

      const name = `${displayName(table)}.${column}`;
      const from = was === undefined ? '' : ` from ${was.text}`;
      const added = { name: `new_${column}`, type: change.type, nullable: true };
      report({
        at: span,
        message: `${name} changes its type${from} to ${change.type.text}`,
        why: isRewritten
          ? `the whole of ${displayName(table)} is written anew, and nobody can use it meanwhile`
          : 'code that runs during the deploy was written for the old type: it sends values that are refused, and reads others than it expects',
        remedy: withCode(
          `add a column of the new type, write both in the code, copy the old values in batches, read the new one only, and drop ${column} in a later release:`,
          write([{ kind: 'AddColumn', span, table, column: added }]),
          `add a column of the new type, write both in the code, copy the old values in batches, read the new one only, and drop ${column} in a later release`,
        ),
        ...(facts === undefined ? {} : { facts }),
      });
    },
  },
});
