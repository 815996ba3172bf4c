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
}

export type ShippedConfig = { readonly branch: string } | { readonly tags: string } | { readonly manifest: string };

/** The configuration as a user writes it. */
export interface Config {
  readonly extends?: readonly PresetName[];
  readonly chains?: readonly ChainConfig[];
  readonly shipped?: ShippedConfig;
  readonly rules?: Readonly<
    Record<string, RuleLevel | readonly [RuleLevel] | readonly [RuleLevel, Readonly<Record<string, unknown>>]>
  >;
  /** Migrations whose id sorts before this one are replayed, not judged. */
  readonly since?: string;
  /** Globs of files that are never read. */
  readonly ignore?: readonly string[];
  /** What functions of the project do in migrations, by the names that they are called with. */
  readonly helpers?: Helpers;
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
  /** Rules that are on, by name. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly since: string | undefined;
  readonly ignore: readonly string[];
  readonly helpers: Helpers;
}

/** Gives a configuration its type in an editor; it is handed back as it is. */
export function defineConfig(config: Config): Config {
  return config;
}
