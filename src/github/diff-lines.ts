const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines of the new side that a unified diff shows, by their numbers: the only ones that can be commented on. */
export function newLines(patch: string): ReadonlyMap<number, string> {
  const lines = new Map<number, string>();
  let next: number | undefined;
  for (const line of patch.split('\n')) {
    const start = hunk.exec(line)?.[1];
    if (start !== undefined) next = Number(start);
    else if (next !== undefined && (line.startsWith('+') || line.startsWith(' '))) {
      lines.set(next, line.slice(1));
      next += 1;
    }
  }
  return lines;
}
