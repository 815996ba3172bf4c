import type { Phase } from '../../model/phase.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { listed } from '../words.ts';
import { deedOf } from './deeds.ts';
import { phasedSteps } from './phased-steps.ts';

const phases: readonly Phase[] = ['expand', 'migrate', 'contract'];

/** What each phase does to those who are in the middle of something. */
const meanings: Readonly<Record<Phase, string>> = {
  expand: 'running code goes on as before',
  migrate: 'rows are carried over while both versions run',
  contract: 'code that has not been replaced yet fails',
};

export default defineRule({
  name: 'no-mixed-phases',
  category: 'workflow',
  severity: 'error',
  presets: ['phased'],
  summary: 'A migration mixes changes that running code survives with data changes or with breaking ones',
  options: noOptions,
  on: {
    migration(view, context) {
      const steps = phasedSteps(view, context);
      const present = phases.flatMap((phase) => steps.find((one) => one.phase === phase) ?? []);
      const [first, ...others] = present.toSorted((one, other) => steps.indexOf(one) - steps.indexOf(other));
      const [second, third] = others;
      if (first === undefined || second === undefined) return;

      context.report({
        at: second.step.operation.span,
        message: `this migration ${listed([first, ...others].map(({ step, phase }) => `${deedOf(step.operation)} (${phase})`))}`,
        why: `they cannot be released together: after ${listed(present.map(({ phase }) => `${phase}, ${meanings[phase]}`))}`,
        remedy: `split it into ${listed(present.map(({ step, phase }) => `a migration that ${deedOf(step.operation)}${phase === 'contract' ? ', in a later release' : ''}`))}`,
        related: [
          { span: first.step.operation.span, message: `${first.phase} begins here` },
          ...(third === undefined ? [] : [{ span: third.step.operation.span, message: `${third.phase} begins here` }]),
        ],
      });
    },
  },
});
