import type { Statement } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { counted } from '../words.ts';

export default defineRule({
  name: 'suppressed-splits',
  category: 'frameworks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A statement with suppressTransaction commits what the migration has done before it',
  frameworks: ['ef-core', 'ef6'],
  // MySQL commits every change of the schema by itself, suppressed or not.
  dialects: ['postgres', 'sqlserver', 'sqlite'],
  options: noOptions,
  on: {
    migration({ up, migration }, { report }) {
      const applied = new Set(up.filter((step) => step.applied).map(({ operation }) => operation));
      let pending: readonly Statement[] = [];
      for (const statement of migration.up) {
        if (statement.outsideTransaction !== true) {
          const lasting = statement.operations.some((operation) => applied.has(operation) && isLasting(operation));
          if (lasting) pending = [...pending, statement];
          continue;
        }
        const [first] = pending;
        if (first === undefined) continue;
        report({
          at: statement.span,
          message: `suppressTransaction commits the ${counted(pending.length, 'statement')} before it`,
          why: 'EF ends its transaction to run it, and records the migration only at the very end: when this statement or one after it fails, the first part stays without a record, and the next attempt does it again or fails on what is there already',
          remedy:
            'put the statement with suppressTransaction in a migration of its own, which comes after this one; or, if it must come first, at the beginning',
          related: [{ span: first.span, message: 'committed although the migration is not done' }],
        });
        pending = [];
      }
    },
  },
});

/** Settings, questions and transaction control leave nothing behind. */
const passing: ReadonlySet<Operation['kind']> = new Set<Operation['kind']>([
  'Begin',
  'Commit',
  'Rollback',
  'Savepoint',
  'SetVariable',
  'LockTable',
  'Maintenance',
  'NoChange',
  'Query',
]);

/** Whether a second attempt would stumble over it: what asks first whether it is done already can be repeated. */
function isLasting({ kind, guards = [] }: Operation): boolean {
  return !passing.has(kind) && guards.every((guard) => guard.kind === 'condition');
}
