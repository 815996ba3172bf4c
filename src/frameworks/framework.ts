import type { Dialect } from '../dialects/dialect.ts';
import type { NewFile } from '../model/diagnostic.ts';
import type { Helpers } from '../model/helper.ts';
import type { Latecomers, Migration, ReadProblem, Statement, TransactionMode } from '../model/migration.ts';
import type { DialectName } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { Ledger } from './ledger.ts';

/** The files of a project at one point in time: the work tree, or a commit. Paths are relative, with forward slashes. */
export interface ProjectFiles {
  /** Every path, sorted by code unit. */
  readonly paths: readonly string[];
  /** The text of a file without its byte order mark; `undefined` when it cannot be read as text. */
  read(path: string): string | undefined;
  /** At least the first `length` characters of a file, for headers of large files. */
  readHead(path: string, length: number): string | undefined;
  /**
   * A name for what a file holds: as long as it is the same, so is the text. `undefined`: the file is not there or is no
   * text. Absent: contents have no names here.
   */
  readonly contentOf?: (path: string) => string | undefined;
}

/** What detection or configuration says of a chain, and its migrations' meaning depends on. */
export interface ChainSettings {
  /** Unique in the project; shown to people. */
  readonly name: string;
  readonly framework: string;
  readonly dialect: DialectName;
  /** The folder whose files make up the chain, without a trailing slash; '' is the project's root. */
  readonly folder: string;
  /** Overrides the framework's own transaction bounds: from configuration, or from the program that runs the tool. */
  readonly transaction?: TransactionMode;
  /** Where the ledger is, when the project moved it: `audit.migrations`. */
  readonly ledgerTable?: string;
  /** Functions of the project that the configuration explains. */
  readonly helpers?: Helpers;
  /** What tells chains of one folder apart: EF Core's context, the key of Entity Framework 6, knex-migrator's layout. */
  readonly scope?: string;
}

/** A chain before its migrations are read. */
export interface ChainSource extends ChainSettings {
  /** The files of the chain, in no particular order. */
  readonly paths: readonly string[];
  /** Why it is a chain, and why of this dialect, for people: `CatalogContextModelSnapshot.cs names Npgsql:`. */
  readonly evidence: readonly string[];
}

/** A migration that was found and put in order, but not read yet. */
export interface MigrationEntry {
  readonly id: string;
  /** The file that holds the up side. */
  readonly file: string;
  /** Files whose text decides what the migration means, `file` included. */
  readonly files: readonly string[];
  /** What the ledger knows it by, when that is not the id: a rename that keeps it is harmless. */
  readonly ledgerKey?: string;
  /** The tool runs it again whenever its text changes. */
  readonly repeatable?: boolean;
  /** The tool does not run it on a new database: it is read without its up side. */
  readonly neverRun?: boolean;
  /** What is wrong with its place in the chain. */
  readonly problems?: readonly ReadProblem[];
}

/** Files that look like migrations of a tool and are not taken as a chain. */
export interface PassedOver {
  /** Where they lie. */
  readonly folder: string;
  readonly framework: string;
  readonly files: number;
  /** A sentence for people: `the folder clickhouse is for a database that is not read`. */
  readonly reason: string;
}

export interface ReadContext {
  readonly files: ProjectFiles;
  readonly chain: ChainSettings;
  readonly dialect: Dialect;
}

/** A change to a migration's file: the operations in the framework's own words, ready to stand in the given place. */
export interface WriteRequest {
  readonly migration: Migration;
  readonly operations: readonly Operation[];
  /** The text of the file that is edited. */
  readonly text: string;
  /** The offset in the text at which the first line will stand. */
  readonly offset: number;
  /** The statement at the offset stays, behind what is written; absent: it goes away. */
  readonly inserted?: boolean;
  /** It has to run outside of the transaction, where the tool lets a statement say so. */
  readonly outside?: boolean;
  readonly dialect: Dialect;
}

/** A migration that is to be written behind the last one of a chain. */
export interface NewMigration {
  readonly chain: ChainSource;
  readonly files: ProjectFiles;
  /** The migration behind which it comes. */
  readonly last: MigrationEntry;
  /** The migration whose style it has. */
  readonly like: MigrationEntry;
  /** What it does, in words. */
  readonly name: string;
  /** Whether it has a way back. */
  readonly hasDown: boolean;
  /** Whether it has to run outside of every transaction. */
  readonly outside: boolean;
}

/** Why a new migration cannot be written, as a sentence for people. */
export interface Refused {
  readonly refused: string;
}

/** A line of a file that stands for the statements of one side; it holds nothing but their indentation. */
interface Place {
  readonly path: string;
  /** Where the line begins. */
  readonly offset: number;
}

/** A new migration without its statements: all of its files, and where the statements of each side go. */
export interface Skeleton {
  /** Files that are there already are given as they become. */
  readonly files: readonly NewFile[];
  readonly up: Place;
  readonly down?: Place;
  /** What people may wonder about in the new files, as a sentence. */
  readonly note?: string;
}

/** A tool's own picture of the database, as it was when a migration was made, or is after the last one. */
export interface Snapshot {
  readonly file: string;
  /** What creates the database of the picture, tables before what points to them. */
  readonly operations: readonly Operation[];
  /** What the tool calls this picture, and the one that it was made from. */
  readonly id?: string;
  readonly previous?: string;
  /** What of it could not be read: where there is any, the picture is not whole. */
  readonly problems: readonly ReadProblem[];
}

/** Reads one file that holds a picture. Never throws on odd input: what is wrong is among its problems. */
export type ReadSnapshot = (path: string, context: ReadContext) => Snapshot;

/** Where a tool keeps pictures of the database beside its migrations. */
interface SnapshotFiles {
  /** The file with the picture after the last migration. */
  latest(chain: ChainSource, files: ProjectFiles): string | undefined;
  /** The file with a migration's own picture: the database after it, as far as it was known when it was made. */
  after?(entry: MigrationEntry, chain: ChainSource, files: ProjectFiles): string | undefined;
  /** What people call such a file: `the model snapshot`. */
  called(path: string): string;
  /** How a migration is generated anew after others came in before it, as an instruction with its commands in lines of their own. */
  regenerate(migration: string): string;
}

/** All that the house asks of one migration tool. */
export interface Framework {
  readonly name: string;
  /** For people: `EF Core`. */
  readonly title: string;
  /** The tool keeps a checksum of the file, so that even a changed comment stops it. */
  readonly keepsChecksum: boolean;
  /** How a migration of this tool runs a statement outside of a transaction, as an instruction: `pass suppressTransaction: true`. */
  readonly optOut: string;
  /**
   * What becomes of the transaction that all pending migrations share when one of them runs without: `splits`: each of the
   * others gets one of its own; `beside`: it stays open, and that one runs on another connection. Absent: it is committed
   * before, and another is begun after.
   */
  readonly optingOut?: 'splits' | 'beside';
  /** What it does with a migration that sorts before one which a database has already run; absent: it runs it late. */
  readonly latecomers?: Latecomers;
  /** Where the tool records what it has applied; absent: it keeps no record that is known. */
  readonly ledger?: Ledger;
  /** Chains among the files; what another framework has already taken is not in `files.paths`. */
  detect(files: ProjectFiles): readonly ChainSource[];
  /** What `detect` has seen among the files and not taken. */
  passOver?(files: ProjectFiles): readonly PassedOver[];
  /** The chain's migrations in the order in which the tool runs them. */
  list(chain: ChainSource, files: ProjectFiles): readonly MigrationEntry[];
  /** What has to be loaded before `read` can be called. */
  prepare?(): Promise<void>;
  /** The tool's own pictures of the schema; absent: it keeps none, or none that is read. */
  readonly snapshots?: SnapshotFiles;
  /** What reads the pictures of one chain; it may remember what they have in common. To be called after `prepare`. */
  snapshotReader?(): ReadSnapshot;
  /** Reads one migration. Never throws on odd input: what is wrong becomes an `Opaque` statement or a problem. */
  read(entry: MigrationEntry, context: ReadContext): Migration;
  /**
   * The source text of a sequence of operations, with the indentation of the place, terminators included and no line
   * break at either end; `undefined` when the framework cannot say one of them.
   */
  write(request: WriteRequest): string | undefined;
  /**
   * How a new migration of this tool is named and wrapped; `refused`: why it cannot be written, as a sentence for people.
   * Absent: nobody has described it yet.
   */
  skeleton?(request: NewMigration): Skeleton | Refused;
  /**
   * How a migration that is there is taken out of its transaction: files as they become, or new ones; `undefined`: it cannot
   * be. Absent: nobody has described it yet, or there is no need.
   */
  takeOut?(entry: MigrationEntry, files: ProjectFiles): readonly NewFile[] | undefined;
  /** The range that goes away when a statement is removed or replaced: terminator and own line included. */
  extent(statement: Statement, text: string): { readonly start: number; readonly end: number };
}
