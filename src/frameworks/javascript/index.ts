import type { ProjectFiles } from '../framework.ts';
import type { Span } from '../../model/span.ts';
import type { Script } from './script.ts';
import type { Trace } from './trace.ts';
import type { HostValue, Value } from './value.ts';

export type { Script } from './script.ts';

/** What a framework tells the evaluator. */
export interface Surroundings {
  readonly files: ProjectFiles;
  /**
   * When a chain does what it says: as soon as it is called (`queryInterface.addColumn(…)`), or when somebody waits
   * for it (`knex.schema…` is a thenable). Decides where in the trace its effect stands.
   */
  readonly runs: 'on-call' | 'when-awaited';
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

/** One file, evaluated as far as somebody asks for. Nothing of it throws on odd input. */
export interface Module {
  readonly script: Script;
  /** The names that it exports, whichever way it does: ES modules, CommonJS, `export =`. `default` is one of them. */
  readonly names: readonly string[];
  /** The value of an export. When there is no such name, a property or method of the default export. */
  exported(name: string): Value | undefined;
  /** The classes that it exports or declares at its top level, in their order. */
  readonly classes: readonly Value[];
  /** A property or method of a value, with the inherited ones of an instance or a class's prototype. */
  member(value: Value, name: string): Value | undefined;
  /** `new C(...)`. What a base class from a listed package has is a chain from the root `this`. */
  instantiate(value: Value, args?: readonly Value[]): Value;
  /** Applies a function (or a method) and tells what it does; for something else, one opaque effect. */
  call(value: Value, args: readonly Value[]): Trace;
  /** Other files that were followed so far, sorted. */
  followed(): readonly string[];
}

/** A host for a function's parameter. */
export function host(root: string, at: Span): HostValue {
  return { kind: 'host', root, links: [], at };
}

/** Loads the parser once; reading is synchronous after it. */
export function prepareJavaScript(): Promise<void> {
  return Promise.reject(new Error('not there yet'));
}

/** Reads and evaluates a file; `prepareJavaScript` must have been awaited. `undefined`: it cannot be read as text. */
export function openModule(file: string, surroundings: Surroundings): Module | undefined {
  void surroundings;
  throw new Error(`not there yet: ${file}`);
}

/** Evaluates a file that somebody else has parsed, such as an editor. */
export function openScript(script: Script, surroundings: Surroundings): Module {
  void surroundings;
  throw new Error(`not there yet: ${script.file}`);
}
