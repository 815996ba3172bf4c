import type { Diagnostic } from '../model/diagnostic.ts';
import { behindEach } from './behind.ts';
import type { Finding } from './judge.ts';
import type { LoadedChain, Project } from './project.ts';
import type { MigrationSource } from './proposals.ts';
import { writeProposal } from './proposals.ts';
import { writeRewrite } from './rewrites.ts';

/** A rewrite, or why it cannot be written; nothing where the rule proposes none. */
export function rewriteOf(
  project: Project,
  chain: LoadedChain,
  { rewrite, migration }: Finding,
  source: MigrationSource | undefined,
): Pick<Diagnostic, 'rewrite' | 'unwritten'> {
  if (rewrite === undefined || source === undefined || migration === undefined) return {};
  if (rewrite.later === undefined) {
    const written = writeProposal(rewrite, source);
    return written === undefined ? {} : { rewrite: written };
  }
  const behind = behindOf(chain)(migration);
  const last = chain.entries.get((behind.last ?? migration).id);
  if (last === undefined) return {};
  const hasPhaseFolders = project.config.phases !== undefined;
  const written = writeRewrite(rewrite, { ...source, behind, last, hasPhaseFolders });
  return 'unwritten' in written ? written : { rewrite: written };
}

/** What a finding's rewrite hangs on besides its own migration: those behind which it puts others. */
export function dependsOn({ rewrite, migration }: Finding, chain: LoadedChain): readonly unknown[] {
  return rewrite?.later === undefined || migration === undefined ? [] : chain.migrations;
}

const known = new WeakMap<LoadedChain, ReturnType<typeof behindEach>>();

function behindOf(chain: LoadedChain): ReturnType<typeof behindEach> {
  const behind = known.get(chain) ?? behindEach(chain.migrations);
  known.set(chain, behind);
  return behind;
}
