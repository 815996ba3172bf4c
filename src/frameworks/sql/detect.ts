import type { ChainSource, PassedOver, ProjectFiles } from '../framework.ts';
import { guessDialect } from './dialect.ts';
import { foreignSign, whyElsewhere } from './elsewhere.ts';
import type { Part } from './part.ts';
import { sampleOf, type Sample } from './sample.ts';
import type { Group, SqlTool } from './tool.ts';

/** What a tool makes of a folder's files. */
type Judgement =
  | { readonly kind: 'chain'; readonly chain: ChainSource }
  | { readonly kind: 'passed-over'; readonly passedOver: PassedOver };

/** Each folder whose files the tool recognises is a chain, unless there is a reason to leave it alone. */
export function survey(tool: SqlTool, files: ProjectFiles): readonly Judgement[] {
  const parts = files.paths.flatMap((path) => tool.partOf(path) ?? []);
  const groups = tool.regroup?.(parts) ?? byFolder(parts);
  return [...groups].flatMap(([folder, group]) => judge(tool, groupOf(folder, group, files)) ?? []);
}

export function byFolder(parts: readonly Part[]): ReadonlyMap<string, readonly Part[]> {
  const folders = new Map<string, Part[]>();
  for (const part of parts) {
    const known = folders.get(part.folder);
    if (known === undefined) folders.set(part.folder, [part]);
    else known.push(part);
  }
  return folders;
}

function groupOf(folder: string, parts: readonly Part[], files: ProjectFiles): Group {
  let samples: readonly Sample[] | undefined;
  const paths = parts.map((part) => part.path);
  return { folder, parts, files, samples: () => (samples ??= sampleOf(files, paths)) };
}

function judge(tool: SqlTool, group: Group): Judgement | undefined {
  const { folder, files } = group;
  const verdict = tool.recognise(group);
  if (verdict === undefined) return undefined;
  if ('leftAlone' in verdict) return passedOver(tool, group, verdict.leftAlone);
  const reason = whyElsewhere(folder) ?? severalDatabases(group.parts) ?? foreignSign(group.samples());
  if (reason !== undefined) return passedOver(tool, group, reason);

  const { evidence, parts = group.parts, transaction, ledgerTable } = verdict;
  const paths = parts.map((part) => part.path);
  const dialect = verdict.dialect ?? guessDialect(files, folder, paths);
  return {
    kind: 'chain',
    chain: {
      name: folder === '' ? tool.name : folder,
      framework: tool.name,
      dialect: dialect.dialect,
      folder,
      paths,
      evidence: [...evidence, dialect.evidence],
      ...(transaction === undefined ? {} : { transaction }),
      ...(ledgerTable === undefined ? {} : { ledgerTable }),
    },
  };
}

/** Some tools take the files of several databases from one folder, and go by a word before the side: `1_a.mysql.up.sql`. */
function severalDatabases(parts: readonly Part[]): string | undefined {
  const named = parts.flatMap(({ id }) => /\.(cockroach|mysql|mssql|postgres|sqlite3?)(?:\.|$)/.exec(id)?.[1] ?? []);
  const [one, ...others] = new Set(named);
  if (one === undefined || others.length === 0) return undefined;
  return `its files are for several databases (${[one, ...others].map((name) => `*.${name}.*`).join(', ')}): make a chain of those for one of them in the configuration, with include`;
}

function passedOver(tool: SqlTool, { folder, parts }: Group, reason: string): Judgement {
  return { kind: 'passed-over', passedOver: { folder, framework: tool.name, files: parts.length, reason } };
}
