import { toJsonSchema } from '@valibot/to-json-schema';
import { ESLintUtils } from '@typescript-eslint/utils';
import type { JSONSchema, TSESLint } from '@typescript-eslint/utils';
import type { Diagnostic, Edit, Fix, Rule } from 'mig-lint';
import { rules as registry } from 'mig-lint';
import { announce, findingsOf } from './findings.ts';
import { isMigrationSource } from './language/source-code.ts';

/** What ESLint's users can read of a rule without running it. */
export interface RuleDocs {
  readonly description: string;
  /** The presets that turn it on. */
  readonly presets: readonly string[];
  /** Absent: every dialect. */
  readonly dialects?: readonly string[];
}

type MessageId = 'finding' | 'proposal';
type Options = [options?: Record<string, unknown>];
type Context = Readonly<TSESLint.RuleContext<MessageId, Options>>;

const createRule = ESLintUtils.RuleCreator<RuleDocs>(
  (name) => `https://github.com/mig-lint/mig-lint/blob/main/docs/rules/${name}.md`,
);

/** Every rule of the registry as an ESLint rule of the same name, options and page. */
export const rules = Object.fromEntries(registry.map((rule) => [rule.name, eslintRule(rule)]));

function eslintRule(rule: Rule) {
  const { name, summary, presets, dialects } = rule;
  return createRule<Options, MessageId>({
    name,
    meta: {
      type: 'problem',
      docs: {
        description: summary,
        presets: [...presets],
        ...(dialects === undefined ? {} : { dialects: [...dialects] }),
      },
      messages: { finding: '{{message}}. {{why}}. {{remedy}}.', proposal: '{{title}}' },
      schema: [schemaOf(rule)],
      fixable: 'code',
      hasSuggestions: true,
      defaultOptions: [],
    },
    create(context) {
      announce(context.sourceCode, name, context.options[0] ?? {});
      const report = (): void => {
        reportAll(context, name);
      };
      // The roots of JavaScript's and TypeScript's tree, and of our own languages'.
      return { Program: report, MigrationFile: report };
    },
  });
}

function schemaOf({ options }: Rule): JSONSchema.JSONSchema4 {
  const { $schema, ...schema } = toJsonSchema(options, { errorMode: 'ignore' });
  const plain: unknown = structuredClone(schema);
  if (!isSchema(plain)) throw new TypeError('the options of a rule are an object');
  return plain;
}

function isSchema(value: unknown): value is JSONSchema.JSONSchema4 {
  return typeof value === 'object' && value !== null;
}

function reportAll(context: Context, rule: string): void {
  const { sourceCode, cwd, filename } = context;
  const alone = isMigrationSource(sourceCode) ? sourceCode.alone : undefined;
  const place = { cwd, filename, ...(alone === undefined ? {} : { alone }) };
  for (const diagnostic of findingsOf(sourceCode, rule, place)) report(context, diagnostic);
}

function report(context: Context, diagnostic: Diagnostic): void {
  const { span, message, why, remedy, fix, rewrite, suggestions } = diagnostic;
  const mends = fix === undefined ? undefined : editsHere(fix, span.file);
  const offered = [...suggestions, ...(rewrite === undefined ? [] : [rewrite])].flatMap((one) => {
    const edits = editsHere(one, span.file);
    return edits === undefined ? [] : [{ title: one.title, edits }];
  });
  context.report({
    loc: {
      start: context.sourceCode.getLocFromIndex(span.start),
      end: context.sourceCode.getLocFromIndex(span.end),
    },
    messageId: 'finding',
    data: { message, why: sentence(why), remedy: sentence(remedy) },
    ...(mends === undefined ? {} : { fix: (fixer) => replace(fixer, mends) }),
    suggest: offered.map(({ title, edits }) => ({
      messageId: 'proposal',
      data: { title },
      fix: (fixer) => replace(fixer, edits),
    })),
  });
}

/** ESLint changes one file at a time: a fix that also changes others is left to the command. */
function editsHere({ edits }: Fix, file: string): readonly Edit[] | undefined {
  return edits.every((edit) => edit.span.file === file) ? edits : undefined;
}

function replace(fixer: TSESLint.RuleFixer, edits: readonly Edit[]): TSESLint.RuleFix[] {
  return edits.map(({ span, text }) => fixer.replaceTextRange([span.start, span.end], text));
}

/** On one line, without the full stop that the message brings. */
function sentence(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
}
