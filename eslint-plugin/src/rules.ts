import { toJsonSchema } from '@valibot/to-json-schema';
import type {
  LanguageOptions,
  RuleContext,
  RuleDefinition,
  RuleTextEdit,
  RuleTextEditor,
  RuleVisitor,
  TextSourceCode,
} from '@eslint/core';
import type { Diagnostic, Edit, Fix, Rule } from 'mig-lint';
import { docsUrl, explanationLine, rules as registry } from 'mig-lint';
import { announce, findingsOf } from './findings.ts';
import { isMigrationSource } from './language/source-code.ts';

/** What ESLint's users can read of a rule without running it. */
interface RuleDocs {
  /** The presets that turn it on. */
  readonly presets: readonly string[];
  /** The tools that it is for; absent: all of them. */
  readonly frameworks?: readonly string[];
}

interface HostTypes {
  LangOptions: LanguageOptions;
  /** Of our languages, and of ESLint's own for JavaScript and TypeScript. */
  Code: TextSourceCode & { getLocFromIndex(index: number): { readonly line: number; readonly column: number } };
  RuleOptions: unknown[];
  Node: unknown;
  MessageIds: 'finding' | 'proposal';
}

type Context = RuleContext<HostTypes>;

export type MigrationRule = RuleDefinition<HostTypes & { Visitor: RuleVisitor; ExtRuleDocs: RuleDocs }>;

/** Every rule of the registry as an ESLint rule of the same name, options and page. */
export const rules: Readonly<Record<string, MigrationRule>> = Object.fromEntries(
  registry.map((rule) => [rule.name, eslintRule(rule)]),
);

function eslintRule(rule: Rule): MigrationRule {
  const { name, summary, presets, dialects, frameworks } = rule;
  return {
    meta: {
      type: 'problem',
      docs: {
        description: summary,
        url: docsUrl(name),
        recommended: presets.includes('recommended'),
        presets,
        ...(dialects === undefined ? {} : { dialects: [...dialects] }),
        ...(frameworks === undefined ? {} : { frameworks }),
      },
      messages: { finding: '{{explanation}}', proposal: '{{title}}' },
      schema: [optionsSchemaOf(rule)],
      fixable: 'code',
      hasSuggestions: true,
    },
    create(context) {
      announce(context.sourceCode, name, context.options[0] ?? {});
      const reportAll = (): void => {
        for (const diagnostic of findingsOf(context.sourceCode, name, placeOf(context))) report(context, diagnostic);
      };
      // The roots of JavaScript's and TypeScript's tree, of our own languages', and of @eslint/json's.
      return { Program: reportAll, MigrationFile: reportAll, Document: reportAll };
    },
  };
}

/** What configuration may say, in the draft of JSON Schema that ESLint checks with: nothing required is no empty list. */
function optionsSchemaOf({ options }: Rule): object {
  const { $schema, ...schema } = toJsonSchema(options, {
    typeMode: 'input',
    ignoreActions: ['readonly', 'check'],
    overrideSchema: ({ jsonSchema: { required = [], ...others } }) =>
      required.length === 0 ? others : { ...others, required },
  });
  return schema;
}

function placeOf({ cwd, filename, sourceCode }: Context): Parameters<typeof findingsOf>[2] {
  const alone = isMigrationSource(sourceCode) ? sourceCode.alone : undefined;
  return { cwd, filename, ...(alone === undefined ? {} : { alone }) };
}

function report(context: Context, diagnostic: Diagnostic): void {
  const { span, fix, rewrite, suggestions } = diagnostic;
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
    data: { explanation: explanationLine(diagnostic) },
    ...(mends === undefined ? {} : { fix: (fixer) => replace(fixer, mends) }),
    suggest: offered.map(({ title, edits }) => ({
      messageId: 'proposal',
      data: { title },
      fix: (fixer) => replace(fixer, edits),
    })),
  });
}

/** ESLint changes one file at a time: a fix that also changes others, or adds some, is left to the command. */
function editsHere({ edits, files = [] }: Fix, file: string): readonly Edit[] | undefined {
  return files.length === 0 && edits.every((edit) => edit.span.file === file) ? edits : undefined;
}

function replace(fixer: RuleTextEditor, edits: readonly Edit[]): RuleTextEdit[] {
  return edits.map(({ span, text }) => fixer.replaceTextRange([span.start, span.end], text));
}
