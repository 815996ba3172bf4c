import type { Diagnostic, Fix, Proposal } from '../model/diagnostic.ts';
import type { Migration } from '../model/migration.ts';
import type { Finding } from './judge.ts';
import type { LoadedChain, Project } from './project.ts';
import type { MigrationSource } from './proposals.ts';
import { writeProposal } from './proposals.ts';
import { rewriteOf } from './rewrite-of.ts';
import { docsUrl } from './rule-summaries.ts';

/** What a diagnostic offers to write. */
type Offers = Pick<Diagnostic, 'fix' | 'suggestions' | 'rewrite' | 'unwritten'>;

/**
 * A finding as plain data. What it offers is written only when somebody looks at it: writing it, and reading it back, takes
 * longer than finding it.
 */
export function diagnosticOf(
  project: Project,
  chain: LoadedChain,
  finding: Finding,
  isOffered: boolean,
): Omit<Diagnostic, 'fingerprint'> {
  const { at, rule, severity, message, why, remedy, related = [], facts, migration } = finding;
  return {
    rule,
    severity,
    message,
    why,
    remedy,
    span: at,
    migration: migration?.id ?? '',
    chain: chain.source.name,
    related,
    ...(facts === undefined ? {} : { facts }),
    ...(isOffered ? offersOf(project, chain, finding) : { suggestions: [] }),
    docs: docsUrl(rule),
  };
}

function offersOf(project: Project, chain: LoadedChain, finding: Finding): Offers {
  const source = sourceOf(project, chain, finding.migration);
  const written = (proposal: Proposal | undefined): Fix | undefined =>
    proposal === undefined || source === undefined ? undefined : writeProposal(proposal, source);
  const fix = written(finding.fix);
  return {
    ...(fix === undefined ? {} : { fix }),
    suggestions: (finding.suggestions ?? []).flatMap((proposal) => written(proposal) ?? []),
    ...rewriteOf(project, chain, finding, source),
  };
}

function sourceOf(project: Project, chain: LoadedChain, migration: Migration | undefined): MigrationSource | undefined {
  const entry = migration === undefined ? undefined : chain.entries.get(migration.id);
  if (migration === undefined || entry === undefined) return undefined;
  const { framework, dialect } = chain;
  return { migration, entry, chain: chain.source, framework, dialect, files: project.files };
}
