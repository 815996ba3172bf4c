import type { OpaqueReason } from '../../model/operations/session.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { opaqueSteps } from './unknown-statement.ts';

interface Advice {
  readonly why: string;
  readonly remedy: string;
}

/** Why it matters and what to do, for the reasons that this rule speaks of; unknown-statement speaks of the others. */
const advice: Partial<Record<OpaqueReason, Advice>> = {
  'syntax-error': {
    why: 'the database will refuse it, or it is written for another database; no rule has looked at it',
    remedy:
      'mend the statement; if it is valid, check that the chain has the right dialect (--dialect, or `dialect` in the configuration)',
  },
  'unreadable-file': {
    why: 'no rule has looked at it',
    remedy: 'save it as UTF-8 text, or leave it out with `ignore` in the configuration',
  },
  template: {
    why: 'what the database will run is only known once the template is filled in',
    remedy: 'lint the rendered file, or leave templates out with `ignore` in the configuration',
  },
};

export default defineRule({
  name: 'unparsed-statement',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A statement that is not valid SQL, or a migration file that cannot be read',
  like: { squawk: ['syntax-error'] },
  options: noOptions,
  on: {
    migration(view, { report }) {
      for (const { operation } of opaqueSteps(view)) {
        const { span, detail, reason } = operation;
        const known = advice[reason];
        if (known !== undefined) report({ at: span, message: detail, ...known });
      }
      for (const problem of view.migration.problems) {
        // migration-naming, migration-order and unknown-statement speak of the others.
        if (problem.about !== undefined) continue;
        report({
          at: problem.span,
          message: problem.message,
          why: 'what this migration does could not be read in full, so it was not checked in full',
          remedy: problem.remedy ?? 'mend the file, or leave it out with `ignore` in the configuration',
        });
      }
    },
  },
});
