import type { DialectName } from '../model/names.ts';
import type { Difference } from '../schema/differences.ts';
import type { Break } from './breaks/index.ts';
import type { SourcePlace } from './place.ts';

/** `unproved`: nothing different was found, or not everything could be looked at; the reasons say what stands in the way. */
export type Verdict = 'equal' | 'different' | 'unproved';

/** How the chains were compared. */
export type Means =
  /** Both ran on a scratch database, whose catalogs and rows were compared. */
  | { readonly kind: 'execution'; readonly engine: string; readonly version?: string }
  /** Both were only read. */
  | { readonly kind: 'reading'; readonly why: string };

/** One difference with where it comes from. */
export interface LocatedDifference extends Difference {
  /** Absent: nothing in the chains tells. */
  readonly place?: SourcePlace;
}

/** The rows of one table that differ; at most some of them are listed. */
export interface RowsDifference {
  readonly table: string;
  readonly missing: { readonly count: number; readonly first: readonly string[] };
  readonly added: { readonly count: number; readonly first: readonly string[] };
  /** What the old chain does to the rows of the table, and the squashed one does not. */
  readonly lost: readonly DataStatement[];
}

/** A statement on rows: `UPDATE` of a table. */
export interface DataStatement {
  readonly statement: string;
  readonly table: string;
  readonly place: SourcePlace;
}

interface SideSummary {
  /** `main (1a2b3c4)`, `the work tree`. */
  readonly where: string;
  readonly migrations: number;
}

/** Everything that `mig-lint baseline` found out: plain data, which every format prints. */
export interface BaselineResult {
  readonly version: 1;
  readonly verdict: Verdict;
  readonly chain: { readonly name: string; readonly framework: string; readonly dialect: DialectName };
  readonly old: SideSummary & { readonly squashed: readonly string[] };
  readonly new: SideSummary & { readonly base: readonly string[] };
  readonly by: Means;
  readonly differences: readonly LocatedDifference[];
  readonly rows: readonly RowsDifference[];
  /** What the old chain does to rows and the squashed one does not, with no effect on a new database. */
  readonly leftOut: readonly DataStatement[];
  /** What reading took for a difference and execution did not confirm. */
  readonly unconfirmed: readonly LocatedDifference[];
  readonly breaks: readonly Break[];
  /** Why it could not be proved. */
  readonly reasons: readonly string[];
  readonly ignored: readonly Ignorable[];
  readonly notes: readonly string[];
  readonly durationMs: number;
}

/** What two chains can be allowed to differ in. */
export const ignorables = ['column-order'] as const;
export type Ignorable = (typeof ignorables)[number];

/** The formats of a result, in the order in which they are listed to people. */
export const baselineFormats = ['text', 'json', 'markdown', 'html'] as const;
export type BaselineFormat = (typeof baselineFormats)[number];

/** The exit code: 0 equal, 1 different or something breaks, 2 it could not be proved. */
export function exitCodeOf({ verdict, breaks }: BaselineResult): 0 | 1 | 2 {
  if (verdict === 'unproved') return 2;
  return verdict === 'different' || breaks.some(({ level }) => level === 'error') ? 1 : 0;
}
