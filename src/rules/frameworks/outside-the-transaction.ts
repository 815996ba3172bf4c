import { allStatements } from '../../model/migration.ts';
import { defineRule, noOptions } from '../define-rule.ts';

export default defineRule({
  name: 'outside-the-transaction',
  category: 'frameworks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A call inside of sequelize.transaction is not given the transaction',
  frameworks: ['sequelize', 'umzug'],
  options: noOptions,
  on: {
    migration({ migration }, { report }) {
      for (const { span, forgotten } of allStatements(migration)) {
        if (forgotten?.what !== 'transaction') continue;
        report({
          at: span,
          message: `${forgotten.call} runs outside of the transaction around it`,
          why: 'without the option, Sequelize takes another connection from the pool: the call is not rolled back with the others, does not see what they changed, and waits for their locks, which are held until it is done',
          remedy: forgotten.remedy,
        });
      }
    },
  },
});
