import type { NamedFiles } from './looks.ts';

/** The beginnings of files by the names of their contents. */
export type Heads = Map<string, string>;

/** Larger ones are read again: what finds chains looks at the beginnings of many files. */
const maxLength = 4096;

/**
 * Files whose beginnings are not read again as long as their contents have the same names. What was asked for is noted in
 * `used`, so that the rest can be forgotten.
 */
export function withHeads(files: NamedFiles, known: Heads, used: Heads): NamedFiles {
  return {
    ...files,
    readHead(path, length) {
      const content = files.contentOf(path);
      if (content === undefined) return files.readHead(path, length);
      const key = `${String(length)} ${content}`;
      const head = known.get(key) ?? files.readHead(path, length);
      if (head !== undefined && head.length <= maxLength) used.set(key, head);
      return head;
    },
  };
}
