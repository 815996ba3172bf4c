import { isRecord } from '../ast.ts';

/** The fields of a node of the PL/pgSQL parser's JSON. */
type Fields = Readonly<Record<string, unknown>>;

/** A node with its kind: `{ "PLpgSQL_stmt_if": { ... } }`. */
export interface PlpgsqlNode {
  readonly kind: string;
  readonly fields: Fields;
}

/** The node that a value holds; `undefined` when it holds none. */
export function nodeIn(value: unknown): PlpgsqlNode | undefined {
  if (!isRecord(value)) return undefined;
  const entry = Object.entries(value)[0];
  return entry !== undefined && isRecord(entry[1]) ? { kind: entry[0], fields: entry[1] } : undefined;
}

export function nodesIn(value: unknown): readonly PlpgsqlNode[] {
  return Array.isArray(value) ? value.flatMap((item: unknown) => nodeIn(item) ?? []) : [];
}

/** The source text of an expression or a statement. */
export function queryIn(value: unknown): string {
  const query = nodeIn(value)?.fields['query'];
  return typeof query === 'string' ? query : '';
}

export function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The outermost block of a parsed DO statement. */
export function blockOf(tree: unknown): PlpgsqlNode | undefined {
  const functions = isRecord(tree) ? nodesIn(tree['plpgsql_funcs']) : [];
  return nodeIn(functions[0]?.fields['action']);
}
