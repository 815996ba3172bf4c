import type { QualifiedName } from '../../../model/names.ts';
import type { Attributes } from '../../../model/table.ts';
import type { Effect } from '../../facts/effect.ts';
import type { Context } from './effect.ts';
import { brieflyOn, locksOn } from './locks.ts';
import type { LockMode } from './locks.ts';

/** What has to be done for every row of a table. */
interface Work {
  readonly table: QualifiedName;
  readonly rewrites: boolean;
  readonly because: string;
  /** The lock for all of the time, where it is not done online. */
  readonly offline: LockMode;
  /** Why it cannot be done online, on any edition. */
  readonly offlineOnly?: string | undefined;
}

/**
 * Work on every row, online where the author asks for it and the server can. "Perform Index Operations Online" and "How
 * Online Index Operations Work": a short S at the start, IS meanwhile, and Sch-M for a moment at the end.
 */
export function done(work: Work, wantsOnline: boolean, isResumable: boolean, { server }: Context): Effect {
  const { table, because } = work;
  const rows = { rewrites: work.rewrites ? [table] : [], scans: [table], because };
  if (!wantsOnline) return { locks: locksOn(work.offline, table), ...rows };
  if (work.offlineOnly !== undefined) return { refused: work.offlineOnly };
  if (!server.isOnline) {
    return { refused: 'ONLINE = ON needs the Enterprise or Developer edition, or Azure SQL' };
  }
  return {
    locks: [...brieflyOn('Sch-M', table), ...locksOn('IS', table)],
    ...rows,
    transactional: !isResumable,
  };
}

export function isOnline(execution: Attributes | undefined): boolean {
  return execution?.['online']?.startsWith('on') ?? false;
}

export function isResumable(execution: Attributes | undefined): boolean {
  return execution?.['resumable'] === 'on';
}
