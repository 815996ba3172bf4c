import type { ReadProblem } from '../../model/migration.ts';
import type { ChainSource, MigrationEntry, ProjectFiles } from '../framework.ts';
import { compareUnits } from './names.ts';
import type { Part } from './part.ts';
import type { SqlTool } from './tool.ts';

/** The files of one migration, the up file first. */
type Parts = readonly [Part, ...Part[]];

/** A chain's migrations in the order in which the tool runs them. A down file without its up file is one, too. */
export function listEntries(tool: SqlTool, chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[] {
  const migrations = new Map<string, Parts>();
  // Backwards, so that `1.up.sql` finds its way back before `1.sql` does.
  for (const path of chain.paths.toSorted().toReversed()) {
    const part = tool.partOf(path);
    if (part === undefined) continue;
    const name = `${part.folder}/${part.pairedBy ?? part.id}`;
    const other = migrations.get(name);
    if (other === undefined) migrations.set(name, [part]);
    else if (other.some(({ side }) => side === part.side)) migrations.set(path, [part]);
    else migrations.set(name, part.side === 'up' ? [part, ...other] : [...other, part]);
  }
  const inOrder = [...migrations.values()].sort(
    ([one], [other]) =>
      tool.compare(one, other) || compareUnits(one.id, other.id) || compareUnits(one.path, other.path),
  );
  const seen = new Map<string, string>();
  const entries = inOrder.map((parts) => {
    const [first] = parts;
    const known = first.key === first.id ? undefined : seen.get(first.key);
    seen.set(first.key, first.id);
    return entryOf(parts, known === undefined ? [] : [sameVersion(tool, first, known)]);
  });
  return tool.arrange?.(entries, chain, files) ?? entries;
}

function entryOf([first, ...others]: Parts, problems: readonly ReadProblem[]): MigrationEntry {
  return {
    id: first.id,
    file: first.path,
    files: [first.path, ...others.map((part) => part.path)],
    ...(first.key === first.id ? {} : { ledgerKey: first.key }),
    ...(problems.length === 0 ? {} : { problems }),
  };
}

function sameVersion(tool: SqlTool, { id, key, path }: Part, other: string): ReadProblem {
  const message = `${id} has the version ${key}, as ${other} has: ${tool.title} can record only one of them`;
  return { span: { file: path, start: 0, end: 0 }, message };
}

/** An entry that another file has a say in, when that file is there. */
export function withCompanion(entry: MigrationEntry, path: string, files: ProjectFiles): MigrationEntry {
  return files.read(path) === undefined ? entry : { ...entry, files: [...entry.files, path] };
}
