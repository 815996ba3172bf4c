import type { Helper } from '../../model/helper.ts';
import { lookUp } from '../../model/look-up.ts';
import type { CallPlace } from './calls.ts';
import { extended } from './members.ts';
import type { Run } from './run.ts';
import { placeOf } from './run.ts';
import type { FunctionValue, HostValue, Value } from './value.ts';

/** The root of the chain that a call of a declared helper is, whatever the function itself may be. */
export const helperRoot = 'helper';

/** A call of a function that the configuration explains: a chain `helper`, name, which is not evaluated any further. */
export function helperCall(
  target: Value | undefined,
  written: string | undefined,
  args: readonly Value[],
  { at, nameAt }: CallPlace,
  run: Run,
): Value | undefined {
  const { helpers } = run.surroundings;
  const own = target?.kind === 'function' || target?.kind === 'unknown' ? target.name : undefined;
  const name = [written, own].find((one) => one !== undefined && helpers !== undefined && lookUp(helpers, one));
  if (name === undefined) return undefined;
  for (const value of args) run.recorder.absorb(value);
  const root: HostValue = { kind: 'host', root: helperRoot, links: [], at };
  return extended(root, { name, form: 'call', arguments: args, values: [], nameAt, at }, run);
}

/** What a module exports as one of its sides when all that it exports is what a helper made. */
export function helperSide(made: Value | undefined, name: string, run: Run): HostValue | undefined {
  if (made === undefined || !isHelper(made) || (name !== 'up' && name !== 'down')) return undefined;
  const { at, links } = made;
  const helper = helperOf(made, run);
  if (name === 'down' && typeof helper === 'object' && helper.down === undefined) return undefined;
  return { ...made, links: [...links, { name, form: 'property', arguments: [], values: [], nameAt: at, at }] };
}

export function helperOf({ links }: HostValue, run: Run): Helper | undefined {
  const [call] = links;
  return call === undefined ? undefined : lookUp(run.surroundings.helpers ?? {}, call.name);
}

export function isHelper(value: Value): value is HostValue {
  return value.kind === 'host' && value.root === helperRoot && value.links.length > 0;
}

/** Whether a value can be a side of a migration: a function, or what a helper made. */
export function isCallable(value: Value): value is FunctionValue | HostValue {
  return value.kind === 'function' || isHelper(value);
}

/** Calls a side that a helper made: that is an effect by itself. */
export function runHelper(made: HostValue, run: Run): Value {
  run.recorder.chain(made, made, false, placeOf(run));
  return made;
}
