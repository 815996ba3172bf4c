import type { AutomaticChange } from '../model/automatic-change.ts';
import type { DataHandler, FeatureUpgrades } from '../model/data-handler.ts';
import type { ReleaseHistory } from '../model/release-history.ts';

/** What was found beside the migrations, for the rules that ask for it. */
export interface Beside {
  /** By the name of the chain. */
  readonly releases: ReadonlyMap<string, ReleaseHistory>;
  readonly dataHandlers: readonly DataHandler[];
  readonly upgrades: FeatureUpgrades;
  readonly automatic: readonly AutomaticChange[];
  /** Sentences about what could not be read or known. */
  readonly notes: readonly string[];
}

export const nothingBeside: Beside = {
  releases: new Map(),
  dataHandlers: [],
  upgrades: { now: [], shipped: undefined },
  automatic: [],
  notes: [],
};
