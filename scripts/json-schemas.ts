import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { ConfigurableRule } from '../src/config/resolve.ts';
import { configSchema, ruleLevelSchema } from '../src/config/schema.ts';
import { suppressionsSchema } from '../src/lint/suppressions-file.ts';
import { reportSchema } from '../src/report/contract.ts';
import { explainSchema } from '../src/report/explain/contract.ts';
import { statsSchema } from '../src/stats/contract.ts';
import type { GeneratedFiles } from './generated-files.ts';

/**
 * Lists are read-only to us; JSON has no word for it. Nor has JSON Schema for what a function checks: which days the
 * calendar has, whether a regular expression is one.
 */
export const conversion: ConversionConfig = { typeMode: 'input', ignoreActions: ['readonly', 'check'] };

/** The JSON Schemas that are shipped: of the files that people write, for editors, and of the JSON output, for programs. */
export function jsonSchemaFiles(rules: readonly (ConfigurableRule & { readonly summary: string })[]): GeneratedFiles {
  return new Map([
    ['schemas/config.schema.json', text(configJsonSchema(rules))],
    [
      'schemas/report.schema.json',
      text({ ...toJsonSchema(reportSchema, conversion), title: 'The output of mig-lint --format json' }),
    ],
    [
      'schemas/explain.schema.json',
      text({ ...toJsonSchema(explainSchema, conversion), title: 'The output of mig-lint explain --format json' }),
    ],
    [
      'schemas/stats.schema.json',
      text({ ...toJsonSchema(statsSchema, conversion), title: 'The sizes of tables that mig-lint stats takes' }),
    ],
    [
      'schemas/suppressions.schema.json',
      text({ ...toJsonSchema(suppressionsSchema, conversion), title: 'The findings that a project has accepted' }),
    ],
  ]);
}

function configJsonSchema(rules: readonly (ConfigurableRule & { readonly summary: string })[]): object {
  const schema = toJsonSchema(v.omit(configSchema, ['rules']), conversion);
  return {
    ...schema,
    title: 'The configuration of mig-lint',
    properties: {
      ...schema.properties,
      rules: {
        type: 'object',
        description: 'Levels and options of single rules, on top of the presets.',
        properties: Object.fromEntries(rules.map((rule) => [rule.name, { description: rule.summary, ...entry(rule) }])),
        additionalProperties: false,
      },
    },
  };
}

/** `"error"`, or `["error", { ...options }]`. */
function entry({ options }: ConfigurableRule): object {
  const level = inner(ruleLevelSchema);
  const items = [level, inner(options)];
  return { anyOf: [level, { type: 'array', items, minItems: 1, additionalItems: false }] };
}

/** A schema within another one: only the outermost says which draft it is written in. */
function inner(schema: v.GenericSchema): object {
  return { ...toJsonSchema(schema, conversion), $schema: undefined };
}

function text(schema: object): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
