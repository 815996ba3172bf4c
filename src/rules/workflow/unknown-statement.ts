import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView, Step } from '../rule.ts';

type Opaque = Operation<'Opaque'>;

/** What to do about the reasons that this rule speaks of; unparsed-statement speaks of the others. */
const remedies: Partial<Record<Opaque['reason'], string>> = {
  'built-at-run-time': 'write the statement out, or build it from constants that can be read here',
  'not-recognised': 'check it by hand',
};

export default defineRule({
  name: 'unknown-statement',
  category: 'workflow',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'A statement that could not be understood is a statement that nobody checked',
  options: noOptions,
  on: {
    migration(view, { report }) {
      for (const { operation } of opaqueSteps(view)) {
        const advice = remedies[operation.reason];
        if (advice === undefined) continue;
        report({
          at: operation.span,
          message: operation.detail,
          why: 'no rule has looked at it, and what it changes is missing from the schema that later migrations are checked against',
          remedy: `${advice}, then say so: mig-lint-disable-next-line unknown-statement -- <what it does>`,
        });
      }
      for (const { about, span, message } of view.migration.problems) {
        if (about !== 'value') continue;
        report({
          at: span,
          message,
          why: 'the rest was read as if some constant stood there; no rule has looked at what it will be',
          remedy:
            'write a constant, or say what it can be: mig-lint-disable-next-line unknown-statement -- <what it can be>',
        });
      }
      for (const { operation } of [...view.up, ...(view.down ?? [])]) {
        if (operation.unread === undefined) continue;
        report({
          at: operation.span,
          message: `a part of this statement was not understood: ${operation.unread.join(', ')}`,
          why: 'the rest was read as if it were not there; no rule has looked at what it changes',
          remedy: 'check it by hand, then say so: mig-lint-disable-next-line unknown-statement -- <what it does>',
        });
      }
    },
  },
});

/** The steps of both sides that were not understood. */
export function opaqueSteps(view: MigrationView): readonly (Step & { readonly operation: Opaque })[] {
  return [...view.up, ...(view.down ?? [])].flatMap((step) => {
    const { operation } = step;
    return operation.kind === 'Opaque' ? [{ ...step, operation }] : [];
  });
}
