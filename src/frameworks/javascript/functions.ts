import type { Span } from '../../model/span.ts';
import { awaited, evaluate } from './evaluate.ts';
import { array, either, nothing, unknown } from './make.ts';
import { declareParameter } from './patterns.ts';
import type { Run } from './run.ts';
import { branch, merge, mayGoOn, opaque, placeOf } from './run.ts';
import type { Closure, Scope } from './scope.ts';
import { spanIn } from './script.ts';
import { executeBody } from './statements.ts';
import type { ClassValue, FunctionValue, Value } from './value.ts';
import { describe } from './value.ts';

/** What a call of a value gives. A function is evaluated; what is not known is asked nothing but its arguments. */
export function apply(callee: Value, args: readonly Value[], self: Value | undefined, at: Span, run: Run): Value {
  if (callee.kind !== 'function') return applyUnknown(describe(callee), args, at, run);
  return applyFunction(callee, args, self, at, run).value;
}

export interface Application {
  readonly value: Value;
  readonly throws: boolean;
}

/** The functions that are being evaluated, with the uncertainty in which each was called. */
const active = new WeakMap<Run, Map<Closure['node'], number>>();

export function applyFunction(
  callee: FunctionValue,
  args: readonly Value[],
  self: Value | undefined,
  at: Span,
  run: Run,
): Application {
  const { closure } = callee;
  const { node } = closure;
  const calls = active.get(run) ?? new Map<Closure['node'], number>();
  active.set(run, calls);
  const outer = calls.get(node);
  if (outer !== undefined && run.uncertainty > outer) {
    // How often it goes on is for the run to tell; one round has been read.
    return { value: unknown(`${callee.name ?? 'the function'} calls itself`, at), throws: false };
  }
  if (!mayGoOn(run, at)) return { value: unknown('there is too much to evaluate', at), throws: false };

  calls.set(node, run.uncertainty);
  run.depth += 1;
  const { conditions, returns } = run;
  run.returns = [];
  const own = closure.self ?? self;
  const scope: Scope = {
    script: closure.scope.script,
    variables: new Map(),
    parent: closure.scope,
    ...(node.type === 'ArrowFunctionExpression' || own === undefined ? {} : { self: own }),
    ...(closure.owner === undefined ? {} : { owner: closure.owner }),
  };
  bindParameters(closure, args, scope, at, run);
  const { value, throws } = runBody(closure, scope, at, run);
  const returned = either([...run.returns, value], 'it depends on a condition', at);
  run.conditions = conditions;
  run.returns = returns;
  run.depth -= 1;
  if (outer === undefined) calls.delete(node);
  else calls.set(node, outer);
  return { value: node.async ? returnedFromAsync(returned, run) : returned, throws };
}

function runBody({ node }: Closure, scope: Scope, at: Span, run: Run): Application {
  if (node.body === null) return { value: unknown('the function has no body', at), throws: false };
  if (node.body.type !== 'BlockStatement') return { value: evaluate(node.body, scope, run), throws: false };
  const outcome = executeBody(node.body.body, scope, run);
  return {
    value: outcome.kind === 'return' ? outcome.value : nothing(at),
    throws: outcome.kind === 'throw' && run.returns.length === 0,
  };
}

/** An async function waits for what it returns. At the outermost function it is the tool that waits. */
function returnedFromAsync(value: Value, run: Run): Value {
  if (run.depth > 0) return awaited(value, run);
  run.recorder.use(value, 'returned', placeOf(run));
  return value;
}

function bindParameters({ node }: Closure, args: readonly Value[], scope: Scope, at: Span, run: Run): void {
  const last = args.at(-1);
  const open = last?.kind === 'unknown' ? last : undefined;
  for (const [index, parameter] of node.params.entries()) {
    const value =
      parameter.type === 'RestElement'
        ? array(args.slice(index), spanIn(scope.script, parameter), undefined)
        : (args[index] ??
          (open !== undefined && args.length > 0 && index >= args.length && isSpread(open, at) ? open : nothing(at)));
    declareParameter(parameter, value, scope, run);
  }
  if (node.type !== 'ArrowFunctionExpression') scope.variables.set('arguments', { value: array(args, at) });
}

/** Spread arguments of unknown number come as one unknown value from outside of the parentheses' own expressions. */
function isSpread(value: Value, at: Span): boolean {
  return value.at.file !== at.file || value.at.end > at.end || value.at.start < at.start;
}

/** Calls functions as many times as nobody knows: once, marked as repeated, with arguments that are not known. */
export function applyRepeatedly(callee: Value, args: readonly Value[], at: Span, run: Run): Value {
  if (callee.kind !== 'function') return applyUnknown(describe(callee), args, at, run);
  const { repeated } = run;
  run.repeated = true;
  const [value, changes] = branch(run, [], () => apply(callee, args, undefined, at, run));
  run.repeated = repeated;
  const changed = new Map([...changes].map(([variable]) => [variable, unknown('it changes in a loop', at)]));
  merge(run, changed, new Map(), 'it changes in a loop', at);
  return value;
}

/**
 * A call of something that cannot be followed. Functions among its arguments may be called any number of times, and a
 * host among them may be used in any way.
 */
export function applyUnknown(reason: string, args: readonly Value[], at: Span, run: Run, name?: string): Value {
  const handed = args.find((value) => hasHost(value, run));
  if (handed !== undefined)
    opaque(run, `what ${name ?? 'the function'} does with ${nameOfHost(handed)} is not known: ${reason}`, at);
  for (const value of args) {
    for (const one of functionsIn(value)) applyRepeatedly(one, placeholders(one, at), at, run);
    run.recorder.absorb(value);
  }
  return unknown(reason, at, name);
}

/** So deep, and in so many elements of a list, functions and hosts are looked for in what is handed over. */
const deepest = 3;
const mostElements = 50;

/** The functions that who is given a value can call. */
function functionsIn(value: Value, depth = 0): readonly FunctionValue[] {
  if (value.kind === 'function') return [value];
  return depth < deepest ? partsOf(value).flatMap((part) => functionsIn(part, depth + 1)) : [];
}

function partsOf(value: Value): readonly Value[] {
  if (value.kind === 'array') return value.elements.slice(0, mostElements);
  if (value.kind === 'object') return [...value.entries.values()].map((entry) => entry.value);
  return value.kind === 'instance' ? [...value.fields.values()] : [];
}

function placeholders({ closure: { node } }: FunctionValue, at: Span): readonly Value[] {
  return node.params.map(() => unknown('it is only known at run time', at));
}

/** Whether a value gives access to the tool; exports of its package do not. */
export function hasHost(value: Value, run: Run, depth = 0): boolean {
  if (value.kind === 'host') return !run.surroundings.packages.has(value.root);
  if (value.kind === 'instance' && isOfTool(value.of)) return true;
  return depth < deepest && partsOf(value).some((part) => hasHost(part, run, depth + 1));
}

/** Whether a class inherits from one of the tool's package: its instances are given the tool. */
function isOfTool({ definition: { base } }: ClassValue): boolean {
  return base?.kind === 'class' ? isOfTool(base) : base?.kind === 'host';
}

export function nameOfHost(value: Value): string {
  if (value.kind === 'instance') return 'this';
  return value.kind === 'host' ? value.root : 'what it is given';
}
