import type { ProjectFiles } from '../framework.ts';
import type { Helpers } from '../../model/helper.ts';
import type { HostValue, Value } from './value.ts';

/** What a framework tells the evaluator. */
export interface Surroundings {
  readonly files: ProjectFiles;
  /**
   * When a chain does what it says: as soon as it is called (`queryInterface.addColumn(…)`), or when somebody waits
   * for it (`knex.schema…` is a thenable). Decides where in the trace its effect stands.
   */
  readonly runs: 'on-call' | 'when-awaited';
  /** A method changes the builder that it is called on, even one that a variable holds (knex); absent: it gives a new one. */
  readonly changesBuilders?: boolean;
  /** Functions of the project that are not followed: the configuration says what they do. */
  readonly helpers?: Helpers;
  /** Packages whose exports are hosts; the root of the chain is the package's name: `new Table()` is `typeorm`, `Table`. */
  readonly packages: ReadonlySet<string>;
  /** What is known of a chain without running it: `knex.client.config.client` in a chain of one dialect. */
  resolve?(chain: HostValue): Value | undefined;
  /**
   * For a call whose function argument runs there and then, with what it is called: `knex.transaction(async (trx) => …)`
   * gives a host for `trx`. Its effects stand in the trace in the chain's place, and the chain itself is none.
   */
  inline?(chain: HostValue): readonly Value[] | undefined;
}
