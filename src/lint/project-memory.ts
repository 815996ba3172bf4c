import type { ChainSource, MigrationEntry, ProjectFiles, ReadSnapshot } from '../frameworks/framework.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Migration } from '../model/migration.ts';
import type { DialectTraits } from '../model/names.ts';
import type { Schema } from '../model/schema.ts';
import type { Statistics } from '../model/table-size.ts';
import type { GeneratedView } from '../rules/generated-view.ts';
import type { DeclaredView, MigrationView, Picture } from '../rules/rule.ts';
import { emptySchema } from '../schema/empty.ts';
import type { ActiveRule, Finding, Judgement } from './judge.ts';
import type { Attach, Recall } from './memory.ts';
import { attached, detached, forgetful, keepEqual, remembering } from './memory.ts';
import type { Milestones } from './milestone.ts';
import { noMilestones } from './milestone.ts';
import type { Reader } from './reading.ts';
import type { Suppression } from './suppressions.ts';

/**
 * What one opening of a project leaves for the next, so that only what has changed is found, read, replayed and judged
 * again. What comes later hangs on the identity of what came before.
 */
export interface ProjectMemory {
  readonly chains: Recall<readonly ChainSource[]>;
  readonly migrations: Recall<Migration>;
  /** Reads what is not remembered of a chain on several processors; absent: each migration is read when it is asked for. */
  readonly readAhead?: (reader: Reader, entries: readonly MigrationEntry[], files: ProjectFiles) => Promise<void>;
  readonly generated: Recall<GeneratedView>;
  readonly declared: Recall<DeclaredView>;
  readonly pictures: Recall<Picture>;
  readonly statistics: Recall<Statistics>;
  readonly snapshotReaders: Attach<ChainSource, ReadSnapshot>;
  /** The database before a chain's first migration. */
  readonly start: (traits: DialectTraits) => Schema;
  readonly ends: Attach<Migration, Schema>;
  readonly milestones: Milestones;
  /** Absent: a migration is viewed anew whenever somebody looks, and only the last view stays in memory. */
  readonly views?: Attach<Migration, MigrationView>;
  readonly active: Attach<ChainSource, readonly ActiveRule[]>;
  readonly judgements: Attach<MigrationView, Judgement>;
  readonly diagnostics: Attach<Finding, Omit<Diagnostic, 'fingerprint'>>;
  readonly suppressions: Attach<Migration, readonly Suppression[]>;
}

/** Remembers; to be used with one configuration only. */
export function projectMemory(): ProjectMemory {
  const starts = new Map<DialectTraits, Schema>();
  return {
    chains: remembering(keepEqual),
    migrations: remembering(),
    generated: remembering(),
    declared: remembering(),
    pictures: remembering(),
    statistics: remembering(),
    snapshotReaders: attached(),
    start(traits) {
      const start = starts.get(traits) ?? emptySchema(traits);
      starts.set(traits, start);
      return start;
    },
    ends: attached(),
    milestones: noMilestones,
    views: attached(),
    active: attached(),
    judgements: attached(),
    diagnostics: attached(),
    suppressions: attached(),
  };
}

/** Remembers nothing: the memory of a run that happens once. */
export const noMemory: ProjectMemory = {
  chains: forgetful(),
  migrations: forgetful(),
  generated: forgetful(),
  declared: forgetful(),
  pictures: forgetful(),
  statistics: forgetful(),
  snapshotReaders: detached(),
  start: emptySchema,
  ends: detached(),
  milestones: noMilestones,
  active: detached(),
  judgements: detached(),
  diagnostics: detached(),
  suppressions: detached(),
};
