import { explainProject } from '../../lint/batch-timeline.ts';
import { explainJson } from '../../report/explain/json.ts';
import { explainText } from '../../report/explain/text.ts';
import type { explainFormats } from '../help/explain.ts';
import type { ProjectFlags, ProjectRequest } from '../open.ts';
import { openFor } from '../open.ts';
import { nothingFound } from '../judge.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { wantedMigrations } from '../wanted.ts';

export interface ExplainFlags extends ProjectFlags {
  readonly all?: boolean;
  readonly format: (typeof explainFormats)[number];
  readonly stdinFilename?: string;
}

/** Says of each statement what the engine does for it, and of each transaction what is held until its end. */
export async function explain(paths: readonly string[], flags: ExplainFlags, terminal: Terminal): Promise<number> {
  const request = await requestOf(paths, flags, terminal);
  const opened = await openFor(request, flags, terminal.cwd);
  if (opened.project.found === 0 && opened.project.chains.length === 0) throw nothingFound(paths, opened);
  const isOpen = paths.length === 0 && flags.all !== true;
  const wanted = new Set(
    wantedMigrations(opened)
      .filter(({ chain, migration }) => !isOpen || !chain.shipping.shipped.has(migration.id))
      .map(({ migration }) => migration),
  );
  if (wanted.size === 0 && paths.length > 0) throw new UsageError(`no migrations in ${paths.join(', ')}`);
  const today = new Date().toISOString().slice(0, 10);
  const explanation = explainProject(opened.project, (migration) => wanted.has(migration), today);
  if (flags.format === 'json') terminal.out(explainJson(explanation));
  else if (wanted.size === 0) terminal.out('No new migrations. --all explains the shipped ones too.\n');
  else terminal.out(explainText(explanation, terminal));
  return 0;
}

/** Where standard input stands when nobody says: a file of its own, that is not there. */
const standardInput = 'stdin.sql';

/** The paths, or standard input in the place of one file. */
async function requestOf(
  paths: readonly string[],
  { stdinFilename }: ExplainFlags,
  { readInput }: Terminal,
): Promise<ProjectRequest> {
  if (!paths.includes('-')) {
    if (stdinFilename !== undefined) throw new UsageError('--stdin-filename says what - stands for: add -');
    return { paths };
  }
  if (paths.length > 1) throw new UsageError('- is standard input, and stands for one file: name no others');
  return { paths: [stdinFilename ?? standardInput], replaced: await readInput() };
}
