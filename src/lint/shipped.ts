import path from 'node:path';
import type { ResolvedConfig } from '../config/config.ts';
import { staysWithin } from '../frameworks/real-path.ts';
import { gitState } from '../history/git-state.ts';
import { findBase, type GitSource } from '../history/git-base.ts';
import type { RunGit } from '../history/git-command.ts';
import { shippedByGit } from '../history/git.ts';
import type { Shipped } from '../history/history.ts';
import type { LedgerQuestion } from '../history/ledger.ts';
import { shippedByLedger } from '../history/ledger.ts';
import { ManifestError, manifestFile, shippedByManifest } from '../history/manifest.ts';

/** The index that becomes the next commit. */
export interface StagedIndex {
  /** Git that sees it. */
  readonly git: RunGit;
  /** What git calls what it holds for each path. */
  readonly objects: ReadonlyMap<string, string>;
}

export interface ShippedRequest {
  /** A ref that takes the place of what the configuration says. */
  readonly since?: string | undefined;
  /** The folders to look into, relative to the project's root. */
  readonly folders: readonly string[];
  /** Files whose text is not the work tree's. */
  readonly edited?: readonly string[];
  /** The tables in which the tools of the chains record what they have applied. */
  readonly ledgers?: readonly LedgerQuestion[];
  /** Set when the files are those of the index and not of the work tree. */
  readonly index?: StagedIndex | undefined;
  /** Git that has been asked ahead; absent: one that starts afresh. */
  readonly git?: RunGit | undefined;
}

/**
 * What has shipped, asked where the configuration says: git, the manifest, or a ledger.
 *
 * @throws ManifestError, LedgerError
 */
export async function findShipped(
  { root, shipped, links }: ResolvedConfig,
  { since, index, git = index?.git, ledgers = [], ...request }: ShippedRequest,
): Promise<Shipped> {
  const askGit = (source: GitSource | undefined): Promise<Shipped> =>
    shippedByGit({ root, source, index: index?.objects, ...request }, git);
  if (since !== undefined) return askGit({ branch: since });
  if (shipped !== undefined && 'manifest' in shipped) {
    const file = path.join(root, shipped.manifest || manifestFile);
    if (!staysWithin(file, root, links)) throw new ManifestError(`${shipped.manifest} leads out of the repository`);
    return shippedByManifest(file);
  }
  if (shipped !== undefined && 'ledger' in shipped) return shippedByLedger(shipped.ledger, ledgers);
  return askGit(shipped);
}

/**
 * Begins to ask git where what has shipped comes from, for a git that remembers the answer; nothing where git is not what
 * knows it.
 */
export function askAhead({ shipped }: ResolvedConfig, since: string | undefined, git: RunGit): void {
  const source = since === undefined ? shipped : { branch: since };
  if (source !== undefined && ('manifest' in source || 'ledger' in source)) return;
  findBase(source, git).catch(() => undefined);
}

/** The same, asked again only when the repository or the work tree (an object for each of its states) has changed. */
export function rememberedShipped(
  config: ResolvedConfig,
): (workTree: object, request: ShippedRequest) => Promise<Shipped> {
  let last: { readonly workTree: object; readonly key: string; readonly shipped: Promise<Shipped> } | undefined;
  return (workTree, request) => {
    const key = JSON.stringify([gitState(config.root), request]);
    if (last?.workTree !== workTree || last.key !== key) {
      last = { workTree, key, shipped: findShipped(config, request) };
    }
    return last.shipped;
  };
}
