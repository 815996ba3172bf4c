import { fileOf } from './file.ts';
import type { ParseTree } from './grammar.ts';
import type { CSharpFile } from './syntax.ts';

let parseTree: ParseTree | undefined;

/** Loads the parser once; reading is synchronous after it. */
export async function prepareCSharp(): Promise<void> {
  if (parseTree !== undefined) return;
  const { loadGrammar } = await import('./grammar.ts');
  parseTree = await loadGrammar();
}

/** They end a line in C#, and with it a comment; to the grammar they do not. */
const otherLineEnds = /[\u0085\u2028\u2029]/g;

/**
 * Reads a C# file. Never throws on odd input: what the parser could not make sense of is in `errors`.
 * `prepareCSharp` must have been awaited.
 */
export function parseCSharp(file: string, text: string): CSharpFile {
  if (parseTree === undefined) throw new Error('prepareCSharp() has to be awaited before a C# file is read');
  return fileOf(file, text, parseTree(text.replace(otherLineEnds, '\n')));
}
