import { createHash } from 'node:crypto';
import type { ProjectFiles } from '../../frameworks/framework.ts';
import type { Looks } from '../memory.ts';

/** What a computation looked at, by the names of the contents. */
export interface ContentLooks {
  /** Of the list of the paths; absent: it was not looked at. */
  readonly paths?: string;
  /** The name of each content; `undefined` for a file that is not there or is no text. */
  readonly contents: readonly (readonly [path: string, content: string | undefined])[];
}

/** Files whose contents have names: what the disk remembers is held against these, and the files stay unread. */
export type NamedFiles = ProjectFiles & Required<Pick<ProjectFiles, 'contentOf'>>;

export function isNamed(files: ProjectFiles): files is NamedFiles {
  return files.contentOf !== undefined;
}

export function contentLooks({ paths, texts, heads }: Looks, files: NamedFiles): ContentLooks {
  const seen = new Set([...texts.keys(), ...heads.keys()]);
  return {
    ...(paths === undefined ? {} : { paths: listSum(paths) }),
    contents: [...seen].map((path) => [path, files.contentOf(path)] as const),
  };
}

export function isUnchanged({ paths, contents }: ContentLooks, files: NamedFiles): boolean {
  return (
    contents.every(([path, content]) => files.contentOf(path) === content) &&
    (paths === undefined || paths === listSum(files.paths))
  );
}

const listSums = new WeakMap<readonly string[], string>();

function listSum(paths: readonly string[]): string {
  const known = listSums.get(paths);
  if (known !== undefined) return known;
  const sum = sumOfText(paths.join('\0'));
  listSums.set(paths, sum);
  return sum;
}

export function sumOfText(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
