import { posix } from 'node:path';
import type { Span } from '../../model/span.ts';
import { jsonValue } from './json.ts';
import type { LinkedModule } from './link.ts';
import { link } from './link.ts';
import { boolean, entryOf, nothing, object, unknown } from './make.ts';
import { nodeModules } from './node-modules.ts';
import { parseScript } from './parse.ts';
import { Recorder } from './recorder.ts';
import type { Resolver } from './resolve.ts';
import { resolverFor } from './resolve.ts';
import type { Run } from './run.ts';
import { newRun } from './run.ts';
import type { Script } from './script.ts';
import { stringAt } from './strings.ts';
import type { Surroundings } from './surroundings.ts';
import type { ModuleValue, Value } from './value.ts';

type Content =
  { readonly kind: 'script'; readonly module: LinkedModule } | { readonly kind: 'value'; readonly value: Value };

const resolvers = new WeakMap<Surroundings['files'], Resolver>();

/** The files that one evaluation has come across, and what they export. */
export class Modules {
  readonly run: Run;
  private readonly contents = new Map<string, Content | undefined>();
  private readonly scripts = new Map<string, Script>();
  private readonly read = new Set<string>();

  constructor(surroundings: Surroundings) {
    this.run = newRun(surroundings, this);
  }

  /** Links a file that is parsed already: the one that everything starts from. */
  open(script: Script): LinkedModule {
    this.scripts.set(script.file, script);
    const module = link(script, this.run);
    this.contents.set(script.file, { kind: 'script', module });
    return module;
  }

  script(file: string): Script | undefined {
    return this.scripts.get(file);
  }

  /** Files beside the first that were needed. */
  followed(): readonly string[] {
    return [...this.read].sort();
  }

  /** A file of the project that is read as a text. */
  text(path: string): string | undefined {
    const text = this.run.surroundings.files.read(path);
    if (text !== undefined) this.read.add(path);
    return text;
  }

  /** What `require` or `import` of a name gives; a file is not looked for before something of it is needed. */
  named(specifier: string, from: string, at: Span): Value {
    if (this.run.surroundings.packages.has(specifier)) return { kind: 'host', root: specifier, links: [], at };
    const builtIn = specifier.replace(/^node:/, '');
    if (nodeModules.has(builtIn)) return native(builtIn, at);
    return { kind: 'module', specifier, from, at };
  }

  /** The export of a module, or an entry of what it exports. */
  member(value: ModuleValue, name: string, at: Span): Value {
    const content = this.content(value);
    if (content.kind === 'value') {
      if (name === 'default') return content.value;
      const entry = content.value.kind === 'object' ? content.value.entries.get(name)?.value : undefined;
      return entry ?? (content.value.kind === 'unknown' ? unknown(content.value.reason, at, name) : nothing(at));
    }
    if (name === '__esModule') return boolean(content.module.isEcmaScript, at);
    return content.module.exported(name) ?? unknown(`${value.specifier} does not export ${name}`, at, name);
  }

  /** What a module is when it is used by itself: what it assigns to `module.exports`, or all of its exports. */
  whole(value: Value): Value {
    if (value.kind !== 'module') return value;
    const content = this.content(value);
    if (content.kind === 'value') return content.value;
    const { module } = content;
    if (!module.isEcmaScript) return module.assigned();
    const entries = module.names().map((name) => [name, entryOf(module.exported(name) ?? nothing(value.at))] as const);
    return object(entries, value.at);
  }

  /** `__dirname`, `__filename`: the project is the root of all paths. */
  pathConstant(name: string, file: string, at: Span): Value | undefined {
    if (name === '__filename') return stringAt(`/${file}`, at);
    return name === '__dirname' ? stringAt(posix.dirname(`/${file}`), at) : undefined;
  }

  /** Evaluates something that belongs to no function: nothing that it does is an effect of the one that asks. */
  apart<T>(evaluate: () => T): T {
    const { run } = this;
    const { recorder, conditions, journal, uncertainty, repeated, attempted, returns } = run;
    run.recorder = new Recorder(run.surroundings.runs);
    run.conditions = [];
    run.journal = undefined;
    run.uncertainty = 0;
    run.repeated = false;
    run.attempted = false;
    run.returns = [];
    const result = evaluate();
    Object.assign(run, { recorder, conditions, journal, uncertainty, repeated, attempted, returns });
    return result;
  }

  private content(value: ModuleValue): Content {
    const { files } = this.run.surroundings;
    const resolver = resolvers.get(files) ?? resolverFor(files);
    resolvers.set(files, resolver);
    const file = resolver.resolve(value.specifier, value.from);
    if (file === undefined) return { kind: 'value', value: unknown(absence(value.specifier), value.at) };
    if (!this.contents.has(file)) this.contents.set(file, this.load(file));
    return this.contents.get(file) ?? { kind: 'value', value: unknown(`${file} cannot be read`, value.at) };
  }

  private load(file: string): Content | undefined {
    const text = this.text(file);
    if (text === undefined) return undefined;
    if (file.endsWith('.json')) {
      return { kind: 'value', value: jsonValue(text, { file, start: 0, end: text.length }) };
    }
    const script = parseScript(file, text);
    this.scripts.set(file, script);
    return { kind: 'script', module: this.apart(() => link(script, this.run)) };
  }
}

function absence(specifier: string): string {
  return specifier.startsWith('.') ? `${specifier} is not in the project` : `it comes from the package ${specifier}`;
}

/** A part of Node.js or of the language, of which some functions are known. */
export function native(name: string, at: Span): Value {
  return { kind: 'unknown', reason: `${name} is only known at run time`, at, name, native: name };
}
