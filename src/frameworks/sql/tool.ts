import type { SqlStatement } from '../../dialects/dialect.ts';
import type { Side, TransactionMode } from '../../model/migration.ts';
import type { DialectName } from '../../model/names.ts';
import type { SourceText } from '../../model/source-text.ts';
import type { ChainSource, Framework, MigrationEntry, ProjectFiles, ReadContext } from '../framework.ts';
import type { Ledger } from '../ledger.ts';
import { survey } from './detect.ts';
import type { DialectGuess } from './dialect.ts';
import { listEntries } from './list.ts';
import type { Part } from './part.ts';
import { readMigration } from './read.ts';
import type { Sample } from './sample.ts';
import { extentOf, writtenBy } from './write.ts';

/** The files of one folder that a tool could take. */
export interface Group {
  readonly folder: string;
  readonly parts: readonly Part[];
  readonly files: ProjectFiles;
  /** The beginnings of a few of the files; they are read when they are first asked for. */
  readonly samples: () => readonly Sample[];
}

/** Why a tool takes a group. */
interface Recognition {
  readonly evidence: readonly string[];
  /** The files that it takes; all of them when it does not say. */
  readonly parts?: readonly Part[];
  /** The dialect, when the tool's own files name it; it is guessed otherwise. */
  readonly dialect?: DialectGuess;
  readonly transaction?: TransactionMode;
  readonly ledgerTable?: string;
}

/** A group is the tool's, is not, or would be and is left alone for a reason. */
export type Verdict = Recognition | { readonly leftAlone: string } | undefined;

/** A run of a file's text that is one side, or a part of one. */
export interface Piece {
  readonly side: Side;
  readonly source: SourceText;
  readonly outsideTransaction?: boolean;
  /** What the tool would do wrong with a statement of this piece. */
  readonly problemOf?: (statement: SqlStatement) => string | undefined;
}

/** A file's text taken apart as the tool does it. */
export interface Division {
  readonly pieces: readonly Piece[];
  /** Offsets are of the file. */
  readonly problems?: readonly { readonly start: number; readonly end: number; readonly message: string }[];
}

/** What is really its own of a tool that runs files of SQL; the rest is the same for all of them. */
export interface SqlTool extends Pick<
  Framework,
  'name' | 'title' | 'keepsChecksum' | 'latecomers' | 'optOut' | 'skeleton' | 'takeOut'
> {
  readonly ledger?: Ledger;
  /** The parts of one migration that a file is, by its path alone. */
  partOf(path: string): Part | undefined;
  /** The folder of the chain that a file belongs to; absent: the part's own. */
  regroup?(parts: readonly Part[]): ReadonlyMap<string, readonly Part[]>;
  recognise(group: Group): Verdict;
  /** The order in which the tool runs migrations. */
  compare(one: Part, other: Part): number;
  /** What is wrong with a chain as a whole, and what the tool makes of it; absent: the entries as they are. */
  arrange?(entries: readonly MigrationEntry[], chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[];
  transaction(entry: MigrationEntry, context: ReadContext): TransactionMode;
  /** Absent: a file is one side, whole. */
  divide?(source: SourceText, side: Side, entry: MigrationEntry, context: ReadContext): Division;
  /** A statement with its semicolon, and the marks that the tool wants around one that it would cut; absent: it cuts none. */
  enclose?(statement: string): string;
  /** Whether the tool itself takes a statement out of the transaction. */
  leavesOut?(statement: SqlStatement, dialect: DialectName): boolean;
}

/** The framework of a tool that runs files of SQL. */
export function sqlFramework(tool: SqlTool): Framework {
  return {
    name: tool.name,
    title: tool.title,
    keepsChecksum: tool.keepsChecksum,
    ...(tool.latecomers === undefined ? {} : { latecomers: tool.latecomers }),
    optOut: tool.optOut,
    ...(tool.ledger === undefined ? {} : { ledger: tool.ledger }),
    detect: (files) => survey(tool, files).flatMap((one) => (one.kind === 'chain' ? [one.chain] : [])),
    passOver: (files) => survey(tool, files).flatMap((one) => (one.kind === 'passed-over' ? [one.passedOver] : [])),
    list: (chain, files) => listEntries(tool, chain, files),
    read: (entry, context) => readMigration(tool, entry, context),
    write: writtenBy(tool),
    ...(tool.skeleton === undefined ? {} : { skeleton: tool.skeleton }),
    ...(tool.takeOut === undefined ? {} : { takeOut: tool.takeOut }),
    extent: extentOf,
  };
}

/** Transaction bounds that only depend on the database. */
export function byDialect(
  modes: Readonly<Record<DialectName, TransactionMode>>,
): (entry: MigrationEntry, context: ReadContext) => TransactionMode {
  return (_, { chain }) => modes[chain.dialect];
}
