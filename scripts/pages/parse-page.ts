import { dialectNames, type DialectName } from '../../src/model/names.ts';
import { readFiles, type ExampleFile } from './example-files.ts';

/**
 * What a block of code on a rule's page is for. `config`: what the configuration says beyond the rule and its options;
 * with `chains` it names them all. `setup`: earlier migrations, only replayed. `unsafe`: gives exactly the
 * findings that are marked in it. `fixed`, `rewritten`: what --fix and --fix-rewrite make of the unsafe one above.
 * `safe`: gives no findings.
 */
const roles = ['config', 'setup', 'unsafe', 'fixed', 'rewritten', 'safe'] as const;

export type Role = (typeof roles)[number];

/** A fenced block whose info line says `lang [framework] [dialect] role [options={…}]`. */
export interface Example {
  readonly role: Role;
  /** `sql`, `cs`, `ts`. */
  readonly language: string;
  readonly framework: string | undefined;
  readonly dialect: DialectName | undefined;
  /** The rule's options, not checked yet. */
  readonly options: unknown;
  /** The line of the page on which the fence stands, from 1. */
  readonly line: number;
  readonly files: readonly ExampleFile[];
}

/** A heading with what stands under it, up to the next heading of any level. */
interface Section {
  /** 2 for `##`. */
  readonly level: number;
  readonly heading: string;
  /** The headings above it, without the page's title, and its own: the name of a test. */
  readonly path: readonly string[];
  readonly line: number;
  readonly examples: readonly Example[];
}

export interface Page {
  /** The rule's name. */
  readonly title: string;
  /** The first paragraph, on one line. */
  readonly summary: string;
  readonly sections: readonly Section[];
}

/** A page that does not say what it means; the message begins with the line. */
class PageError extends Error {
  override readonly name = 'PageError';

  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
  }
}

/** Reads a page of fixtures/rules. */
export function parsePage(text: string): Page {
  const [first, ...others] = headingsOf(readBlocks(text));
  if (first?.level !== 1) throw new PageError(1, 'the page does not begin with "# " and the name of its rule');
  const summary = first.paragraphs[0];
  if (summary === undefined) throw new PageError(first.line, 'the title has no summary under it');

  let path: readonly string[] = [];
  return {
    title: first.heading,
    summary,
    sections: others.map(({ level, heading, line, examples }) => {
      path = [...path.slice(0, level - 2), heading];
      return { level, heading, path, line, examples };
    }),
  };
}

/** A line of the page outside of fences, or a whole fenced block. */
export type PageBlock =
  | { readonly kind: 'line'; readonly line: number; readonly text: string }
  | { readonly kind: 'fence'; readonly line: number; readonly info: string; readonly code: string };

/** The lines and fenced blocks of a page, in order. */
export function readBlocks(text: string): readonly PageBlock[] {
  const lines = text.split(/\r?\n/);
  const blocks: PageBlock[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const opening = /^(`{3,})([^`]*)$/.exec(line);
    if (opening === null) {
      blocks.push({ kind: 'line', line: at + 1, text: line });
      continue;
    }
    const [, ticks = '', info = ''] = opening;
    const end = lines.findIndex((other, index) => index > at && other.trimEnd() === ticks);
    if (end === -1) throw new PageError(at + 1, 'the code block is never closed');
    const code = lines.slice(at + 1, end).map((row) => `${row}\n`);
    blocks.push({ kind: 'fence', line: at + 1, info: info.trim(), code: code.join('') });
    at = end;
  }
  return blocks;
}

interface Heading {
  readonly level: number;
  readonly heading: string;
  readonly line: number;
  readonly paragraphs: readonly string[];
  readonly examples: readonly Example[];
}

function headingsOf(blocks: readonly PageBlock[]): readonly Heading[] {
  const starts = blocks.flatMap((block, index) => (headingIn(block) === undefined ? [] : [index]));
  return starts.flatMap((start, number) => {
    const block = blocks[start];
    const title = block === undefined ? undefined : headingIn(block);
    if (block === undefined || title === undefined) return [];
    const body = blocks.slice(start + 1, starts[number + 1]);
    return [{ ...title, line: block.line, paragraphs: paragraphsOf(body), examples: body.flatMap(exampleOf) }];
  });
}

function headingIn(block: PageBlock): { readonly level: number; readonly heading: string } | undefined {
  const match = block.kind === 'line' ? /^(#{1,6})\s+(.*?)\s*$/.exec(block.text) : null;
  return match === null ? undefined : { level: match[1]?.length ?? 1, heading: match[2] ?? '' };
}

function paragraphsOf(blocks: readonly PageBlock[]): readonly string[] {
  return blocks
    .map((block) => (block.kind === 'line' ? block.text.trim() : ''))
    .join('\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** The example in a fenced block; none in one whose info line names a language and nothing else. */
export function exampleOf(block: PageBlock): readonly Example[] {
  if (block.kind === 'line') return [];
  const { line, info, code } = block;
  const [, plain = '', json] = /^(.*?)(?:\s+options=(.*))?$/.exec(info) ?? [];
  const [language = '', ...words] = plain.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0 && json === undefined) return [];

  const role = roles.find((name) => name === words.at(-1));
  if (role === undefined) throw new PageError(line, `"${info}" does not end with one of ${roles.join(', ')}`);
  const before = words.slice(0, -1);
  const dialect = dialectNames.find((name) => name === before.at(-1));
  const [framework, ...surplus] = dialect === undefined ? before : before.slice(0, -1);
  if (surplus.length > 0) throw new PageError(line, `"${info}" is not "language [framework] [dialect] role"`);

  const files = readFiles(code);
  if (role !== 'unsafe' && files.some((file) => file.expected.length > 0)) {
    throw new PageError(line, `findings are marked in a block that is ${role}, not unsafe`);
  }
  return [{ role, language, framework, dialect, options: optionsIn(json, line), line, files }];
}

function optionsIn(json: string | undefined, line: number): unknown {
  if (json === undefined) return {};
  try {
    return JSON.parse(json);
  } catch {
    throw new PageError(line, `the options are not JSON: ${json}`);
  }
}
