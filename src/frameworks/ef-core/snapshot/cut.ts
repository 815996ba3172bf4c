import type { Located } from '../../csharp/syntax.ts';

/** The methods in which EF Core writes down a model: of a snapshot, and of a migration's Designer file. */
const buildMethod = /\bvoid\s+Build(?:Target)?Model\s*\(\s*(?:[\w.]+\s+)?ModelBuilder\s+(\w+)\s*\)\s*\{/;

/** The body of the method that builds the model. */
export interface ModelBody {
  /** The name of its parameter. */
  readonly builder: string;
  /** The statements directly in the body, with their semicolons. */
  readonly statements: readonly Located[];
}

/** What can hold a brace, a parenthesis or a semicolon without meaning it, and those themselves. */
const pieces =
  /"{3,}|(?<!\$)\$*@\$*"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[^]*?\*\/|^[ \t]*#[^\n]*|[(){}[\];]/gm;

const steps: Readonly<Record<string, number>> = { '(': 1, '{': 1, '[': 1, ')': -1, '}': -1, ']': -1 };

/**
 * Cuts the statements of BuildModel out of a file without parsing it: models are large, and those of two migrations have
 * most of their statements in common. `undefined` when the file builds no model.
 */
export function cutModel(text: string): ModelBody | undefined {
  const head = buildMethod.exec(text);
  if (head === null) return undefined;
  const open = head.index + head[0].length;
  const statements: Located[] = [];
  let depth = 0;
  let start = open;
  pieces.lastIndex = open;
  for (let piece = pieces.exec(text); piece !== null; piece = pieces.exec(text)) {
    const [token] = piece;
    if (token.startsWith('"""')) {
      const end = text.indexOf(token, pieces.lastIndex);
      pieces.lastIndex = end === -1 ? text.length : end + token.length;
    } else if (token === ';') {
      if (depth > 0) continue;
      statements.push({ start: start + leading(text.slice(start, piece.index)), end: pieces.lastIndex });
      start = pieces.lastIndex;
    } else {
      depth += steps[token] ?? 0;
      if (depth < 0) break;
    }
  }
  return { builder: head[1] ?? '', statements };
}

/** White space, comments and directives before a statement. */
function leading(text: string): number {
  return /^(?:\s+|\/\/[^\n]*|\/\*[^]*?\*\/|#[^\n]*)*/.exec(text)?.[0].length ?? 0;
}
