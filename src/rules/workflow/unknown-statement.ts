import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView, Step } from '../rule.ts';

type Opaque = Operation<'Opaque'>;

const remedies: Readonly<Record<Exclude<Opaque['reason'], 'syntax-error' | 'template'>, string>> = {
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
        if (operation.reason === 'syntax-error' || operation.reason === 'template') continue;
        report({
          at: operation.span,
          message: operation.detail,
          why: 'no rule has looked at it, and what it changes is missing from the schema that later migrations are checked against',
          remedy: `${remedies[operation.reason]}, then say so: mig-lint-disable-next-line unknown-statement -- <what it does>`,
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
