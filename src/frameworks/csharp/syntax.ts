import type { Comment } from '../../model/migration.ts';
import type { TextPiece } from '../../model/source-text.ts';

/** A place in the file: UTF-16 offsets, `end` exclusive. */
export interface Located {
  readonly start: number;
  readonly end: number;
}

export interface Argument extends Located {
  readonly name: string | undefined;
  readonly value: Expression;
}

/** What stands between the braces of an interpolated string. */
export interface Hole extends Located {
  readonly kind: 'hole';
  readonly value: Expression;
  /** Alignment or format: the text is not just the value's. */
  readonly formatted: boolean;
}

export interface Member extends Located {
  readonly name: string;
  readonly value: Expression;
}

interface ExpressionShapes {
  /** Any literal form; `pieces` say where each character of `text` is written. */
  string: { readonly text: string; readonly pieces: readonly TextPiece[] };
  interpolated: { readonly parts: readonly (Expression<'string'> | Hole)[] };
  /** Plain decimal digits, without separators and suffix. */
  number: { readonly text: string };
  boolean: { readonly value: boolean };
  null: object;
  /** `default`, `default(T)`. */
  default: { readonly type: string | undefined };
  name: { readonly name: string; readonly typeArguments: readonly string[] };
  member: { readonly target: Expression; readonly name: string; readonly typeArguments: readonly string[] };
  call: { readonly callee: Expression; readonly arguments: readonly Argument[] };
  /** `new T(...) { ... }`; without a type `new(...)`. */
  new: {
    readonly type: string | undefined;
    readonly arguments: readonly Argument[];
    readonly members: readonly Member[];
  };
  /** Arrays, their nested initializers and collection expressions; a spread is an element of kind `spread`. */
  array: { readonly type: string | undefined; readonly elements: readonly Expression[] };
  spread: { readonly value: Expression };
  /** `new { A = 1, x.B }`. */
  anonymous: { readonly members: readonly Member[] };
  lambda: { readonly parameters: readonly string[]; readonly body: Expression | readonly Statement[] };
  binary: { readonly operator: string; readonly left: Expression; readonly right: Expression };
  unary: { readonly operator: string; readonly operand: Expression };
  cast: { readonly type: string; readonly value: Expression };
  conditional: { readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression };
  typeof: { readonly type: string };
  assignment: { readonly operator: string; readonly target: Expression; readonly value: Expression };
  /** A form that no migration needs to be read; its parts are kept so that nothing in it goes unseen. */
  other: { readonly parts: readonly Expression[] };
}

/** A C# expression, parentheses and null-forgiving marks taken away. */
export type Expression<K extends keyof ExpressionShapes = keyof ExpressionShapes> = {
  [P in K]: { readonly kind: P } & Located & ExpressionShapes[P];
}[K];

export interface Variable extends Located {
  readonly name: string;
  readonly value: Expression | undefined;
}

interface StatementShapes {
  expression: { readonly expression: Expression };
  locals: { readonly variables: readonly Variable[] };
  /** `condition` as written; of `#if` too. */
  if: {
    readonly condition: Expression;
    readonly then: readonly Statement[];
    readonly otherwise: readonly Statement[];
  };
  foreach: { readonly variable: string | undefined; readonly over: Expression; readonly body: readonly Statement[] };
  loop: { readonly parts: readonly Expression[]; readonly body: readonly Statement[] };
  switch: {
    readonly value: Expression;
    /** Without labels: `default`. */
    readonly sections: readonly { readonly labels: readonly Expression[]; readonly body: readonly Statement[] }[];
  };
  try: {
    readonly body: readonly Statement[];
    readonly handlers: readonly (readonly Statement[])[];
    readonly last: readonly Statement[];
  };
  block: { readonly statements: readonly Statement[] };
  return: { readonly value: Expression | undefined };
  throw: object;
  function: { readonly method: Method };
  /** Nothing that runs: an empty statement, `break`, a directive. */
  empty: object;
}

export type Statement<K extends keyof StatementShapes = keyof StatementShapes> = {
  [P in K]: { readonly kind: P } & Located & StatementShapes[P];
}[K];

interface Parameter {
  readonly name: string;
  readonly type: string;
}

export interface Method extends Located {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** An expression body is one statement; absent: the method has none. */
  readonly body: readonly Statement[] | undefined;
}

export interface Attribute extends Located {
  readonly name: string;
  readonly arguments: readonly Expression[];
}

export interface Class extends Located {
  readonly name: string;
  readonly nameAt: Located;
  readonly bases: readonly string[];
  readonly attributes: readonly Attribute[];
  /** Fields and properties that nobody can assign again, with the value that they are given. */
  readonly constants: readonly Variable[];
  readonly methods: readonly Method[];
}

/** What a C# file says, as far as migrations need it. */
export interface CSharpFile {
  readonly file: string;
  readonly text: string;
  /** Nested classes included, in order of their beginning. */
  readonly classes: readonly Class[];
  readonly comments: readonly Comment[];
  /** Where the parser could not make sense of the text, or gave up because it is nested too deeply. */
  readonly errors: readonly Located[];
}
