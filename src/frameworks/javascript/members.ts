import type { Span } from '../../model/span.ts';
import { classMember, instanceMember } from './classes.ts';
import { nothing, number, unknown } from './make.ts';
import { native } from './modules.ts';
import type { Run } from './run.ts';
import { placeOf, textAt } from './run.ts';
import { part } from './strings.ts';
import type { HostValue, Link, Value } from './value.ts';

/** `value.name`. `at` is the whole expression, `nameAt` the name in it. */
export function memberOf(value: Value, name: string, at: Span, nameAt: Span, run: Run): Value {
  switch (value.kind) {
    case 'string':
      if (name === 'length')
        return value.holes.length === 0
          ? number(value.source.text.length, at)
          : unknown('the length of the string is only known at run time', at);
      return /^\d+$/.test(name) && value.holes.length === 0
        ? part(value, Number(name), Number(name) + 1, at)
        : nothing(at);
    case 'array':
      if (name === 'length')
        return value.open === undefined ? number(value.elements.length, at) : { ...value.open, at };
      return (/^\d+$/.test(name) ? value.elements[Number(name)] : undefined) ?? value.open ?? nothing(at);
    case 'object':
      return value.entries.get(name)?.value ?? value.open ?? nothing(at);
    case 'module':
      return run.modules.member(value, name, at);
    case 'class':
      return classMember(value, name, at, run) ?? nothing(at);
    case 'instance':
      return instanceMember(value, name, at, nameAt, run) ?? nothing(at);
    case 'host': {
      const link: Link = { name, form: 'property', arguments: [], values: [], nameAt, at };
      return extended(value, link, run);
    }
    case 'result':
      return { ...value, path: [...value.path, name], at };
    case 'unknown': {
      if (value.native !== undefined) return native(`${value.native}.${name}`, at);
      const isRuntime = value.reason.endsWith('is only known at run time');
      return unknown(isRuntime ? `${textAt(run, at)} is only known at run time` : value.reason, at, name);
    }
    case 'null':
    case 'undefined':
      return unknown(`${name} is read from ${value.kind}`, at, name);
    case 'function':
      return name === 'name' && value.name !== undefined
        ? nothing(at)
        : unknown(`${name} of a function is only known at run time`, at, name);
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'regexp':
    case 'date':
      return nothing(at);
  }
}

/** A chain with one more link, or with another one in the place of its last, which the recorder gets to know of. */
export function extended(before: HostValue, link: Link, run: Run, replacesLast = false): Value {
  const base = (run.surroundings.changesBuilders === true ? run.recorder.latest(before) : undefined) ?? before;
  const links = replacesLast ? base.links.slice(0, -1) : base.links;
  const chain: HostValue = { kind: 'host', root: base.root, links: [...links, link], at: link.at };
  const known = run.surroundings.resolve?.(chain);
  if (known !== undefined) return known;
  if (chain.links.some(({ form }) => form !== 'property')) {
    run.recorder.chain(chain, base, run.surroundings.changesBuilders === true, placeOf(run));
  }
  return chain;
}
