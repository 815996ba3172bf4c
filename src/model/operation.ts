import type { DataShapes } from './operations/data.ts';
import type { ObjectShapes } from './operations/objects.ts';
import type { SessionShapes } from './operations/session.ts';
import type { ConstraintShapes, TableShapes } from './operations/tables.ts';
import type { QualifiedName } from './names.ts';
import type { Span } from './span.ts';

/** Every kind of operation with what it carries. A new kind is one entry in one of these tables. */
interface OperationShapes extends TableShapes, ObjectShapes, DataShapes, SessionShapes {}

export type OperationKind = keyof OperationShapes;

/** What makes, changes and drops the constraints of a table. */
export type ConstraintOperationKind = keyof ConstraintShapes;

/** What a guard asks the catalog about. */
export interface ObjectReference {
  readonly type:
    | 'table'
    | 'column'
    | 'index'
    | 'constraint'
    | 'view'
    | 'routine'
    | 'trigger'
    | 'type'
    | 'schema'
    | 'sequence'
    | 'event'
    | 'row';
  readonly name: QualifiedName;
  /** The table of a column, an index, a constraint, a trigger. */
  readonly table?: QualifiedName;
}

/** The condition around an operation; several guards must all hold. */
export type Guard =
  /** IF EXISTS, IF NOT EXISTS on the operation's own object. */
  | { readonly kind: 'if-exists' }
  | { readonly kind: 'if-not-exists' }
  /** A condition that asks the catalog for one object. */
  | {
      readonly kind: 'object';
      readonly exists: boolean;
      readonly object: ObjectReference;
      /** The guard of ELSE, which is decided together with this one: before what is between IF and ELSE has run. */
      readonly otherwise?: Guard;
    }
  /** Any other condition, as written. */
  | { readonly kind: 'condition'; readonly text: string };

interface OperationBase {
  readonly span: Span;
  readonly guards?: readonly Guard[];
  /** Run again and again by a loop around it. */
  readonly repeated?: boolean;
  /** Parts of the statement that were left out of account because they were not understood, as written. */
  readonly unread?: readonly string[];
}

/** The normalised meaning of a statement: one change of the catalog, of rows or of the session. */
export type Operation<K extends OperationKind = OperationKind> = {
  [P in K]: { readonly kind: P } & OperationBase & OperationShapes[P];
}[K];

/** Whether a guard lets the operation be skipped when the object is (not) there. */
export function hasGuard(operation: Operation, kind: Guard['kind']): boolean {
  return operation.guards?.some((guard) => guard.kind === kind) ?? false;
}
