import type { ChainSettings, MigrationEntry } from '../../frameworks/framework.ts';
import type { MigrationOutline } from '../cache/lazy-migration.ts';
import type { ContentLooks } from '../cache/looks.ts';

/** What a thread is told: first which files there are, then what to read, and at last that this was all. */
export type Order = FilesOrder | Share | { readonly kind: 'end' };

/** The files of this run, which a thread opens by itself. */
interface FilesOrder {
  readonly kind: 'open';
  readonly root: string;
  readonly paths: readonly string[];
  /** Folders outside of the root that links may lead to. */
  readonly links: readonly string[];
}

/** Migrations of one chain. */
export interface Share {
  readonly kind: 'read';
  readonly chain: ChainSettings;
  readonly entries: readonly MigrationEntry[];
}

/** A migration as a thread has read it, ready to be kept: its body is serialised. */
export interface WrittenReading extends MigrationOutline {
  readonly looks: ContentLooks;
  readonly body: Uint8Array<ArrayBuffer>;
}
