import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { conversion } from '../json-schemas.ts';
import { tableOf } from './markdown.ts';

/** A rule's options as a Markdown table; `undefined` when it has none. */
export function optionsTable(options: GenericSchema): string | undefined {
  const { properties = {} } = toJsonSchema(options, conversion);
  const rows = Object.entries(properties).flatMap(([name, schema]) =>
    typeof schema === 'boolean'
      ? []
      : [[`\`${name}\``, typeText(schema), defaultText(schema), schema.description ?? '']],
  );
  return rows.length === 0 ? undefined : tableOf(['option', 'values', 'default', 'meaning'], rows);
}

function defaultText(schema: JsonSchema): string {
  return schema.default === undefined ? '' : code(schema.default);
}

function typeText(schema: JsonSchema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(', ');
  const alternatives = schema.anyOf?.filter((one) => typeof one === 'object') ?? [];
  if (alternatives.length > 0) return alternatives.map(typeText).join(' or ');
  if (schema.type === 'array') return listText(schema);
  return typeof schema.type === 'string' ? schema.type : 'any value';
}

function listText({ items }: JsonSchema): string {
  if (Array.isArray(items)) {
    const parts = items.map((item) => (typeof item === 'boolean' ? 'any value' : typeText(item)));
    return `[${parts.join(', ')}]`;
  }
  return typeof items === 'object' ? `list of ${typeText(items)}` : 'list';
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
