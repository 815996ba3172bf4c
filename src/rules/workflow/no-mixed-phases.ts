import type { Phase } from '../../model/phase.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import { listed } from '../words.ts';
import { deedOf } from './deeds.ts';
import { phasedSteps } from './phased-steps.ts';

const phases: readonly Phase[] = ['expand', 'migrate', 'contract'];

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
        message: `this migration ${listed([first, ...others].map(({ step, phase }) => `${deedOf(step)} (${phase})`))}`,
        why: present.some(({ phase }) => phase === 'contract')
          ? 'the breaking part can only be released when no earlier code runs, and the rest has to be released before that'
          : 'the data change can be long, fail and be repeated: in a migration of its own it is run, watched and taken back alone',
        remedy: `split it into ${listed(present.map(({ step, phase }) => `a migration that ${deedOf(step)}${phase === 'contract' ? ', in a later release' : ''}`))}`,
        related: [
          { span: first.step.operation.span, message: `${first.phase} begins here` },
          ...(third === undefined ? [] : [{ span: third.step.operation.span, message: `${third.phase} begins here` }]),
        ],
      });
    },
  },
});
