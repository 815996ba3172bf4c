import type { ProjectFiles } from '../../../src/frameworks/framework.ts';
import { host, openModule } from '../../../src/frameworks/javascript/index.ts';
import type { Module, Surroundings } from '../../../src/frameworks/javascript/index.ts';
import type { Effect, Trace } from '../../../src/frameworks/javascript/trace.ts';
import type { Value } from '../../../src/frameworks/javascript/value.ts';
import { textOf } from '../../../src/frameworks/javascript/value.ts';

export function filesOf(texts: Readonly<Record<string, string>>): ProjectFiles {
  const read = (path: string): string | undefined => (Object.hasOwn(texts, path) ? texts[path] : undefined);
  return { paths: Object.keys(texts).sort(), read, readHead: read };
}

export function open(text: string | Readonly<Record<string, string>>, options: Partial<Surroundings> = {}): Module {
  const texts = typeof text === 'string' ? { 'migration.ts': text } : text;
  const [file = ''] = Object.keys(texts);
  const module = openModule(file, {
    files: filesOf(texts),
    runs: 'when-awaited',
    packages: new Set(['tool']),
    ...options,
  });
  if (module === undefined) throw new Error(`${file} is not there`);
  return module;
}

/** What `up(db)` does. */
export function traceOf(text: string | Readonly<Record<string, string>>, options: Partial<Surroundings> = {}): Trace {
  const module = open(text, options);
  const up = module.exported('up');
  if (up === undefined) throw new Error('up is not exported');
  return module.call(up, [host('db', up.at)]);
}

/** The effects of `up(db)` in a line each: `db.create(t) if !db.has(t) repeated`. */
export function effectsOf(
  text: string | Readonly<Record<string, string>>,
  options: Partial<Surroundings> = {},
): readonly string[] {
  return traceOf(text, options).effects.map(lineOf);
}

function lineOf(effect: Effect): string {
  const conditions = effect.conditions.map(({ text, holds }) => (holds ? text : `!(${text})`));
  return [
    effect.kind === 'opaque' ? `?? ${effect.reason}` : shown(effect.chain),
    ...(effect.kind === 'chain' && effect.run !== 'awaited' ? [effect.run] : []),
    ...(conditions.length > 0 ? [`if ${conditions.join(' and ')}`] : []),
    ...(effect.repeated ? ['repeated'] : []),
    ...(effect.attempted ? ['attempted'] : []),
  ].join(' ');
}

/** A value as it would be written, roughly. */
export function shown(value: Value): string {
  switch (value.kind) {
    case 'string':
      return textOf(value) ?? `~${value.source.text}`;
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'bigint':
      return `${value.text}n`;
    case 'null':
    case 'undefined':
      return value.kind;
    case 'array':
      return `[${[...value.elements.map(shown), ...(value.open === undefined ? [] : ['...?'])].join(', ')}]`;
    case 'object': {
      const entries = [...value.entries].map(([key, entry]) => `${key}: ${shown(entry.value)}`);
      return `{${[...entries, ...(value.open === undefined ? [] : ['...?'])].join(', ')}}`;
    }
    case 'function':
    case 'class':
      return value.kind;
    case 'instance':
      return `new ${value.of.name ?? '?'}`;
    case 'module':
      return `module ${value.specifier}`;
    case 'regexp':
      return `/${value.pattern}/${value.flags}`;
    case 'date':
      return value.text ?? 'now';
    case 'host':
      return value.links.reduce((text, link) => {
        const name = link.name === '' ? '' : `.${link.name}`;
        if (link.form === 'property') return text + name;
        if (link.form === 'tag') return `${text}${name}\`${link.arguments.map(shown).join('${}')}\``;
        return `${text}${name}(${link.arguments.map(shown).join(', ')})`;
      }, value.root);
    case 'result':
      return `result of ${[shown(value.of), ...value.path].join('.')}`;
    case 'unknown':
      return `? ${value.reason}`;
  }
}
