import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Report, Step } from '../rule.ts';
import { withCode } from '../words.ts';
import { orderedUse } from './ordered-use.ts';

export default defineRule({
  name: 'enum-order',
  category: 'keys-and-types',
  severity: 'warning',
  presets: ['recommended'],
  summary: 'A value is added at the end of an enum whose order counts, without a word about its place',
  dialects: ['postgres'],
  like: { squawk: ['require-enum-value-ordering'], pgfence: ['alter-enum-no-ordering'] },
  options: noOptions,
  on: {
    AddEnumValue(operation, step, { view, report, write }) {
      const { name, value, position, span } = operation;
      const type = step.before.types.get(nameKey(step.before.traits, name));
      const last = type?.values.at(-1);
      if (position !== undefined || last === undefined || type?.origin.migration === view.migration.id) return;
      const use = orderedUse(step.before, name);
      if (use === undefined) return;
      const placed: Operation = { ...operation, position: { after: last } };
      const remedy = 'say where it belongs, BEFORE or AFTER another value, and if that is the end, say so too';
      report({
        at: span,
        message: `'${value}' goes behind '${last}' in ${displayName(name)}, whose order counts`,
        why: `PostgreSQL sorts and compares an enum by the places of its values, and ${use.by} ${use.how}; the place of a value cannot be changed later`,
        remedy: withCode(`${remedy}:`, write([placed]), remedy),
        related: [{ span: use.span, message: 'the order counts here' }],
        ...suggestion(step, placed, last),
      });
    },
  },
});

/** The same enum, with the place said that it gets anyway. */
function suggestion({ statement }: Step, placed: Operation, last: string): Pick<Report, 'suggestions'> {
  if (statement.operations.length > 1) return {};
  const changes = [{ kind: 'replace' as const, statements: [statement], operations: [placed] }];
  return { suggestions: [{ title: `Say that it comes after '${last}'`, changes }] };
}
