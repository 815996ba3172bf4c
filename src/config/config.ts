import type { Helpers } from '../model/helper.ts';
import type { TransactionMode } from '../model/migration.ts';
import type { DialectName } from '../model/names.ts';
import type { PresetName } from '../rules/rule.ts';

export type RuleLevel = 'off' | 'warn' | 'error';

/** One chain as a user declares it; what is left out is detected. */
export interface ChainConfig {
  readonly name: string;
  readonly framework?: string;
  readonly dialect?: DialectName;
  readonly engineVersion?: string;
  /** Globs, relative to the configuration file. */
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  readonly transaction?: TransactionMode;
  readonly generated?: GeneratedConfig;
  /** Globs of definitions, one object a file, that the migrations have to end in. */
  readonly declared?: readonly string[];
  /** The chain whose schema these data scripts are for; they run by date among its migrations. */
  readonly dataFor?: string;
  /** The file with the sizes of its tables, where the project's own is about another database. */
  readonly stats?: string;
}

/** Where releases are recorded, so that it is known which of them brought which migration. */
export type ReleasesConfig =
  /** Tags of this pattern. */
  | { readonly tags: string; readonly major?: number }
  /** The versions at the beginning of the migrations' names, or of the folders that they lie in. */
  | { readonly names: true; readonly major?: number };

/** Globs of the migrations that belong to each phase. */
export interface PhasesConfig {
  readonly initial?: string;
  readonly transition?: string;
  readonly finalization?: string;
}

/** What is generated from a chain; globs, relative to the configuration file. */
export interface GeneratedConfig {
  /** SQL scripts of the migrations. */
  readonly scripts: readonly string[];
  /** Programs that hold the scripts as string constants. */
  readonly constants?: readonly string[];
  /** Programs that list the versions of the migrations. */
  readonly versions?: readonly string[];
  /** Programs that were built from the constants and the versions. */
  readonly copies?: readonly string[];
}

/** Where the version of the program stands that is being built. */
export interface ReleaseConfig {
  readonly file: string;
  /** What is in its groups makes up the version, joined by dots; not needed for package.json. */
  readonly pattern?: string;
}

export type ShippedConfig =
  { readonly branch: string } | { readonly tags: string } | { readonly manifest: string } | { readonly ledger: string };

/** The configuration as a user writes it. */
export interface Config {
  readonly extends?: readonly PresetName[];
  readonly chains?: readonly ChainConfig[];
  readonly shipped?: ShippedConfig;
  readonly rules?: Readonly<
    Record<string, RuleLevel | readonly [RuleLevel] | readonly [RuleLevel, Readonly<Record<string, unknown>>]>
  >;
  readonly release?: ReleaseConfig;
  readonly releases?: ReleasesConfig;
  readonly phases?: PhasesConfig;
  /** Globs of C# files with methods that prepare rows for changes of the schema. */
  readonly subscribers?: readonly string[];
  /** Migrations whose id sorts before this one are replayed, not judged. */
  readonly since?: string;
  /** Globs of files that are never read. */
  readonly ignore?: readonly string[];
  /** Folders outside of the project that links in it may lead to, relative to the configuration file or absolute. */
  readonly links?: readonly string[];
  /** What functions of the project do in migrations, by the names that they are called with. */
  readonly helpers?: Helpers;
  /** The file with the sizes of tables. */
  readonly stats?: string;
}

/** One rule as it will run: its options are validated and complete. */
export interface RuleSetting {
  readonly severity: 'error' | 'warning';
  readonly options: unknown;
}

/** The configuration after presets, validation and defaults. */
export interface ResolvedConfig {
  /** The folder that paths are relative to: where the configuration file lies, or where the search began. */
  readonly root: string;
  /** The file that it came from; absent: built-in defaults. */
  readonly source: string | undefined;
  readonly chains: readonly ChainConfig[];
  readonly shipped: ShippedConfig | undefined;
  readonly release: ReleaseConfig | undefined;
  readonly releases: ReleasesConfig | undefined;
  readonly phases: PhasesConfig | undefined;
  readonly subscribers: readonly string[];
  /** Rules that are on, by name. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly since: string | undefined;
  readonly ignore: readonly string[];
  /** Absolute. */
  readonly links: readonly string[];
  readonly helpers: Helpers;
  readonly stats: string | undefined;
}

/** Gives a configuration its type in an editor; it is handed back as it is. */
export function defineConfig(config: Config): Config {
  return config;
}
