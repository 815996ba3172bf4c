/** The numbers of a version: `v2024.2.1` has 2024, 2 and 1. A pre-release has none. */
export function numbersOf(name: string): readonly number[] | undefined {
  if (/[-.](?:alpha|beta|rc|pre|preview|dev|next|canary|snapshot)(?![a-z])|\d(?:a|b|rc)\d/i.test(name))
    return undefined;
  const found = /(?:^|\D)(\d+(?:\.\d+)*)/.exec(name)?.[1];
  return found?.split('.').map(Number);
}

export function compareNumbers(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The first numbers of a version, which name its major release: `2024.2`. */
export function majorOf(numbers: readonly number[], count: number): string {
  return Array.from({ length: count }, (_, at) => String(numbers[at] ?? 0)).join('.');
}
