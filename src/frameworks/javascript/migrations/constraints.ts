import { lookUp } from '../../../model/look-up.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Constraint, ReferentialAction } from '../../../model/table.ts';

/** A constraint of a table that exists already. */
export function addition(constraint: Constraint, table: QualifiedName, span: Span): Operation {
  switch (constraint.kind) {
    case 'PrimaryKey':
      return { kind: 'AddPrimaryKey', span, table, constraint };
    case 'Unique':
      return { kind: 'AddUnique', span, table, constraint };
    case 'Check':
      return { kind: 'AddCheck', span, table, constraint };
    case 'ForeignKey':
      return { kind: 'AddForeignKey', span, table, constraint };
    case 'Exclusion':
      return { kind: 'AddExclusion', span, table, constraint };
  }
}

const actions: Readonly<Record<string, ReferentialAction>> = {
  cascade: 'cascade',
  restrict: 'restrict',
  'set null': 'set-null',
  'set default': 'set-default',
  'no action': 'no-action',
};

/** ON DELETE or ON UPDATE as written; what is not said is NO ACTION. */
export function referentialAction(written: string | undefined): ReferentialAction {
  return lookUp(actions, written?.trim().toLowerCase().replace(/\s+/g, ' ') ?? '') ?? 'no-action';
}

type Deferrable = 'initially-immediate' | 'initially-deferred';

/** `INITIALLY DEFERRED`, with or without DEFERRABLE before it; empty when it is not deferrable. */
export function deferrable(written: string | undefined): { readonly deferrable?: Deferrable } {
  if (written === undefined || /\bnot\s+deferrable\b/i.test(written)) return {};
  return { deferrable: /\bdeferred\b/i.test(written) ? 'initially-deferred' : 'initially-immediate' };
}
