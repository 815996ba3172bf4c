import * as v from 'valibot';
import type { Related } from '../../model/diagnostic.ts';
import type { Lock } from '../../model/facts.ts';
import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule } from '../define-rule.ts';
import type { Context, MigrationView, RuleContext, Step } from '../rule.ts';
import { blocking, counted, withArticle, withCode } from '../words.ts';
import { blocksUse } from './existing-tables.ts';
import type { Limit } from './timeouts.ts';
import { isLimit, limitsAt } from './timeouts.ts';

const options = v.strictObject({
  max: v.pipe(
    v.optional(v.pipe(v.number(), v.minValue(1)), 60),
    v.description('The longest wait for a lock that is accepted, in seconds'),
  ),
  runner: v.exactOptional(
    v.pipe(
      v.number(),
      v.minValue(0),
      v.description('The limit that the role or the runner sets before it begins, in seconds; 0 is none'),
    ),
  ),
});

export default defineRule({
  name: 'require-lock-timeout',
  category: 'locks',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'A table in use is locked with no limit to the wait for the lock',
  dialects: ['postgres'],
  like: {
    squawk: ['require-timeout-settings', 'require-lock-timeout'],
    eugene: ['E9'],
    pgfence: [
      'missing-lock-timeout',
      'lock-timeout-zero',
      'lock-timeout-too-long',
      'lock-timeout-after-dangerous-statement',
    ],
  },
  options,
  on: {
    migration(view, context) {
      const limits = limitsAt(view.up);
      const unlimited = view.up.filter((step, at) => {
        const { enough } = judgeLimits(limits[at], context);
        return step.applied && !enough && strongLock(step, context) !== undefined;
      });
      const [first] = unlimited;
      if (first === undefined) return;
      report(first, unlimited, judgeLimits(limits[view.up.indexOf(first)], context).tooLong, view, context);
    },
  },
});

/** As many of the other statements are shown as are still read. */
const shown = 10;

/** The first step of each statement. */
function firstOfEach(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ statement }, at) => statement !== steps[at - 1]?.statement);
}

function lockedToo(step: Step, context: Context): readonly Related[] {
  const lock = strongLock(step, context);
  return lock === undefined
    ? []
    : [{ span: step.operation.span, message: `${withArticle(lock.mode)} lock on ${displayName(lock.table)}` }];
}

/** The lock of a step that others would wait behind, on something in use. */
function strongLock({ facts, before }: Step, { isUnused }: Context): Lock | undefined {
  return facts?.locks.find((lock) => blocksUse(lock) && !isUnused(lock.table, before));
}

/**
 * Whether one of the limits is short enough; a value that is not known before it runs counts as such. What the migration
 * sets takes the place of what the runner has set.
 */
function judgeLimits(
  limits: ReadonlyMap<string, Limit> | undefined,
  { options: { max, runner = 0 } }: RuleContext<v.InferOutput<typeof options>>,
): { readonly enough: boolean; readonly tooLong: Limit | undefined } {
  const all = [...(limits?.values() ?? [])];
  if (all.length === 0) return { enough: runner > 0 && runner <= max, tooLong: undefined };
  const isEnough = ({ milliseconds }: Limit): boolean =>
    milliseconds === undefined || (milliseconds > 0 && milliseconds <= max * 1000);
  return { enough: all.some(isEnough), tooLong: all[0] };
}

function report(
  first: Step,
  unlimited: readonly Step[],
  tooLong: Limit | undefined,
  { up }: MigrationView,
  context: RuleContext<v.InferOutput<typeof options>>,
): void {
  const lock = strongLock(first, context);
  if (lock === undefined) return;
  const { operation, inTransaction, facts } = first;
  const late = up.find(
    (step) => isLimit(step.operation) && step.operation.span.start > operation.span.start,
  )?.operation;
  const others = firstOfEach(unlimited.filter(({ statement }) => statement !== first.statement));
  const state = stateOf(tooLong, late, context.options.max);
  const limit: Operation = {
    kind: 'SetVariable',
    span: operation.span,
    name: 'lock_timeout',
    value: "'5s'",
    scope: inTransaction ? 'transaction' : 'session',
  };
  context.report({
    at: operation.span,
    message: `${displayName(lock.table)} is locked ${state}${others.length === 0 ? '' : `, here and by ${counted(others.length, 'more statement')}`}`,
    why: `it takes ${withArticle(lock.mode)} lock, which blocks ${blocking(lock.blocks)}: while it waits for a long query on ${displayName(lock.table)} to end, everybody who comes later waits behind it, however little it does itself`,
    remedy: withCode(
      'give up after a few seconds and try again, before the first statement that locks (where the role that migrates has a limit already, say so in the option runner of this rule):',
      context.write([limit]),
      "SET lock_timeout = '5s' before the first statement that locks; where the role that migrates has a limit already, say so in the option runner of this rule",
    ),
    ...(facts === undefined ? {} : { facts }),
    related: [
      ...(late === undefined ? [] : [{ span: late.span, message: 'a limit is set only here' }]),
      ...others.slice(0, shown).flatMap((step) => lockedToo(step, context)),
    ],
  });
}

function stateOf(limit: Limit | undefined, late: Operation | undefined, max: number): string {
  if (limit !== undefined) {
    const { name, value = '' } = limit.operation;
    return limit.milliseconds === 0
      ? `while ${name} is ${value}, which is no limit`
      : `while ${name} is ${value}, longer than ${counted(max, 'second')}`;
  }
  return late === undefined ? 'with no lock_timeout set' : 'before a lock_timeout is set';
}
