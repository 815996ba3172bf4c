import { posix } from 'node:path';
import type { Span } from '../../model/span.ts';
import { plainText } from '../../model/source-text.ts';
import { unknown } from './make.ts';
import type { Run } from './run.ts';
import { stringAt, stringOf } from './strings.ts';
import type { Value } from './value.ts';
import { textOf } from './value.ts';

type NodeFunction = (args: readonly Value[], at: Span, run: Run) => Value | undefined;

/** Modules of Node.js that migrations find their SQL files with. */
export const nodeModules: ReadonlySet<string> = new Set(['fs', 'fs/promises', 'path', 'path/posix', 'url', 'util']);

/** What is known of their functions. Paths begin at the project. */
export const nodeFunctions: Readonly<Record<string, NodeFunction>> = {
  'fs.readFileSync': readFile,
  'fs.promises.readFile': readFile,
  'fs/promises.readFile': readFile,
  'path.join': joined,
  'path/posix.join': joined,
  'path.resolve': joined,
  'path.dirname': ([path], at) => derived(path, at, (text) => posix.dirname(text)),
  'path.basename': ([path, suffix], at) => derived(path, at, (text) => posix.basename(text, textOf(suffix) ?? '')),
  'path.extname': ([path], at) => derived(path, at, (text) => posix.extname(text)),
  'url.fileURLToPath': ([url], at) => derived(url, at, (text) => text.replace(/^file:\/\//, '')),
  'util.promisify': ([callback]) => callback,
};

function derived(path: Value | undefined, at: Span, derive: (text: string) => string): Value | undefined {
  const text = textOf(path);
  return text === undefined ? undefined : stringAt(derive(text), at);
}

function joined(parts: readonly Value[], at: Span): Value | undefined {
  const texts = parts.map(textOf);
  const known = texts.filter((text) => text !== undefined);
  return known.length === texts.length ? stringAt(posix.join(...known), at) : undefined;
}

/** The text of a file of the project, whose characters stand in that file. */
function readFile([path]: readonly Value[], at: Span, run: Run): Value | undefined {
  const name = textOf(path);
  if (name === undefined) return undefined;
  const file = posix.normalize(name.replace(/^file:\/\//, '')).replace(/^\//, '');
  const text = run.modules.text(file);
  return text === undefined ? unknown(`${file} is not in the project`, at) : stringOf(plainText(file, text), at);
}
