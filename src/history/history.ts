/** How the configuration says what has shipped. */
export type ShippedSource =
  { readonly branch: string } | { readonly tags: string } | { readonly manifest: string } | { readonly ledger: string };

/** The state that has shipped, as far as it is known. Paths are relative to the project's root, with forward slashes. */
interface ShippedState {
  /** For people: `origin/main (1a2b3c4)`, `mig-lint.lock.json`. */
  readonly description: string;
  /** What could not be known, and why, each a sentence: `this is a shallow clone: ...`. */
  readonly limits: readonly string[];
  readonly kind: 'commit' | 'manifest' | 'ledger' | 'unknown';
}

/** Shipped according to git: the files of a commit. */
export interface ShippedCommit extends ShippedState {
  readonly kind: 'commit';
  readonly commit: string;
  /** The paths under the asked folders that exist in the commit, sorted by code unit. */
  readonly paths: readonly string[];
  /** The paths whose bytes differ between the commit and the work tree: changed, added or deleted. */
  readonly changed: ReadonlySet<string>;
  /** The text in the commit of a changed path, without its byte order mark; unchanged paths are read from the work tree. */
  readonly texts: ReadonlyMap<string, string>;
  /** What git calls what it holds for each path. */
  readonly objects: ReadonlyMap<string, string>;
}

/** One shipped migration as the manifest records it. */
export interface ManifestEntry {
  readonly id: string;
  readonly file: string;
  /** SHA-256 of the file's text with line ends as LF and no byte order mark. */
  readonly text: string;
  /** SHA-256 of its meaning, and the version of mig-lint's reading that gave it. */
  readonly meaning: string;
}

/** Shipped according to a manifest that `mig-lint ship` wrote. */
export interface ShippedManifest extends ShippedState {
  readonly kind: 'manifest';
  /** The version of the reading under which the meanings were hashed. */
  readonly reading: number;
  readonly chains: ReadonlyMap<string, readonly ManifestEntry[]>;
}

/** Shipped according to the migration tools' own tables in a database. */
export interface ShippedLedger extends ShippedState {
  readonly kind: 'ledger';
  /** What the tables call the migrations that have run, by the name of the chain. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
}

/** Nothing can be said: no git, no base branch, no manifest. Everything counts as new. */
export interface ShippedUnknown extends ShippedState {
  readonly kind: 'unknown';
}

export type Shipped = ShippedCommit | ShippedManifest | ShippedLedger | ShippedUnknown;
