import type { SourceText } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { ClassDefinition, Closure } from './scope.ts';

/** Every value says where it is written: a literal where it stands, a computed one where the computation stands. */
interface Written {
  readonly at: Span;
}

/** What an expression is worth, as far as that is known without running anything. */
export type Value =
  | StringValue
  | NumberValue
  | BigIntValue
  | BooleanValue
  | NullValue
  | UndefinedValue
  | ArrayValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | RegExpValue
  | DateValue
  | HostValue
  | ResultValue
  | UnknownValue;

/**
 * A string whose characters know where they are written. In the place of a part that is only known at run time stands
 * a word that can be part of a name in every dialect (`_prefix_`), and a hole says so.
 */
export interface StringValue extends Written {
  readonly kind: 'string';
  readonly source: SourceText;
  readonly holes: readonly Hole[];
}

/** A part of a string that is only known at run time. */
export interface Hole {
  /** Where its placeholder stands in the string's text. */
  readonly start: number;
  readonly end: number;
  /** What the source calls it: `prefix` for `${this.prefix}`. */
  readonly name: string;
  /** Why it is not known, for people. */
  readonly reason: string;
  /** The expression. */
  readonly at: Span;
}

interface NumberValue extends Written {
  readonly kind: 'number';
  readonly value: number;
}

interface BigIntValue extends Written {
  readonly kind: 'bigint';
  /** Decimal digits. */
  readonly text: string;
}

interface BooleanValue extends Written {
  readonly kind: 'boolean';
  readonly value: boolean;
}

interface NullValue extends Written {
  readonly kind: 'null';
}

interface UndefinedValue extends Written {
  readonly kind: 'undefined';
}

export interface ArrayValue extends Written {
  readonly kind: 'array';
  readonly elements: Value[];
  /** Set when the array has more elements, or other ones, than are known: a spread, a `push` in a loop. */
  open?: UnknownValue;
}

export interface ObjectValue extends Written {
  readonly kind: 'object';
  /** In the order of the source; a later entry replaces an earlier one of the same name in its place. */
  readonly entries: Map<string, ObjectEntry>;
  /** Set when the object has more entries than are known: a spread, a computed key. */
  open?: UnknownValue;
}

export interface ObjectEntry {
  readonly keyAt: Span;
  readonly value: Value;
  /** The key's own place and the value's, together. */
  readonly at: Span;
}

export interface FunctionValue extends Written {
  readonly kind: 'function';
  readonly name: string | undefined;
  /** For the evaluator: `call` of a module applies it. */
  readonly closure: Closure;
}

export interface ClassValue extends Written {
  readonly kind: 'class';
  readonly name: string | undefined;
  readonly nameAt: Span;
  /** For the evaluator: `instantiate` and `member` of a module look into it. */
  readonly definition: ClassDefinition;
}

export interface InstanceValue extends Written {
  readonly kind: 'instance';
  readonly of: ClassValue;
  readonly fields: Map<string, Value>;
}

/** What `require` or `import *` gives: `member` of a module looks into it. */
export interface ModuleValue extends Written {
  readonly kind: 'module';
  /** As written; which file it is, is found out when something of it is needed. */
  readonly specifier: string;
  readonly from: string;
}

interface RegExpValue extends Written {
  readonly kind: 'regexp';
  readonly pattern: string;
  readonly flags: string;
}

interface DateValue extends Written {
  readonly kind: 'date';
  /** ISO 8601; absent for the moment at which the migration runs. */
  readonly text?: string;
}

/**
 * Something that stands for the tool itself (`knex`, `queryInterface`, an export of its package), and what was done
 * with it: `knex.schema.createTable('t', f)` is the root `knex` with the links `schema` and `createTable`.
 */
export interface HostValue extends Written {
  readonly kind: 'host';
  /** As the framework named it, or the name of a package. */
  readonly root: string;
  readonly links: readonly Link[];
}

/** A property, or a call with its arguments. A call of the host itself has the name ''. */
export interface Link {
  readonly name: string;
  readonly form: 'property' | 'call' | 'new' | 'tag';
  /** The arguments of a call; of a tag the template, with the values below. A spread of unknown length is one unknown. */
  readonly arguments: readonly Value[];
  /** Of a tag: what stands between the texts. `arguments` then holds the texts, one more than there are values. */
  readonly values: readonly Value[];
  /** The name, or the parentheses of a call without one. */
  readonly nameAt: Span;
  /** From the beginning of the chain to the end of this link. */
  readonly at: Span;
}

/** What a chain gave when it was run, or a part of it (`rows[0].id` has the path `0`, `id`). */
interface ResultValue extends Written {
  readonly kind: 'result';
  readonly of: HostValue;
  readonly path: readonly string[];
}

/** Only known when the program runs. */
export interface UnknownValue extends Written {
  readonly kind: 'unknown';
  /** Why, for people: `it comes from the package nanoid`. */
  readonly reason: string;
  /** What the source calls it, for the placeholder of a hole. */
  readonly name?: string;
  /** The values that it can have, when a condition decides between a few. */
  readonly oneOf?: readonly Value[];
  /** A part of Node.js itself: `fs.readFileSync`. */
  readonly native?: string;
  /** How its truth follows from other values. */
  readonly test?: Test;
}

type Test =
  | { readonly kind: 'not'; readonly of: Value }
  | { readonly kind: 'and' | 'or'; readonly left: Value; readonly right: Value };

/** The text of a string without holes; `undefined` for anything else. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' && value.holes.length === 0 ? value.source.text : undefined;
}

/** The names of a chain's links: `schema.createTable`. */
export function pathOf(chain: HostValue): string {
  return chain.links.map(({ name }) => name).join('.');
}

/** A value in a few words, for the reason why it will not do. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'string':
      return value.holes.length === 0 ? 'a string' : (value.holes[0]?.reason ?? 'a string');
    case 'null':
    case 'undefined':
      return value.kind;
    case 'array':
    case 'object':
      return `an ${value.kind}`;
    case 'module':
      return `the module ${value.specifier}`;
    case 'instance':
      return `an instance of ${value.of.name ?? 'a class'}`;
    case 'host':
      return `what ${chainName(value)} gives`;
    case 'result':
      return `what ${chainName(value.of)} gives is only known at run time`;
    case 'unknown':
      return value.reason;
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'function':
    case 'class':
    case 'regexp':
    case 'date':
      return `a ${value.kind}`;
  }
}

/** A chain for people: `knex.schema.hasTable`. */
export function chainName(chain: HostValue): string {
  return [chain.root, ...chain.links.map(({ name }) => name)].filter((name) => name !== '').join('.');
}
