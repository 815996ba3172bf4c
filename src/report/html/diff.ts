export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Larger comparisons show everything as replaced: the table below grows with the product. */
const mostCells = 250_000;

/** The lines of both texts with as many as possible the same: a longest common subsequence. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  if (before.length * after.length > mostCells) {
    return [...before.map(removed), ...after.map(added)];
  }
  const common = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let one = 0;
  let other = 0;
  while (one < before.length || other < after.length) {
    const old = before[one];
    const current = after[other];
    if (old !== undefined && old === current) {
      lines.push({ kind: 'same', text: old });
      one += 1;
      other += 1;
    } else if (
      old !== undefined &&
      (current === undefined || lengthAt(common, one + 1, other) >= lengthAt(common, one, other + 1))
    ) {
      lines.push(removed(old));
      one += 1;
    } else if (current !== undefined) {
      lines.push(added(current));
      other += 1;
    }
  }
  return lines;
}

/** At [i][j], how many lines the rests of both from i and from j have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table: number[][] = Array.from({ length: before.length + 1 }, () => Array<number>(after.length + 1).fill(0));
  for (let one = before.length - 1; one >= 0; one -= 1) {
    const row = table[one] ?? [];
    for (let other = after.length - 1; other >= 0; other -= 1) {
      row[other] =
        before[one] === after[other]
          ? lengthAt(table, one + 1, other + 1) + 1
          : Math.max(lengthAt(table, one + 1, other), lengthAt(table, one, other + 1));
    }
  }
  return table;
}

function lengthAt(table: readonly (readonly number[])[], one: number, other: number): number {
  return table[one]?.[other] ?? 0;
}

function removed(text: string): DiffLine {
  return { kind: 'removed', text };
}

function added(text: string): DiffLine {
  return { kind: 'added', text };
}
