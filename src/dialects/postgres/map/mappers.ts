import type { Node } from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import type { NodeKind, Nodes } from '../ast.ts';
import type { StatementText } from '../statement-text.ts';

/** What a statement of one kind means. */
type Mapper<K extends NodeKind> = (node: Nodes[K], statement: StatementText) => readonly Operation[];

/** The meaning of statements by the kind of their node. */
export type Mappers = { readonly [K in NodeKind]?: Mapper<K> };

/** The operations of a statement; `undefined` when there is no mapper for its kind. */
export function applyMappers(mappers: Mappers, node: Node, statement: StatementText): readonly Operation[] | undefined {
  const kind = Object.keys(node)[0];
  return kind !== undefined && isMapped(mappers, kind) ? applyMapper(mappers, kind, node, statement) : undefined;
}

function isMapped(mappers: Mappers, kind: string): kind is NodeKind {
  return Object.hasOwn(mappers, kind);
}

function applyMapper<K extends NodeKind>(
  mappers: Mappers,
  kind: K,
  node: Partial<Pick<Nodes, K>>,
  statement: StatementText,
): readonly Operation[] | undefined {
  const mapper: Mapper<K> | undefined = mappers[kind];
  const fields: Nodes[K] | undefined = node[kind];
  return mapper === undefined || fields === undefined ? undefined : mapper(fields, statement);
}
