import type { RunGit } from './git-command.ts';

/**
 * The bytes of git's objects of one type by their names; what git does not have is not among them. Runs git once, or
 * not at all.
 */
export async function readObjects(
  objects: readonly string[],
  git: RunGit,
  type: 'blob' | 'tree' = 'blob',
): Promise<ReadonlyMap<string, Buffer>> {
  if (objects.length === 0) return new Map();
  const { stdout } = await git(['cat-file', '--batch'], [...objects, ''].join('\n'));
  return contentsOf(stdout, type);
}

const lineFeed = 0x0a;

/** The answer of `cat-file --batch`: `<object> <type> <size>`, a line feed, the bytes, a line feed; or `<object> missing`. */
function contentsOf(output: Buffer, wanted: string): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  let at = 0;
  while (at < output.length) {
    const headerEnd = output.indexOf(lineFeed, at);
    if (headerEnd === -1) break;
    const [object, type, size] = output.toString('latin1', at, headerEnd).split(' ');
    at = headerEnd + 1;
    if (object === undefined || type !== wanted || size === undefined) continue;
    contents.set(object, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}
