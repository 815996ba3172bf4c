import type { GenericSchema, InferOutput } from 'valibot';
import type { AutomaticChange } from '../model/automatic-change.ts';
import type { DataHandler, FeatureUpgrades } from '../model/data-handler.ts';
import type { Proposal, Related } from '../model/diagnostic.ts';
import type { Facts } from '../model/facts.ts';
import type { Latecomers, Migration, ReadProblem, Side, Statement } from '../model/migration.ts';
import type { DialectName, QualifiedName } from '../model/names.ts';
import type { Operation, OperationKind } from '../model/operation.ts';
import type { Phase } from '../model/phase.ts';
import type { Release } from '../model/release.ts';
import type { ReleaseHistory } from '../model/release-history.ts';
import type { Schema } from '../model/schema.ts';
import type { SizeOf } from '../model/table-size.ts';
import type { GeneratedView } from './generated-view.ts';
import type { Rebuild } from '../schema/rebuilds.ts';
import type { Span } from '../model/span.ts';

export type RuleCategory = 'workflow' | 'data-loss' | 'locks' | 'keys-and-types' | 'engines' | 'frameworks';

export type PresetName =
  | 'recommended'
  | 'strict'
  | 'zero-downtime'
  | 'phased'
  | 'generated-sql'
  | 'ef-core-team'
  | 'data-scripts'
  | 'schema-events';

/** An operation in its place: the schema that it meets, and what the engine does. */
export interface Step {
  readonly operation: Operation;
  readonly statement: Statement;
  readonly side: Side;
  readonly before: Schema;
  readonly after: Schema;
  /** Absent: nothing is known about this operation on this engine. */
  readonly facts: Facts | undefined;
  /** Whether it runs in a transaction: the framework's, or one that the migration opened itself. */
  readonly inTransaction: boolean;
  /** False: a guard keeps it from doing anything at this point of the chain. */
  readonly applied: boolean;
}

/** A table that is written anew in several steps, and what they come to. */
export interface RebuildView extends Rebuild {
  /** The changes of its columns, each in the place of the step that makes it; what the engine does is said of those steps. */
  readonly steps: readonly Step[];
}

/** One migration with its steps. `down` is replayed from the schema after `up`. */
export interface MigrationView {
  readonly migration: Migration;
  readonly up: readonly Step[];
  /** Absent: the migration has no way back. */
  readonly down: readonly Step[] | undefined;
  /** The tables that the up side rebuilds. */
  readonly rebuilds: readonly RebuildView[];
  readonly before: Schema;
  readonly after: Schema;
  /** How a shipped migration differs from what was shipped; absent for new and unchanged ones. */
  readonly edit: ShippedEdit | undefined;
}

/** What happened to a shipped migration. */
export type ShippedEdit =
  | {
      readonly kind: 'meaning';
      readonly sides: readonly Side[];
      readonly was: Migration | undefined;
      readonly where: Span | undefined;
    }
  | { readonly kind: 'transaction'; readonly was: Migration }
  | { readonly kind: 'form' }
  | { readonly kind: 'renamed'; readonly was: string };

/** A shipped migration that is no longer there. */
export interface DeletedMigration {
  readonly id: string;
  readonly file: string;
  /** What the proof of a squash says of it (`mig-lint baseline`); absent: there is none for the chain. */
  readonly proof?: { readonly holds: true } | { readonly holds: false; readonly why: string } | undefined;
}

/** What the tool itself believes the schema to be: a file beside the migrations, read as a schema. */
export interface Picture {
  readonly file: string;
  /** For people: `the model snapshot`. */
  readonly called: string;
  readonly schema: Schema;
  /** False: something in it could not be read, so that what it lacks says nothing. */
  readonly isWhole: boolean;
  /** What that was. */
  readonly problems: readonly ReadProblem[];
  /** What the tool calls this picture, and the one that it was made from, where it names them. */
  readonly id?: string;
  readonly previous?: string;
  /** Where markers of a merge conflict begin. */
  readonly conflicts: readonly Span[];
  /** How a migration of this tool is generated anew, for people. */
  readonly regenerate: (migration: string) => string;
}

/** A migration in its place in the chain, whether its statements are judged or not. */
export interface ChainLink {
  readonly migration: Migration;
  readonly shipped: boolean;
  readonly judged: boolean;
  /** The schema after it. */
  readonly after: Schema;
  /** The tool's picture of the schema after this migration, as far as it was known when it was generated. Read when asked for. */
  readonly picture: Picture | undefined;
}

/** What the scripts of a chain are said to end in: the replay of a folder of definitions. */
export interface DeclaredView {
  readonly schema: Schema;
  /** The globs that name the folder, for people. */
  readonly where: string;
  readonly files: number;
}

/** The folders that the configuration gives to phases, and the phase that a migration has by its own. */
export interface PhaseFolders {
  /** Their globs, for people. */
  readonly folders: Partial<Readonly<Record<Phase, string>>>;
  /** Absent: the migration lies in none of them. */
  readonly own: Phase | undefined;
}

/** The chain of schema migrations beside which data scripts are kept. */
export interface SchemaChain {
  readonly name: string;
  readonly migrations: readonly Migration[];
  /** The schema that its migrations end in. */
  readonly end: Schema;
}

/** A chain as a rule sees it that looks wider than one migration. */
export interface ChainView {
  readonly name: string;
  readonly framework: string;
  readonly dialect: DialectName;
  /** Every migration, in the order in which the tool runs them. */
  readonly links: readonly ChainLink[];
  /** What the tool does with a migration that sorts before one which a database has already run. */
  readonly latecomers: Latecomers;
  /** The schema that the whole chain ends in. */
  readonly end: Schema;
  /** The tool's picture of the schema after the last migration. Read when asked for. */
  readonly snapshot: Picture | undefined;
  /** The same picture as it has shipped, where git tells. Read when asked for. */
  readonly shippedSnapshot: Picture | undefined;
  /** The release that is being built, where the configuration names the place. */
  readonly release: Release | undefined;
  /** What the configuration says is generated from the chain. */
  readonly generated: GeneratedView | undefined;
  readonly declared: DeclaredView | undefined;
  /** The migrations are data scripts, merged by date with those of this chain. */
  readonly dataFor: SchemaChain | undefined;
  readonly keepsChecksum: boolean;
  /** Where a finding without a migration of its own is shown. */
  readonly place: Span;
  readonly migrations: readonly MigrationView[];
  readonly deleted: readonly DeletedMigration[];
  /** How it is known that something shipped, after the word: `on origin/main (1a2b3c4)`, `according to mig-lint.lock.json`. */
  readonly shipped: string;
}

/** All chains of a project. */
export interface ProjectView {
  readonly chains: readonly ChainView[];
  /** What programs and scripts beside the migrations do to the schema by themselves. */
  readonly automatic: readonly AutomaticChange[];
  /** Data changes that the application runs once for each version of a feature. */
  readonly upgrades: FeatureUpgrades;
}

/** A finding as a rule reports it; severity, docs and the rest are filled in by the house. */
export interface Report {
  readonly at: Span;
  readonly message: string;
  readonly why: string;
  readonly remedy: string;
  readonly related?: readonly Related[];
  readonly facts?: Facts;
  readonly fix?: Proposal;
  readonly suggestions?: readonly Proposal[];
  readonly rewrite?: Proposal;
}

/** What a rule can ask while it looks at something, whatever its options. */
export interface Context {
  readonly dialect: DialectName;
  readonly engineVersion: string;
  /**
   * Whether the table was created in the same deploy and no rows were put in it since, at the point of that schema:
   * nobody else uses it and every change of it is instant.
   */
  readonly isNew: (table: QualifiedName, schema: Schema) => boolean;
  /**
   * Whether the table, or the materialized view, was created in the same deploy, with rows or without: nobody else knows it
   * yet, so a lock on it keeps nobody waiting.
   */
  readonly isUnused: (table: QualifiedName, schema: Schema) => boolean;
  /** The same of a column: it, or its whole table, was created in the same deploy. */
  readonly isNewColumn: (table: QualifiedName, column: string, schema: Schema) => boolean;
  /** How large a table in use is, where statistics tell. */
  readonly sizeOf: SizeOf;
  /** Which release brought which migration, where that is known. */
  readonly releases: ReleaseHistory | undefined;
  /** Absent: the configuration names no folders of phases. */
  readonly phaseFolders: PhaseFolders | undefined;
  /** Methods of the application that prepare rows for changes of the schema. */
  readonly dataHandlers: readonly DataHandler[];
  /** Whether the tool records what it has applied, so that it runs a migration that went through once only. */
  readonly keepsLedger: boolean;
  /** How this framework runs a statement outside of a transaction, as an instruction. */
  readonly optOut: string;
  /** Operations as source text of the user's own framework and dialect, for the remedy; joined by line breaks. */
  readonly write: (operations: readonly Operation[]) => string | undefined;
  readonly report: (report: Report) => void;
}

/** What a rule can ask while it looks at a whole project, whatever its options. */
interface ProjectContext {
  /** The chain is the one that the finding is about. */
  readonly report: (report: Report, chain: ChainView) => void;
}

export interface RuleContext<Options> extends Context {
  readonly options: Options;
}

/** What a rule can ask while it looks at one migration. */
interface MigrationContext extends Context {
  /** Puts off what hangs on the rest of the chain until all of it has been replayed. */
  readonly later: (look: (chain: ChainView) => readonly Report[]) => void;
}

/** A rule in one migration also knows the migration around the step. */
export interface StepContext extends MigrationContext {
  readonly view: MigrationView;
}

export type StepHandlers<Options, Kind extends OperationKind = OperationKind> = {
  readonly [K in Kind]?: (operation: Operation<K>, step: Step, context: StepContext & RuleContext<Options>) => void;
};

/**
 * What a rule listens to: steps of the up side by kind of operation, a whole migration, a whole chain, all chains. The steps
 * that rebuild a table are heard as the changes of its columns that they come to.
 */
interface Handlers<Options> extends StepHandlers<Options> {
  readonly migration?: (view: MigrationView, context: MigrationContext & RuleContext<Options>) => void;
  readonly chain?: (view: ChainView, context: RuleContext<Options>) => void;
  readonly project?: (view: ProjectView, context: ProjectContext & { readonly options: Options }) => void;
}

/** The same check in other linters, for people who move. */
export interface Likeness {
  readonly squawk?: readonly string[];
  readonly strong_migrations?: readonly string[];
  readonly atlas?: readonly string[];
  readonly eugene?: readonly string[];
  readonly pgfence?: readonly string[];
}

/** What is known of a rule without running it. */
interface RuleMetadata {
  readonly name: string;
  readonly category: RuleCategory;
  readonly severity: 'error' | 'warning';
  /** The presets that turn it on; presets that extend `recommended` have its rules too. */
  readonly presets: readonly PresetName[];
  /** One line without a full stop: what is found. */
  readonly summary: string;
  /** Absent: every dialect. */
  readonly dialects?: readonly DialectName[];
  /** Absent: every framework. */
  readonly frameworks?: readonly string[];
  /** Whether it offers a fix that --fix applies. */
  readonly fixable?: boolean;
  /** Whether it offers a rewrite that --fix-rewrite applies. */
  readonly rewrites?: boolean;
  readonly like?: Likeness;
}

/** A rule as its file writes it. */
export interface RuleDefinition<Options extends GenericSchema> extends RuleMetadata {
  /** The options' schema: the type, the validation, the JSON Schema and the docs follow from it. */
  readonly options: Options;
  readonly on: Handlers<InferOutput<Options>>;
}

/** A rule with its options filled in, ready to look. */
export interface Listener {
  /** Whether it looks at all at migrations as a whole, or at steps of a kind. */
  hears(kind: OperationKind | 'migration'): boolean;
  steps(steps: readonly Step[], context: StepContext): void;
  migration(view: MigrationView, context: MigrationContext): void;
  chain(view: ChainView, context: Context): void;
  project(view: ProjectView, context: ProjectContext): void;
}

/** A rule as the registry holds it. */
export interface Rule extends RuleMetadata {
  readonly options: GenericSchema;
  /** Fills in the options; throws valibot's error when they do not fit the schema. */
  listen(options: unknown): Listener;
}
