/** A release that there has been. */
export interface PastRelease {
  /** As it is called: `v2024.2.1`. */
  readonly name: string;
  /** The place of its major release among all of them, from 0. */
  readonly major: number;
}

/** Which release brought which migration. */
export interface ReleaseHistory {
  /** How it is known, for people: `the tags v*`, `the versions in the names`. */
  readonly source: string;
  /** The major releases, the oldest first. */
  readonly majors: readonly string[];
  /** The release that holds all that came before releases were recorded; absent: they were from the beginning. */
  readonly first?: string;
  /** The release that each migration came with, by its id; one that is not there has not been released. */
  readonly shippedIn: ReadonlyMap<string, PastRelease>;
}
