import { Map } from 'immutable';
import type { Guard, ObjectReference } from '../../model/operation.ts';

/** A text that a statement can turn out to be, and when. */
export interface PossibleText {
  readonly sql: string;
  readonly guards: readonly Guard[];
}

const mostTexts = 64;
const longestText = 200_000;

/** Whether the forms of a text are few and short enough to be followed: CONCAT of itself doubles a text each time. */
export function isBounded(texts: readonly PossibleText[]): boolean {
  return texts.length <= mostTexts && texts.every(({ sql }) => sql.length <= longestText);
}

/** What is known of a variable without running anything; nothing: that there is one. */
export interface Known {
  /** Every text that it can hold. */
  readonly texts?: readonly PossibleText[];
  /** The object of the catalog that it counts. */
  readonly counted?: ObjectReference;
  /** Its value as SQL, where a routine was called with a literal. */
  readonly literal?: string;
}

/** What is known at one point of a script. */
interface State {
  /** By name, in lower case: `@user` of the session, `name` of a routine. */
  readonly variables: Map<string, Known>;
  readonly statements: Map<string, readonly PossibleText[]>;
}

/** A way that a script can have come, and the conditions of it. */
export interface Branch {
  readonly state: State;
  readonly guards: readonly Guard[];
}

/** The variables of a session and of the routine that runs, and what PREPARE has prepared. */
export class Variables {
  state: State;

  constructor(state: State = { variables: Map(), statements: Map() }) {
    this.state = state;
  }

  /** Keeps what a variable is set to; nothing known of it: it is not known any longer. */
  set(name: string, known: Known = {}): void {
    this.state = { ...this.state, variables: this.state.variables.set(name.toLowerCase(), known) };
  }

  get(name: string): Known | undefined {
    return this.state.variables.get(name.toLowerCase());
  }

  /** Whether it is a variable or a parameter of the routine that runs. */
  isLocal(name: string): boolean {
    return !name.startsWith('@') && this.state.variables.has(name.toLowerCase());
  }

  prepare(name: string, texts: readonly PossibleText[] | undefined): void {
    const { statements } = this.state;
    const key = name.toLowerCase();
    this.state = {
      ...this.state,
      statements: texts === undefined ? statements.delete(key) : statements.set(key, texts),
    };
  }

  statement(name: string): readonly PossibleText[] | undefined {
    return this.state.statements.get(name.toLowerCase());
  }

  /** The session as a routine sees it: without the variables of its caller. */
  ofRoutine(): Variables {
    const { variables, statements } = this.state;
    return new Variables({ variables: variables.filter((_, name) => name.startsWith('@')), statements });
  }

  /** Takes over what a routine has left in the session. */
  returnFrom(routine: Variables): void {
    const own = this.state.variables.filter((_, name) => !name.startsWith('@'));
    const { variables, statements } = routine.ofRoutine().state;
    this.state = { variables: variables.merge(own), statements };
  }

  /** What is known whichever way was taken. */
  join(branches: readonly Branch[]): void {
    this.state = {
      variables: joined(branches, ({ variables }) => variables, joinedVariable),
      statements: joined(branches, ({ statements }) => statements, joinedTexts),
    };
  }

  /** Forgets what is another than it was: a loop can come by with it. */
  forgetChanges(before: State): void {
    const { variables } = this.state;
    this.state = {
      variables: variables.map((known, name) => (before.variables.get(name) === known ? known : {})),
      statements: this.state.statements.filter((texts, name) => before.statements.get(name) === texts),
    };
  }
}

/** One value of several ways; `undefined` where the ways do not agree on anything. */
type Join<T> = (values: readonly { readonly value: T; readonly guards: readonly Guard[] }[]) => T | undefined;

function joined<T>(
  branches: readonly Branch[],
  mapOf: (state: State) => Map<string, T>,
  join: Join<T>,
): Map<string, T> {
  const [first] = branches;
  if (first === undefined) return Map();
  const names = new Set(branches.flatMap(({ state }) => [...mapOf(state).keys()]));
  let all = mapOf(first.state);
  for (const name of names) {
    const values = branches.flatMap(({ state, guards }) => {
      const value = mapOf(state).get(name);
      return value === undefined ? [] : [{ value, guards }];
    });
    if (values.length === branches.length && values.every(({ value }) => value === all.get(name))) continue;
    const value = values.length === branches.length ? join(values) : undefined;
    all = value === undefined ? all.delete(name) : all.set(name, value);
  }
  return all;
}

const joinedVariable: Join<Known> = (values) => {
  const texts = joinedTexts(
    values.flatMap(({ value, guards }) => (value.texts === undefined ? [] : [{ value: value.texts, guards }])),
  );
  const isKnown = values.every(({ value }) => value.texts !== undefined);
  return isKnown && texts !== undefined ? { texts } : {};
};

const joinedTexts: Join<readonly PossibleText[]> = (values) => {
  const texts = values.flatMap(({ value, guards }) =>
    value.map((text) => ({ sql: text.sql, guards: [...guards, ...text.guards] })),
  );
  return isBounded(texts) ? texts : undefined;
};
