import { description, optional, picklist, pipe, strictObject } from 'valibot';
import { defineRule, noOptions } from '../../../src/rules/define-rule.ts';

/** Rules for tests of what is generated from rules. */
export const oneTable = defineRule({
  name: 'one-table-per-migration',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration changes the schema of more than one table',
  options: strictObject({
    count: optional(pipe(picklist(['each', 'create-with-children']), description('What may pass')), 'each'),
  }),
  on: {},
});

export const dropTable = defineRule({
  name: 'no-drop-table',
  category: 'data-loss',
  severity: 'warning',
  presets: ['recommended', 'zero-downtime'],
  summary: 'A dropped table | with its rows',
  dialects: ['postgres', 'mysql'],
  fixable: true,
  like: { squawk: ['ban-drop-table'], atlas: ['DS102', 'DS103'] },
  options: noOptions,
  on: {},
});
