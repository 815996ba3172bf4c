import type { Helper } from '../../model/helper.ts';
import { classMember, instantiate } from './classes.ts';
import { applyFunction } from './functions.ts';
import { rejection } from './globals.ts';
import { helperOf, helperSide, isCallable, isHelper, runHelper } from './helpers.ts';
import { nothing, unknown } from './make.ts';
import { memberOf } from './members.ts';
import { Modules } from './modules.ts';
import { parseScript, prepareJavaScript } from './parse.ts';
import { Recorder } from './recorder.ts';
import { opaque, placeOf } from './run.ts';
import type { Script } from './script.ts';
import type { Span } from '../../model/span.ts';
import type { Surroundings } from './surroundings.ts';
import type { Trace } from './trace.ts';
import type { HostValue, Value } from './value.ts';
import { describe } from './value.ts';

export type { Surroundings } from './surroundings.ts';
export { prepareJavaScript };

/** One file, evaluated as far as somebody asks for. Nothing of it throws on odd input. */
export interface Module {
  readonly script: Script;
  /** The names that it exports, whichever way it does: ES modules, CommonJS, `export =`. `default` is one of them. */
  readonly names: readonly string[];
  /** The value of an export. When there is no such name, a property or method of the default export. */
  exported(name: string): Value | undefined;
  /** The classes that it exports or declares at its top level, in their order. */
  readonly classes: readonly Value[];
  /** A property or method of a value, with the inherited ones of an instance. */
  member(value: Value, name: string): Value | undefined;
  /** `new C(...)`. What a base class from a listed package has is a chain from the root `this`. */
  instantiate(value: Value, args?: readonly Value[]): Value;
  /** Applies a function (or a method) and tells what it does; for something else, one opaque effect. `self` is `this`. */
  call(value: Value, args: readonly Value[], self?: Value): Trace;
  /** What the configuration says of a chain that a call of a helper made. */
  helper(chain: HostValue): Helper | undefined;
  /** Other files that were followed so far, sorted. */
  followed(): readonly string[];
}

/** A host for a function's parameter. */
export function host(root: string, at: Span): HostValue {
  return { kind: 'host', root, links: [], at };
}

/** Reads and evaluates a file; `prepareJavaScript` must have been awaited. `undefined`: it cannot be read as text. */
export function openModule(file: string, surroundings: Surroundings): Module | undefined {
  const text = surroundings.files.read(file);
  return text === undefined ? undefined : openScript(parseScript(file, text), surroundings);
}

function openScript(script: Script, surroundings: Surroundings): Module {
  const modules = new Modules(surroundings);
  const linked = modules.open(script);
  const { run } = modules;

  function member(value: Value, name: string): Value | undefined {
    const whole = modules.whole(value);
    const found =
      whole.kind === 'class' ? classMember(whole, name, whole.at, run) : memberOf(whole, name, whole.at, whole.at, run);
    return found?.kind === 'undefined' || found === undefined ? undefined : found;
  }

  return {
    script,
    names: linked.names(),
    get classes() {
      return linked.classes();
    },
    exported: (name) => {
      const own = linked.exported(name);
      if (own !== undefined || name === 'default') return own;
      const main = linked.exported('default');
      const side = helperSide(main, name, run);
      if (side !== undefined) return side;
      return main?.kind === 'object' || main?.kind === 'class' || main?.kind === 'instance' || main?.kind === 'module'
        ? member(main, name)
        : undefined;
    },
    member,
    instantiate: (value, args = []) =>
      value.kind === 'class'
        ? modules.apart(() => instantiate(value, args, value.at, run))
        : unknown(`${describe(value)} is no class`, value.at),
    call: (value, args, self) =>
      modules.apart(() => {
        run.recorder = new Recorder(surroundings.runs);
        const { depth } = run;
        run.depth = 0;
        const { value: returned, throws } =
          value.kind === 'function'
            ? applyFunction(value, args, self, value.at, run)
            : { value: isHelper(value) ? runHelper(value, run) : nothing(value.at), throws: false };
        if (!isCallable(value)) opaque(run, describe(value), value.at);
        run.recorder.use(returned, 'returned', placeOf(run));
        run.depth = depth;
        const rejects = returned.kind === 'unknown' && returned.reason === rejection;
        return { effects: run.recorder.effects(), returned, throws: throws || rejects };
      }),
    helper: (chain) => (isHelper(chain) ? helperOf(chain, run) : undefined),
    followed: () => modules.followed(),
  };
}
