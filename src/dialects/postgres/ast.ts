import type { Node } from 'libpg-query';

type UnionToIntersection<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  member: infer Intersection,
) => void
  ? Intersection
  : never;

/** Every node of the grammar by its kind: `{ CreateStmt: CreateStmt; IndexStmt: IndexStmt; ... }`. */
export type Nodes = UnionToIntersection<Node>;

export type NodeKind = keyof Nodes;

/** The node as the given kind; `undefined` when it is of another. */
export function unwrap<K extends NodeKind>(node: Node | undefined, kind: K): Nodes[K] | undefined {
  const fields: Partial<Nodes> | undefined = node;
  return fields?.[kind];
}

/** The nodes of one kind, in order; others are left out. */
export function all<K extends NodeKind>(nodes: readonly Node[] | undefined, kind: K): readonly Nodes[K][] {
  if (nodes === undefined) return [];
  const found: Nodes[K][] = [];
  for (const node of nodes) {
    const fields = unwrap(node, kind);
    if (fields !== undefined) found.push(fields);
  }
  return found;
}

/** The text of a `String` node, or of a string constant; the parser leaves the text of an empty string out. */
export function text(node: Node | undefined): string | undefined {
  const string = unwrap(node, 'String') ?? unwrap(node, 'A_Const')?.sval;
  return string === undefined ? undefined : (string.sval ?? '');
}

/** The texts of a list of `String` nodes: a dotted name, a column list. */
export function texts(nodes: readonly Node[] | undefined): readonly string[] {
  return all(nodes, 'String').map((string) => string.sval ?? '');
}

/** The items of a `List` node, or the node itself. */
export function items(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return unwrap(node, 'List')?.items ?? [node];
}

/**
 * Visits a node's whole tree in source order, the node itself first; `visit` gets the kind and the fields, and returns
 * false to stay out of that subtree. Not recursive: real expressions nest deeper than the stack.
 */
export function walk(root: unknown, visit: (kind: string, fields: Readonly<Record<string, unknown>>) => boolean): void {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) pending.push(value[index]);
    } else if (isRecord(value)) {
      const entries = Object.entries(value);
      const inner = entries.filter(([key, child]) => !isNodeEntry(key, child) || visit(key, child));
      for (let index = inner.length - 1; index >= 0; index--) pending.push(inner[index]?.[1]);
    }
  }
}

/** Kinds of nodes are written with a capital letter, fields without. */
function isNodeEntry(key: string, child: unknown): child is Readonly<Record<string, unknown>> {
  const first = key.charCodeAt(0);
  return first >= 65 && first <= 90 && isRecord(child);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
