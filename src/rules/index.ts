import type { Rule } from './rule.ts';

/** The registry: a rule is a file, a page in fixtures/rules, and one line here, in the order of the catalogue. */
export const rules: readonly Rule[] = [];
