import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { staysWithin } from '../frameworks/real-path.ts';
import {
  accepting,
  noSuppressions,
  parseSuppressions,
  printSuppressions,
  pruned,
  suppressionsFile,
  type Suppressions,
} from '../lint/suppressions-file.ts';
import type { Report } from '../model/report.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

/** The flags of the suppressions file; their names and what they do are ESLint's. */
export interface SuppressionFlags {
  readonly suppressAll?: boolean;
  readonly suppressRule?: readonly string[];
  readonly pruneSuppressions?: boolean;
  readonly suppressionsLocation?: string;
  readonly passOnUnprunedSuppressions?: boolean;
}

/** Whether the run is to write the file. */
export function recordsSuppressions({ suppressAll, suppressRule = [], pruneSuppressions }: SuppressionFlags): boolean {
  return suppressAll === true || suppressRule.length > 0 || pruneSuppressions === true;
}

/** @throws UsageError for flags that contradict each other, or a rule that does not exist */
export function checkSuppressionFlags(flags: SuppressionFlags, rules: readonly string[]): void {
  const { suppressAll, suppressRule = [], pruneSuppressions } = flags;
  if (suppressAll === true && suppressRule.length > 0)
    throw new UsageError('--suppress-all and --suppress-rule cannot be used together');
  if (pruneSuppressions === true && (suppressAll === true || suppressRule.length > 0))
    throw new UsageError('--prune-suppressions cannot be used together with --suppress-all or --suppress-rule');
  const unknown = suppressRule.find((rule) => !rules.includes(rule));
  if (unknown !== undefined)
    throw new UsageError(`--suppress-rule ${unknown}: there is no such rule (mig-lint rules lists them)`);
}

/** The suppressions file of a run. */
export interface SuppressionsPlace {
  /** Absolute. */
  readonly file: string;
  readonly held: Suppressions;
}

/**
 * The file that `--suppressions-location` names, itself or by its folder; without it, that of the project's root.
 *
 * @throws UsageError when it was named and is not there, though the run is not to write it
 * @throws SuppressionsError
 */
export async function findSuppressions(flags: SuppressionFlags, root: string, cwd: string): Promise<SuppressionsPlace> {
  const { suppressionsLocation: named } = flags;
  const file = named === undefined ? path.join(root, suppressionsFile) : await located(path.resolve(cwd, named));
  if (named === undefined && !staysWithin(file, root)) {
    throw new UsageError(
      `${suppressionsFile} is a link that leads out of the repository: name the file with --suppressions-location`,
    );
  }
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text !== undefined) return { file, held: parseSuppressions(text, path.basename(file)) };
  if (named !== undefined && !recordsSuppressions(flags))
    throw new UsageError(`the suppressions file ${named} does not exist: --suppress-all writes it`);
  return { file, held: noSuppressions };
}

async function located(place: string): Promise<string> {
  const isFolder = await stat(place)
    .then((status) => status.isDirectory())
    .catch(() => false);
  return isFolder ? path.join(place, suppressionsFile) : place;
}

/** Writes what the flags ask for, of what the run found; gives what the file says then. */
export async function recordSuppressions(
  { file, held }: SuppressionsPlace,
  flags: SuppressionFlags,
  report: Report,
): Promise<Suppressions> {
  const { suppressAll, suppressRule = [] } = flags;
  const wanted = report.diagnostics.filter(({ rule }) => suppressAll === true || suppressRule.includes(rule));
  const accepted = flags.pruneSuppressions === true ? held : accepting(held, wanted);
  const next = pruned(accepted, report.unusedSuppressions ?? []);
  if (next.suppressions.length > 0 || held.suppressions.length > 0) await writeWhole(file, printSuppressions(next));
  return next;
}

/** How many entries are named before the rest is only counted. */
const namedAtMost = 5;

/** What is said of entries that accept nothing any more; `undefined` when there are none, or nobody wants to know. */
export function unusedMessage(
  { unusedSuppressions: unused = [] }: Report,
  { passOnUnprunedSuppressions }: SuppressionFlags,
): string | undefined {
  if (unused.length === 0 || passOnUnprunedSuppressions === true) return undefined;
  const named = unused.slice(0, namedAtMost).map(({ file, rule }) => `  ${file}: ${rule}\n`);
  const rest = unused.length - named.length;
  return [
    'there are suppressions left that do not occur any more; --prune-suppressions removes them:\n',
    ...named,
    ...(rest === 0 ? [] : [`  and ${String(rest)} more\n`]),
  ].join('');
}
