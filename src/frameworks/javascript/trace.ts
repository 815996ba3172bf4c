import type { Guard, ObjectReference } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { HostValue, Value } from './value.ts';

/** What a function does to the hosts that it is given, in the order in which it does it, and what it returns. */
export interface Trace {
  readonly effects: readonly Effect[];
  readonly returned: Value;
  /** It throws under no condition: a `down` that only says that there is no way back. */
  readonly throws: boolean;
}

/** A condition that holds where an effect is. */
export interface Condition {
  /** What is asked: often the result of a chain such as `knex.schema.hasTable('t')`. */
  readonly value: Value;
  /** Whether it is true, or false, where the effect is. Negations are resolved into this. */
  readonly holds: boolean;
  /** As written, on one line. */
  readonly text: string;
  readonly at: Span;
}

interface EffectBase {
  /** The whole chain with `await` left out, or the expression that is not understood. */
  readonly at: Span;
  /** All of them hold. */
  readonly conditions: readonly Condition[];
  /** Run again and again by a loop whose rounds are not known; a loop over known values is as many effects. */
  readonly repeated: boolean;
  /** Stands in a `try` with a handler, so that its failure may be passed over. */
  readonly attempted: boolean;
}

/** A chain that ends there, and how it is used. Chains that are arguments of other chains are no effects. */
export interface ChainEffect extends EffectBase {
  readonly kind: 'chain';
  readonly chain: HostValue;
  /** `statement`: nobody waits for it. `never`: it is built and not used at all. */
  readonly run: 'awaited' | 'returned' | 'statement' | 'never';
}

/** A place where something may be done with a host that cannot be told. */
interface OpaqueEffect extends EffectBase {
  readonly kind: 'opaque';
  /** For people: `what seed() of the package x does with knex is not known`. */
  readonly reason: string;
  /** A bound of the reading was hit, as opposed to something that only a run can tell. */
  readonly bounded: boolean;
}

export type Effect = ChainEffect | OpaqueEffect;

/** What a framework understands of a question to the catalog: `exists` when a true answer means that it is there. */
export interface Question {
  readonly object: ObjectReference;
  readonly exists: boolean;
}

/**
 * Conditions as the model has them: those that ask the catalog as guards on the object, the others as written.
 * `questionOf` is the framework's own: what a value such as the result of `hasColumn('t', 'c')` asks.
 */
export function guardsOf(
  conditions: readonly Condition[],
  questionOf: (value: Value) => Question | undefined,
): readonly Guard[] {
  return conditions.map(({ value, holds, text }): Guard => {
    const question = questionOf(value);
    if (question !== undefined) {
      return { kind: 'object', exists: question.exists === holds, object: question.object };
    }
    return { kind: 'condition', text: holds ? text : `!(${text})` };
  });
}
