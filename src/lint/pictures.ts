import { traitsAt } from '../dialects/traits.ts';
import type { ProjectFiles, ReadSnapshot } from '../frameworks/framework.ts';
import type { Migration } from '../model/migration.ts';
import type { Span } from '../model/span.ts';
import type { Picture } from '../rules/rule.ts';
import { replayAll } from '../schema/replay.ts';
import type { LoadedChain, Project } from './project.ts';

/** The tool's own pictures of one chain's schema; each is read when somebody asks for it. */
export interface Pictures {
  latest(): Picture | undefined;
  /** The same as it has shipped; `undefined` when only git could tell. */
  shipped(): Picture | undefined;
  /** The migration's own. */
  after(migration: Migration): Picture | undefined;
}

export function picturesOf({ files, memory, shipped }: Project, chain: LoadedChain): Pictures {
  const { source, framework, dialect, engineVersion, entries } = chain;
  const { snapshots } = framework;
  const known = new Map<string, Picture>();
  let reader: ReadSnapshot | undefined;

  function read(path: string | undefined, at: ProjectFiles = files): Picture | undefined {
    if (path === undefined || snapshots === undefined) return undefined;
    const readSnapshot = (reader ??= memory.snapshotReaders(source, [], () => readerOf(chain)));
    const start = memory.start(traitsAt(dialect, engineVersion));
    const key = [source.name, at === files ? 'now' : 'past', path].join('\0');
    const picture =
      known.get(key) ??
      memory.pictures(key, [start, readSnapshot], at, (watched): Picture => {
        const { operations, problems, id, previous } = readSnapshot(path, { files: watched, chain: source, dialect });
        const conflicts = conflictsIn(path, watched.read(path) ?? '');
        return {
          file: path,
          called: snapshots.called(path),
          regenerate: (migration) => snapshots.regenerate(migration),
          schema: replayAll(start, operations, path),
          ...(id === undefined ? {} : { id }),
          ...(previous === undefined ? {} : { previous }),
          isWhole: problems.length === 0 && conflicts.length === 0 && operations.length > 0,
          problems,
          conflicts,
        };
      });
    known.set(key, picture);
    return picture;
  }

  return {
    latest: () => read(snapshots?.latest(source, files)),
    shipped() {
      const path = snapshots?.latest(source, files);
      if (path === undefined || shipped.kind !== 'commit') return undefined;
      if (!shipped.changed.has(path)) return read(path);
      const text = shipped.texts.get(path);
      const past: ProjectFiles = { paths: [path], read: () => text, readHead: (_, length) => text?.slice(0, length) };
      return text === undefined ? undefined : read(path, past);
    },
    after({ id }) {
      const entry = entries.get(id);
      return entry === undefined ? undefined : read(snapshots?.after?.(entry, source, files));
    },
  };
}

function readerOf({ framework }: LoadedChain): ReadSnapshot {
  return framework.snapshotReader?.() ?? ((file) => ({ file, operations: [], problems: [] }));
}

/** The lines that git leaves where it could not merge. */
function conflictsIn(file: string, text: string): readonly Span[] {
  if (!text.includes('<<<<<<<')) return [];
  return [...text.matchAll(/^<{7} .*$/gm)].map(({ index, 0: line }) => ({
    file,
    start: index,
    end: index + line.length,
  }));
}
