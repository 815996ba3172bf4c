import { toJsonSchema } from '@valibot/to-json-schema';
import { format, resolveConfig } from 'prettier';
import type { ConfigurableRule } from '../src/config/resolve.ts';
import { root, type GeneratedFiles } from './generated-files.ts';
import { conversion } from './json-schemas.ts';

export const eslintTypesFolder = 'eslint-plugin/src/generated';

const noMembers = '{}';

type JsonSchema = ReturnType<typeof toJsonSchema>;
type JsonSchemaOrBoolean = JsonSchema | boolean | undefined;

/**
 * The rules' options as a TypeScript declaration, so that `defineConfig` of ESLint checks them. It is one of a CommonJS
 * module, as those of ESLint are: to TypeScript, what they import from @eslint/core is not what an ES module imports.
 */
export async function eslintTypeFiles(
  rules: readonly (ConfigurableRule & { readonly summary: string })[],
): Promise<GeneratedFiles> {
  const file = `${eslintTypesFolder}/rule-options.d.cts`;
  const optionsOf = ({ options }: ConfigurableRule): string => {
    const type = typeOf(toJsonSchema(options, conversion));
    return type === noMembers ? '[]' : `[${type}]`;
  };
  const text = [
    '// Written by `npm run schemas` from the options of the rules.',
    '/* eslint-disable @typescript-eslint/ban-ts-comment -- nothing else is wrong with it */',
    '// @ts-nocheck -- a rule that is not configured is no undefined one, as only exactOptionalPropertyTypes can say',
    "import type { Linter } from 'eslint';",
    "declare module '@eslint/core' {",
    'interface RulesConfig {',
    ...rules.flatMap((rule) => [
      `/** ${rule.summary}. */`,
      `'mig-lint/${rule.name}'?: Linter.RuleEntry<${optionsOf(rule)}>;`,
    ]),
    '}',
    '}',
  ].join('\n');
  return new Map([[file, await format(text, { ...(await resolveConfig(`${root}/${file}`)), filepath: file })]]);
}

function typeOf(schema: JsonSchemaOrBoolean): string {
  if (schema === undefined || typeof schema === 'boolean') return schema === false ? 'never' : 'unknown';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return choices.map((choice) => `(${typeOf(choice)})`).join(' | ');
  switch (schema.type) {
    case 'object':
      return objectType(schema);
    case 'array':
      return Array.isArray(schema.items) ? `[${schema.items.map(typeOf).join(', ')}]` : `(${typeOf(schema.items)})[]`;
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      throw new Error(`there is no TypeScript for ${JSON.stringify(schema)}`);
  }
}

function objectType({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const members = Object.entries(properties).flatMap(([name, property]) => [
    ...(typeof property === 'object' && property.description !== undefined ? [`/** ${property.description} */`] : []),
    `'${name}'${required.includes(name) ? '' : '?'}: ${typeOf(property)};`,
  ]);
  if (typeof additionalProperties === 'object') members.push(`[name: string]: ${typeOf(additionalProperties)};`);
  return members.length === 0 ? noMembers : `{\n${members.join('\n')}\n}`;
}
