import type { Config } from '../../src/config/config.ts';
import { applyEdits } from '../../src/lint/edits.ts';
import { lintProject } from '../../src/lint/lint.ts';
import { schemaOf } from '../../src/lint/project.ts';
import type { Diagnostic, Fix } from '../../src/model/diagnostic.ts';
import { indexLines } from '../../src/model/span.ts';
import type { Example } from '../../scripts/pages/parse-page.ts';
import type { ProjectInMemory } from './example-project.ts';
import { openInMemory } from './example-project.ts';
import type { PlacedFile } from './place-example.ts';
import { migrationPaths, placeExample } from './place-example.ts';

/** The rules that a page's examples are held against. */
export interface PageRules {
  readonly rule: string;
  readonly others: readonly string[];
}

/** A finding where the page marks it. */
interface FoundOnPage {
  readonly rule: string;
  readonly severity: string;
  readonly line: number;
}

export interface LintedExample {
  readonly found: readonly FoundOnPage[];
  readonly diagnostics: readonly Diagnostic[];
  /** The example's files with the edits of some fixes made, without what was put around them, and the files that they add. */
  applied(fixOf: (diagnostic: Diagnostic) => Fix | undefined): readonly string[];
  /** The tables that the chain ends in and knows whole, for comparing: columns in any order. */
  readonly tables: unknown;
}

/** An example as a project: its files, and those of the setup blocks before it, which count as shipped. */
export interface ExampleProject extends Required<ProjectInMemory> {
  /** The example's own files. */
  readonly placed: readonly PlacedFile[];
}

/** Whether a block is what the examples below it stand on. */
export function isGround({ role }: Example): boolean {
  return role === 'setup' || role === 'config';
}

/** @param ground the blocks of setup and configuration above the example */
export function exampleProject(example: Example, ground: readonly Example[], rules: PageRules): ExampleProject {
  const setup = ground.filter(({ role }) => role === 'setup');
  const shipped = setup.flatMap((block, number) =>
    block.files.map((file, at) => placeExample(block, file, { number: number * 10 + at + 1, name: 'Setup' })),
  );
  const placed = example.files.map((file, at) => placeExample(example, file, { number: 900 + at, name: 'Example' }));
  const textsOf = (files: readonly PlacedFile[]): Map<string, string> =>
    new Map(files.map((file) => [file.path, file.before + file.text + file.after]));
  return {
    config: { ...configOf(example, rules), ...configIn(ground) },
    workTree: textsOf([...shipped, ...placed]),
    shipped: textsOf(shipped),
    placed,
  };
}

/** Lints an example on top of the blocks above it. */
export async function lintExample(
  example: Example,
  ground: readonly Example[],
  rules: PageRules,
): Promise<LintedExample> {
  const { placed, ...inMemory } = exampleProject(example, ground, rules);
  const project = await openInMemory(inMemory);
  const report = lintProject(project, { today: '2026-01-31', startedAt: 0 });
  const [chain] = project.chains;
  if (chain === undefined) throw new Error('the example is not read as a chain of migrations');
  return {
    diagnostics: report.diagnostics,
    found: report.diagnostics.map((diagnostic) => locate(diagnostic, placed)),
    applied(fixOf) {
      const fixes = report.diagnostics.flatMap((one) => fixOf(one) ?? []);
      const added = fixes.flatMap(({ files = [] }) => files);
      return [...placed.map((file) => apply(file, fixes)), ...added.map(({ path, text }) => `${path}\n${text}`)];
    },
    tables: comparable(schemaOf(chain)),
  };
}

function configOf(example: Example, { rule, others }: PageRules): Config {
  const { framework = 'sql', dialect = 'postgres', options } = example;
  const none = Object.fromEntries(others.map((name) => [name, 'error' as const]));
  const given = typeof options === 'object' && options !== null ? { ...options } : {};
  return {
    extends: [],
    chains: [{ name: 'example', framework, dialect, include: [migrationPaths(example)] }],
    subscribers: ['**/Upgrades/*.cs'],
    rules: { ...none, [rule]: [rule === 'unknown-statement' ? 'warn' : 'error', given] },
  };
}

/** What the last block of configuration says; the project's own check tells whether it can. */
function configIn(ground: readonly Example[]): object {
  const text = ground.findLast(({ role }) => role === 'config')?.files[0]?.text ?? '{}';
  const given: unknown = JSON.parse(text);
  return typeof given === 'object' && given !== null ? given : {};
}

function locate({ rule, severity, span }: Diagnostic, placed: readonly PlacedFile[]): FoundOnPage {
  const file = placed.find((one) => one.path === span.file);
  if (file === undefined) return { rule, severity, line: 0 };
  const { line } = indexLines(file.before + file.text).position(span.start);
  return { rule, severity, line: line - (indexLines(file.before).lineCount - 1) };
}

function apply({ path, before, text, after }: PlacedFile, fixes: readonly Fix[]): string {
  const edits = fixes.flatMap((fix) => fix.edits).filter((edit) => edit.span.file === path);
  const edited = applyEdits(before + text + after, edits);
  return edited.slice(before.length, edited.length - after.length);
}

function comparable(schema: ReturnType<typeof schemaOf>): unknown {
  const named = (one: { readonly name: string }, other: { readonly name: string }): number =>
    one.name < other.name ? -1 : 1;
  return [...schema.tables.values()]
    .filter((table) => table.complete)
    .map(({ name, columns, constraints, indexes }) => ({
      name: name.name,
      columns: columns
        .map(({ name: column, type, nullable }) => ({ name: column, type: type.text, nullable }))
        .sort(named),
      constraints: constraints.map(({ origin: _origin, ...constraint }) => constraint).sort(named),
      indexes: indexes.map(({ origin: _origin, ...index }) => index).sort(named),
    }))
    .sort(named);
}
