import path from 'node:path';
import type { Diagnostic, DialectName } from 'mig-lint';
import { askForFindings } from './ask.ts';

/** What the findings of a file are found in: its text, for as long as ESLint holds it. */
export interface Linted {
  readonly text: string;
}

interface FileRules {
  readonly options: Map<string, unknown>;
  found?: readonly Diagnostic[];
}

const files = new WeakMap<Linted, FileRules>();

/** Says that a rule will look at the file. ESLint creates all rules of a file before it runs the first. */
export function announce(source: Linted, rule: string, options: unknown): void {
  const rules = files.get(source) ?? { options: new Map() };
  rules.options.set(rule, options);
  files.set(source, rules);
}

export interface Place {
  readonly cwd: string;
  readonly filename: string;
  readonly alone?: { readonly dialect: DialectName };
}

/** What one of the announced rules found. The first that asks has all of them run at once. */
export function findingsOf(source: Linted, rule: string, { cwd, filename, alone }: Place): readonly Diagnostic[] {
  const rules = files.get(source);
  if (rules === undefined) return [];
  rules.found ??= askForFindings({
    kind: 'lint',
    cwd,
    file: path.resolve(cwd, filename),
    text: source.text,
    rules: [...rules.options].sort(([one], [other]) => (one < other ? -1 : 1)),
    ...(alone === undefined ? {} : { alone }),
  }).diagnostics;
  return rules.found.filter((diagnostic) => diagnostic.rule === rule);
}
