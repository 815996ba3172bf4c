import type { ProjectFiles } from '../framework.ts';

/** The beginning of one of a chain's files. */
export interface Sample {
  readonly path: string;
  readonly text: string;
  /** The text without comments and strings, whose words would mislead. */
  readonly code: string;
}

const sampleFiles = 8;
const sampleLength = 20_000;

/** A few files from the whole range, for judging all of them; what cannot be read is left out. */
export function sampleOf(files: ProjectFiles, paths: readonly string[]): readonly Sample[] {
  const step = Math.max(1, paths.length / sampleFiles);
  const chosen = Array.from(
    { length: Math.min(sampleFiles, paths.length) },
    (_, index) => paths[Math.floor(index * step)],
  );
  return chosen.flatMap((path) => {
    const text = path === undefined ? undefined : files.readHead(path, sampleLength);
    return path === undefined || text === undefined ? [] : [{ path, text, code: codeOf(text.slice(0, sampleLength)) }];
  });
}

function codeOf(text: string): string {
  return text.replace(/--[^\n]*|\/\*[^]*?\*\/|'(?:[^']|'')*'/g, ' ');
}
