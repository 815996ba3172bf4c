import type { ChainSource, MigrationEntry, ProjectFiles } from '../frameworks/framework.ts';
import type { Ledger } from '../frameworks/ledger.ts';
import type { ManifestEntry, Shipped, ShippedCommit, ShippedManifest } from '../history/history.ts';
import { compareMeaning, meaningHash, readingVersion, textHash } from '../history/meaning.ts';
import type { Migration } from '../model/migration.ts';
import { recordedIn } from './recorded.ts';
import type { DeletedMigration, ShippedEdit } from '../rules/rule.ts';
import { coverageOf, fingerprintOf } from './proved.ts';

/** What history says of one chain. */
export interface ChainShipping {
  readonly shipped: ReadonlySet<string>;
  readonly edits: ReadonlyMap<string, ShippedEdit>;
  readonly deleted: readonly DeletedMigration[];
}

/** How the chain's migrations are listed and read at another point in time. */
export interface ChainReader {
  /** The chain among other files; `undefined` when it was not there. */
  chainIn(files: ProjectFiles): ChainSource | undefined;
  list(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[];
  read(entry: MigrationEntry, chain: ChainSource, files: ProjectFiles): Migration;
  /** Where its tool records what it has applied; absent: nowhere that is known. */
  readonly ledger?: Ledger;
}

export interface CurrentChain {
  readonly name: string;
  readonly migrations: readonly Migration[];
}

const nothingShipped: ChainShipping = { shipped: new Set(), edits: new Map(), deleted: [] };

/** Compares a chain with what has shipped of it. Meaning is compared, and only of files whose bytes differ. */
export function chainShipping(
  chain: CurrentChain,
  shipped: Shipped,
  files: ProjectFiles,
  reader: ChainReader,
): ChainShipping {
  switch (shipped.kind) {
    case 'unknown':
      return nothingShipped;
    case 'commit':
      return shippedByCommit(chain, shipped, files, reader);
    case 'manifest':
      return shippedByManifest(chain, shipped, files);
    case 'ledger':
      return { ...nothingShipped, shipped: recordedIn(chain, shipped.chains.get(chain.name) ?? [], reader.ledger) };
  }
}

function shippedByCommit(
  chain: CurrentChain,
  commit: ShippedCommit,
  files: ProjectFiles,
  reader: ChainReader,
): ChainShipping {
  const past = filesOf(commit, files);
  const source = reader.chainIn(past);
  if (source === undefined) return nothingShipped;

  const entries = reader.list(source, past);
  const current = currentMigrations(chain);
  const shipped = new Set(entries.map((entry) => current(entry)?.id ?? entry.id));
  const added = chain.migrations.filter((migration) => !shipped.has(migration.id));
  const edits = new Map<string, ShippedEdit>();
  const deleted: DeletedMigration[] = [];
  const covered = coverageOf(chain, files);

  for (const entry of entries) {
    const is = current(entry);
    if (is === undefined) {
      const was = reader.read(entry, source, past);
      const renamed = hasStatements(was)
        ? added.find((migration) => compareMeaning(was, migration).kind === 'equal')
        : undefined;
      if (renamed === undefined) {
        deleted.push({ id: entry.id, file: entry.file, proof: covered.gone(fingerprintOf(was, past)) });
      } else edits.set(renamed.id, { kind: 'renamed', was: entry.id });
      continue;
    }
    const isTouched = [...entry.files, ...is.files].some((path) => commit.changed.has(path));
    if (!isTouched) continue;
    const bytesDiffer = past.read(entry.file) !== files.read(is.file) || entry.id !== is.id;
    const was = reader.read(entry, source, past);
    const edit = editBetween(was, is, bytesDiffer);
    if (edit !== undefined && !covered.rewritten(fingerprintOf(was, past), is.id)) edits.set(is.id, edit);
  }
  return { shipped, edits, deleted };
}

/** Finds what an entry of the past is now: of the same id, or known to the ledger by the same key under another name. */
function currentMigrations(chain: CurrentChain): (entry: MigrationEntry) => Migration | undefined {
  const byId = new Map(chain.migrations.map((migration) => [migration.id, migration]));
  const byKey = new Map(
    chain.migrations.flatMap((migration) =>
      migration.ledgerKey === undefined ? [] : [[migration.ledgerKey, migration] as const],
    ),
  );
  return ({ id, ledgerKey }) => byId.get(id) ?? (ledgerKey === undefined ? undefined : byKey.get(ledgerKey));
}

function editBetween(was: Migration, is: Migration, bytesDiffer: boolean): ShippedEdit | undefined {
  const comparison = compareMeaning(was, is);
  switch (comparison.kind) {
    case 'equal':
      return bytesDiffer ? { kind: 'form' } : undefined;
    case 'transaction':
      return { kind: 'transaction', was };
    case 'different':
      return { kind: 'meaning', sides: comparison.sides, was, where: comparison.where };
  }
}

function shippedByManifest(chain: CurrentChain, manifest: ShippedManifest, files: ProjectFiles): ChainShipping {
  const entries = manifest.chains.get(chain.name) ?? [];
  const current = new Map(chain.migrations.map((migration) => [migration.id, migration]));
  const shipped = new Set(entries.map((entry) => entry.id));
  const edits = new Map<string, ShippedEdit>();
  const deleted: DeletedMigration[] = [];
  const covered = coverageOf(chain, files);

  for (const entry of entries) {
    const is = current.get(entry.id);
    if (is !== undefined) {
      const edit = editSince(entry, is, manifest, files);
      const was = { ...entry, reading: manifest.reading };
      if (edit !== undefined && !covered.rewritten(was, is.id)) edits.set(is.id, edit);
      continue;
    }
    const renamed = chain.migrations.find(
      (migration) => !shipped.has(migration.id) && hasStatements(migration) && meaningHash(migration) === entry.meaning,
    );
    const gone = { ...entry, reading: manifest.reading };
    if (renamed === undefined) deleted.push({ id: entry.id, file: entry.file, proof: covered.gone(gone) });
    else edits.set(renamed.id, { kind: 'renamed', was: entry.id });
  }
  return { shipped, edits, deleted };
}

function editSince(
  entry: ManifestEntry,
  is: Migration,
  manifest: ShippedManifest,
  files: ProjectFiles,
): ShippedEdit | undefined {
  const text = files.read(is.file);
  if (text !== undefined && textHash(text) === entry.text) return undefined;
  const isSameMeaning = manifest.reading === readingVersion && meaningHash(is) === entry.meaning;
  return isSameMeaning ? { kind: 'form' } : { kind: 'meaning', sides: [], was: undefined, where: undefined };
}

/** An empty migration means the same as every other empty one: nothing can be told from that. */
function hasStatements(migration: Migration): boolean {
  return migration.up.length > 0;
}

/** The project's files as a commit holds them; what did not change since is read from the work tree. */
export function filesOf(commit: ShippedCommit, workTree: ProjectFiles): ProjectFiles {
  const { contentOf } = workTree;
  const read = (path: string): string | undefined =>
    commit.changed.has(path) ? commit.texts.get(path) : workTree.read(path);
  return {
    paths: commit.paths,
    read,
    readHead: (path, length) =>
      commit.changed.has(path) ? commit.texts.get(path)?.slice(0, length) : workTree.readHead(path, length),
    ...(contentOf === undefined
      ? {}
      : {
          contentOf: (path: string) => (commit.changed.has(path) ? commit.objects.get(path) : contentOf(path)),
        }),
  };
}
