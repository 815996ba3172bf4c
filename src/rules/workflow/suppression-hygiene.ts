import { defineRule, noOptions } from '../define-rule.ts';

/** Its findings come with the suppressions, after all other rules have spoken: only then is it known which ones were needed. */
export default defineRule({
  name: 'suppression-hygiene',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A suppression without a reason, of an unknown rule, past its date, or that suppresses nothing',
  like: { squawk: ['unused-ignore'] },
  options: noOptions,
  on: {},
});
