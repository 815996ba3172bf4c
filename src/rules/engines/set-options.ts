import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Step } from '../rule.ts';
import { listed, withCode } from '../words.ts';

/** What a filtered index and an index of a view ask for (CREATE INDEX, "Required SET Options for Filtered Indexes"). */
const required: ReadonlyMap<string, 'on' | 'off'> = new Map([
  ['ansi_nulls', 'on'],
  ['ansi_padding', 'on'],
  ['ansi_warnings', 'on'],
  ['arithabort', 'on'],
  ['concat_null_yields_null', 'on'],
  ['quoted_identifier', 'on'],
  ['numeric_roundabort', 'off'],
]);

export default defineRule({
  name: 'set-options',
  category: 'engines',
  severity: 'error',
  presets: ['strict'],
  summary: 'A filtered index, or an index of a view, is made while SET options are as it does not allow',
  dialects: ['sqlserver'],
  options: noOptions,
  on: {
    migration({ up }, { report, write }) {
      const wrong = new Map<string, Operation<'SetVariable'>>();
      for (const step of up) {
        const { operation } = step;
        if (operation.kind === 'SetVariable') {
          const name = operation.name.toLowerCase();
          const wanted = required.get(name);
          if (wanted === undefined || operation.value?.toLowerCase() === wanted) wrong.delete(name);
          else wrong.set(name, operation);
        }
        if (operation.kind !== 'CreateIndex' || !step.applied || wrong.size === 0 || !asksForOptions(step)) continue;
        const names = [...wrong.keys()].map((name) => name.toUpperCase());
        const set = [...wrong].map(([name, setting]): Operation => ({
          ...setting,
          span: operation.span,
          value: required.get(name) ?? 'on',
        }));
        report({
          at: operation.span,
          message: `${operation.index.name ?? 'the index'} on ${displayName(operation.table)} is made while ${listed([...wrong].map(([name, { value = '' }]) => `${name.toUpperCase()} is ${value.toUpperCase()}`))}`,
          why: `SQL Server refuses a filtered index and an index of a view under such options (error 1934: ${listed(names)}), and later each write from a session that has them so`,
          remedy: withCode('set them as they have to be before it:', write(set), `set ${listed(names)} before it`),
          related: [...wrong.values()].map(({ span }) => ({ span, message: 'it is set here' })),
        });
      }
    },
  },
});

function asksForOptions({ operation, before }: Step): boolean {
  if (operation.kind !== 'CreateIndex') return false;
  return operation.index.where !== undefined || before.views.has(nameKey(before.traits, operation.table));
}
