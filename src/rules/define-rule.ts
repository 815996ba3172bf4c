import type { GenericSchema, InferOutput } from 'valibot';
import { parse, strictObject } from 'valibot';
import type { Operation, OperationKind } from '../model/operation.ts';
import type { Rule, RuleContext, RuleDefinition, Step, StepContext, StepHandlers } from './rule.ts';

/** The options of a rule that has none. */
export const noOptions = strictObject({});

/** Makes a rule of its definition. The handlers get their operation narrowed and their options typed by the schema. */
export function defineRule<const Options extends GenericSchema>(definition: RuleDefinition<Options>): Rule {
  const { on, options: schema, ...metadata } = definition;
  return {
    ...metadata,
    options: schema,
    listen(given) {
      const options = parse(schema, given);
      return {
        hears: (kind) => on[kind] !== undefined,
        steps: (steps, context) => {
          const own = { ...context, options };
          for (const step of steps) hear<OperationKind, InferOutput<Options>>(on, step.operation, step, own);
        },
        migration: (view, context) => on.migration?.(view, { ...context, options }),
        chain: (view, context) => on.chain?.(view, { ...context, options }),
        project: (view, context) => on.project?.(view, { ...context, options }),
      };
    },
  };
}

function hear<K extends OperationKind, Options>(
  on: StepHandlers<Options, K>,
  operation: Operation<K>,
  step: Step,
  context: StepContext & RuleContext<Options>,
): void {
  on[operation.kind]?.(operation, step, context);
}
