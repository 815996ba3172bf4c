import { defineRule, noOptions } from '../define-rule.ts';

export default defineRule({
  name: 'transaction-override-forbidden',
  category: 'frameworks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration class sets its transaction although all pending migrations run in one',
  frameworks: ['typeorm'],
  options: noOptions,
  on: {
    migration({ migration: { id, ownTransaction } }, { report }) {
      if (ownTransaction?.runMode !== 'whole-batch') return;
      report({
        at: ownTransaction.span,
        message: `${id} sets transaction, and all pending migrations run in one transaction`,
        why: 'TypeORM refuses that before it runs anything (ForbiddenTransactionModeOverrideError): no pending migration is applied, this one or another',
        remedy:
          "give each migration a transaction of its own, with migrationsTransactionMode: 'each' in the DataSource or --transaction each on the command line; or take the property away",
      });
    },
  },
});
