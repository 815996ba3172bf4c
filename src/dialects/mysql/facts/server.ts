/** A server of the dialect, as far as facts differ. */
export interface Server {
  readonly product: 'mysql' | 'mariadb';
  /** Comparable: see `versionNumber`. */
  readonly version: number;
}

/**
 * The server that a version names: `8.0`, `8.0.28`, `mariadb 10.6`, `10.11.18-MariaDB`. Without its last number the newest
 * release of that series is meant.
 */
export function serverOf(version: string): Server {
  const [major = '8', minor, patch] = /\d+(?:\.\d+)*/.exec(version)?.[0].split('.') ?? [];
  return {
    product: /mariadb/i.test(version) ? 'mariadb' : 'mysql',
    version: versionNumber(Number(major), newestIfAbsent(minor), newestIfAbsent(patch)),
  };
}

function newestIfAbsent(part: string | undefined): number {
  return part === undefined ? 999 : Number(part);
}

/** `8.0.29` as 8 000 029. */
function versionNumber(major: number, minor: number, patch: number): number {
  return (major * 1000 + minor) * 1000 + patch;
}

type Release = readonly [major: number, minor: number, patch: number];

/** The first releases that can do something; absent: none can. */
interface Since {
  readonly mysql?: Release;
  readonly mariadb?: Release;
}

export function can({ product, version }: Server, since: Since): boolean {
  const first: Release | undefined = since[product];
  return first !== undefined && version >= versionNumber(...first);
}
