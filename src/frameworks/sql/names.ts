/** The folder of a path, '' at the top, and the last segment. */
export function splitPath(path: string): readonly [folder: string, name: string] {
  const at = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
}

/** A path below a folder; '' is the top. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The folders above a path, the nearest first, '' last. */
export function foldersAbove(path: string): readonly string[] {
  const [folder] = splitPath(path);
  return folder === '' ? [''] : [folder, ...foldersAbove(folder)];
}

/** Both by code units, as Go, Rust and C# compare text. */
export function compareUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Digits of any length, as numbers. */
export function compareNumbers(one: string, other: string): number {
  const digits = one.replace(/^0+/, '');
  const otherDigits = other.replace(/^0+/, '');
  return digits.length - otherDigits.length || compareUnits(digits, otherDigits);
}

/** Versions of several numbers: `1.9` comes before `1.10`, and no version comes last. */
export function compareVersions(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const difference = compareNumbers(one[at] ?? '', other[at] ?? '');
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** A number as text without the zeros in front of it, which tools that parse it do not see. */
export function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
