import type { Diagnostic } from '../model/diagnostic.ts';
import type { Migration } from '../model/migration.ts';
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
  const behind = migrationsBehind(migration, chain);
  const last = chain.entries.get((behind.at(-1) ?? migration).id);
  if (last === undefined) return {};
  const hasPhaseFolders = project.config.phases !== undefined;
  const written = writeRewrite(rewrite, { ...source, behind, last, hasPhaseFolders });
  return 'unwritten' in written ? written : { rewrite: written };
}

/** What a finding's rewrite hangs on besides its own migration: those behind which it puts others. */
export function dependsOn({ rewrite, migration }: Finding, chain: LoadedChain): readonly unknown[] {
  return rewrite?.later === undefined || migration === undefined ? [] : migrationsBehind(migration, chain);
}

function migrationsBehind(migration: Migration, { migrations }: LoadedChain): readonly Migration[] {
  return migrations.slice(migrations.indexOf(migration) + 1).filter(({ repeatable }) => repeatable !== true);
}
