import { contentName } from '../model/content-name.ts';
import type { ProjectFiles } from './framework.ts';

/** The files with other texts in the place of some: those of an editor, or those after a fix. A new file is one more path. */
export function overlay<Files extends ProjectFiles>(files: Files, texts: ReadonlyMap<string, string>): Files {
  const plain = new Map([...texts].map(([path, text]) => [path, text.replace(/^\uFEFF/, '')]));
  const { contentOf } = files;
  let paths: readonly string[] | undefined;
  return {
    ...files,
    get paths() {
      return (paths ??= withNew(files.paths, texts));
    },
    read: (path: string) => plain.get(path) ?? files.read(path),
    readHead: (path: string, length: number) => plain.get(path)?.slice(0, length) ?? files.readHead(path, length),
    ...(contentOf === undefined
      ? {}
      : {
          contentOf: (path: string) => {
            const text = plain.get(path);
            return text === undefined ? contentOf(path) : contentName(Buffer.from(text));
          },
        }),
  };
}

function withNew(paths: readonly string[], texts: ReadonlyMap<string, string>): readonly string[] {
  const known = new Set(paths);
  const added = [...texts.keys()].filter((path) => !known.has(path));
  return added.length === 0 ? paths : [...paths, ...added].sort();
}
