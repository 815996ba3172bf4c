// Only reached by `await import`: it loads WebAssembly.
import { createRequire } from 'node:module';
import type { TreeCursor } from 'web-tree-sitter';
import { Language, Parser } from 'web-tree-sitter';

/** A node of the concrete syntax tree as plain data, so that the parser's own memory can be freed at once. */
export interface SyntaxNode {
  /** The grammar's name of the node; of a token its text. */
  readonly type: string;
  readonly field: string | undefined;
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The parser put it there to go on after an error. */
  readonly missing: boolean;
  readonly children: readonly SyntaxNode[];
}

export type ParseTree = (text: string) => SyntaxNode;

/** Loads parser and grammar; the parser is used again for every file. */
export async function loadGrammar(): Promise<ParseTree> {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('#tree-sitter-c-sharp.wasm');
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));

  return (text) => {
    const tree = parser.parse(text);
    if (tree === null)
      return { type: 'ERROR', field: undefined, start: 0, end: text.length, missing: false, children: [] };
    const cursor = tree.walk();
    const root = copy(cursor, 0);
    cursor.delete();
    tree.delete();
    return root;
  };
}

/** Far more than people nest, and little enough for every walk over the tree to be recursive. */
const deepest = 1200;

/** What is nested deeper than that is an error, and its parts are left out. */
function copy(cursor: TreeCursor, depth: number): SyntaxNode {
  const type = depth < deepest ? cursor.nodeType : 'ERROR';
  const field = cursor.currentFieldName ?? undefined;
  const { startIndex: start, endIndex: end, nodeIsMissing: missing } = cursor;
  const children: SyntaxNode[] = [];
  if (depth < deepest && cursor.gotoFirstChild()) {
    do children.push(copy(cursor, depth + 1));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, field, start, end, missing, children };
}
