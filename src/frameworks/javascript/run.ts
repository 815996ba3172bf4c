import type { Span } from '../../model/span.ts';
import type { Surroundings } from './surroundings.ts';
import type { Modules } from './modules.ts';
import type { Place } from './recorder.ts';
import { Recorder } from './recorder.ts';
import { sourceAt } from './script.ts';
import type { Variable } from './scope.ts';
import type { Condition } from './trace.ts';
import type { ArrayValue, ObjectValue, Value } from './value.ts';
import { either, unknown } from './make.ts';

/** Fifty times what the longest scripts of public repositories take. */
const mostSteps = 100_000;
const deepest = 400;

/** The state of an evaluation: what is recorded, under which conditions it is, and how much may still be done. */
export interface Run {
  readonly surroundings: Surroundings;
  readonly modules: Modules;
  recorder: Recorder;
  conditions: readonly Condition[];
  repeated: boolean;
  attempted: boolean;
  /** What variables held before the branch in which we are; absent where it is certain that we are there. */
  journal: Map<Variable, Value | undefined> | undefined;
  /** How many branches and loops of unknown outcome are around. */
  uncertainty: number;
  /** The uncertainty in which an array or object was made, where it was not 0. */
  readonly born: WeakMap<ArrayValue | ObjectValue, number>;
  /** What the function returned under conditions. */
  returns: Value[];
  /** How often a loop or function was left under a condition. */
  leaves: number;
  steps: number;
  depth: number;
  exhausted: boolean;
}

export function newRun(surroundings: Surroundings, modules: Modules): Run {
  return {
    surroundings,
    modules,
    recorder: new Recorder(surroundings.runs),
    conditions: [],
    repeated: false,
    attempted: false,
    journal: undefined,
    uncertainty: 0,
    born: new WeakMap(),
    returns: [],
    leaves: 0,
    steps: mostSteps,
    depth: 0,
    exhausted: false,
  };
}

export function placeOf({ conditions, repeated, attempted }: Run): Place {
  return { conditions, repeated, attempted };
}

export function opaque(run: Run, reason: string, at: Span): void {
  run.recorder.opaque(reason, at, false, placeOf(run));
}

/** Counts one step; `false` when the bound is reached, which is recorded once. */
export function mayGoOn(run: Run, at: Span): boolean {
  run.steps -= 1;
  if (run.steps > 0 && run.depth < deepest) return true;
  if (!run.exhausted) {
    const reason =
      run.depth < deepest ? `there is too much to evaluate here (${mostSteps} steps)` : 'it is nested too deep';
    run.recorder.opaque(reason, at, true, placeOf(run));
    run.exhausted = true;
  }
  return false;
}

export function assign(run: Run, variable: Variable, value: Value): void {
  if (run.journal?.has(variable) === false) run.journal.set(variable, variable.value);
  variable.value = value;
}

/** Marks that an array or an object changes; under a condition that is older than it, nobody knows how. */
export function touch(run: Run, changed: ArrayValue | ObjectValue, at: Span): void {
  if (run.uncertainty > (run.born.get(changed) ?? 0)) changed.open ??= unknown('it is filled under a condition', at);
}

export function remember<T extends ArrayValue | ObjectValue>(run: Run, made: T): T {
  if (run.uncertainty > 0) run.born.set(made, run.uncertainty);
  return made;
}

/** The variables that a branch changed, and what they held at its end. */
export type Changes = ReadonlyMap<Variable, Value | undefined>;

/** Does something under conditions that may not hold, and takes back what it changes. */
export function branch<T>(
  run: Run,
  conditions: readonly Condition[],
  action: () => T,
): readonly [T, Changes, readonly Condition[]] {
  const { journal, conditions: outer } = run;
  const own = new Map<Variable, Value | undefined>();
  run.journal = own;
  run.conditions = [...outer, ...conditions];
  run.uncertainty += 1;
  const result = action();
  run.uncertainty -= 1;
  const added = run.conditions.slice(outer.length + conditions.length);
  run.conditions = outer;
  run.journal = journal;
  const changes = new Map([...own.keys()].map((variable) => [variable, variable.value]));
  for (const [variable, value] of own) restore(variable, value);
  return [result, changes, added];
}

function restore(variable: Variable, value: Value | undefined): void {
  if (value === undefined) delete variable.value;
  else variable.value = value;
}

/** Brings the changes of two branches together, of which one is taken. */
export function merge(run: Run, one: Changes, other: Changes, reason: string, at: Span): void {
  for (const variable of new Set([...one.keys(), ...other.keys()])) {
    const values = [one, other].map((changes) => (changes.has(variable) ? changes.get(variable) : variable.value));
    const known = values.flatMap((value) => (value === undefined ? [] : [value]));
    assign(run, variable, either(known, reason, at));
  }
}

/** Takes over the changes of the only branch that goes on. */
export function keep(run: Run, changes: Changes): void {
  for (const [variable, value] of changes) if (value !== undefined) assign(run, variable, value);
}

/** The conditions under which a value is true, or false. */
export function conditionsFor(run: Run, value: Value, holds: boolean, written: Span): readonly Condition[] {
  const test = value.kind === 'unknown' ? value.test : undefined;
  if (test?.kind === 'not') return conditionsFor(run, test.of, !holds, test.of.at);
  if (test !== undefined && (test.kind === 'and') === holds) {
    return [
      ...conditionsFor(run, test.left, holds, test.left.at),
      ...conditionsFor(run, test.right, holds, test.right.at),
    ];
  }
  // What a variable holds says more than its name.
  const at = value.kind === 'result' ? value.at : written;
  return [{ value, holds, at, text: textAt(run, at) }];
}

/** The opposite of several conditions that hold together. */
export function notAll(conditions: readonly Condition[], at: Span): readonly Condition[] {
  const [first, ...more] = conditions;
  if (first === undefined) return [];
  if (more.length === 0) return [{ ...first, holds: !first.holds }];
  const text = conditions.map((condition) => (condition.holds ? condition.text : `!(${condition.text})`)).join(' && ');
  return [{ value: unknown('it depends on several conditions', at), holds: false, at, text }];
}

export function textAt(run: Run, at: Span): string {
  const script = run.modules.script(at.file);
  return script === undefined ? '' : sourceAt(script, at);
}
