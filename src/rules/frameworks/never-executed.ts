import { allStatements } from '../../model/migration.ts';
import { defineRule, noOptions } from '../define-rule.ts';

export default defineRule({
  name: 'never-executed',
  category: 'frameworks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A builder that is never run, or that nobody waits for',
  frameworks: ['knex', 'kysely'],
  options: noOptions,
  on: {
    migration({ migration }, { report }) {
      for (const { span, forgotten } of allStatements(migration)) {
        if (forgotten?.what === 'execution') {
          report({
            at: span,
            message: `${forgotten.call} is built and never run`,
            why: 'the builder only describes the statement: the migration is recorded as applied, and the database never got it',
            remedy: forgotten.remedy,
          });
        }
        if (forgotten?.what === 'await') {
          report({
            at: span,
            message: `nobody waits for ${forgotten.call}`,
            why: 'the migration goes on, and can be committed and recorded as applied, before the statement is done; an error of it is lost, or ends the process',
            remedy: forgotten.remedy,
          });
        }
      }
    },
  },
});
