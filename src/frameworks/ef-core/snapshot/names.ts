/** EF Core's names for what a model leaves unnamed. */
export type Namer = (parts: readonly string[], taken: (name: string) => boolean) => string;

/**
 * `IX_table_column`: a name that is too long is cut and ends in `~`, and one that is taken gets a number behind it.
 * https://github.com/dotnet/efcore: Uniquifier
 */
export function namer(maxLength: number): Namer {
  return (parts, taken) => {
    const name = parts.join('_');
    const short = cut(name, maxLength, undefined);
    if (!taken(short)) return short;
    for (let number = 1; ; number += 1) {
      const numbered = cut(name, maxLength, number);
      if (!taken(numbered)) return numbered;
    }
  };
}

function cut(name: string, maxLength: number, number: number | undefined): string {
  const suffix = number === undefined ? '' : String(number);
  if (name.length + suffix.length <= maxLength) return name + suffix;
  return `${name.slice(0, maxLength - suffix.length - 1)}~${suffix}`;
}
