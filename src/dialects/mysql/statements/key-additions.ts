import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Attributes } from '../../../model/table.ts';
import type { Key } from '../keys.ts';

/** The table that an ALTER TABLE is about, and how its actions are to be carried out. */
export interface Target {
  readonly table: QualifiedName;
  readonly execution?: Attributes;
}

/** The operation that adds a key to a table that is there. */
export function addKeyTo(target: Target, key: Key, span: Span): Operation {
  if ('index' in key) return { kind: 'CreateIndex', span, ...target, index: key.index, concurrently: false };
  const { constraint } = key;
  switch (constraint.kind) {
    case 'PrimaryKey':
      return { kind: 'AddPrimaryKey', span, ...target, constraint };
    case 'Unique':
      return { kind: 'AddUnique', span, ...target, constraint };
    case 'Check':
      return { kind: 'AddCheck', span, ...target, constraint };
    case 'ForeignKey':
      return { kind: 'AddForeignKey', span, ...target, constraint };
    case 'Exclusion':
      return { kind: 'AddExclusion', span, table: target.table, constraint };
  }
}
