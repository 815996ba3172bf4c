import type { QualifiedName } from '../../../model/names.ts';
import type { Guard, Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Attributes, Constraint } from '../../../model/table.ts';
import { texts, unwrap } from '../ast.ts';
import type { Subcommand } from './alter-table.ts';
import { constraintOf } from './constraints.ts';

interface Base {
  readonly span: Span;
  readonly table: QualifiedName;
  readonly guards?: readonly Guard[];
}

/** ADD CONSTRAINT; a named NOT NULL is a change of its column. */
export function addConstraintNode({ node, statement, range, span, table, guards }: Subcommand): readonly Operation[] {
  const definition = unwrap(node.def, 'Constraint');
  if (definition === undefined) return [];
  const base: Base = { span, table, ...(guards.length === 0 ? {} : { guards }) };
  if (definition.contype === 'CONSTR_NOTNULL') {
    const attributes = notNullAttributes(definition.conname, definition.skip_validation);
    const change = { nullable: false, ...(Object.keys(attributes).length === 0 ? {} : { attributes }) };
    return texts(definition.keys).map((column) => ({ kind: 'AlterColumn', ...base, column, change }));
  }

  const constraint = constraintOf(statement, definition, range);
  if (constraint === undefined) return [];
  const operation = addConstraint(base, constraint);
  const isFromIndex = operation.kind === 'AddPrimaryKey' || operation.kind === 'AddUnique';
  if (definition.indexname === undefined || !isFromIndex) return [operation];
  return [{ ...operation, usingIndex: definition.indexname }];
}

/** PostgreSQL 18: NOT NULL is a constraint with a name, and can be NOT VALID. */
function notNullAttributes(name: string | undefined, notValid: boolean | undefined): Attributes {
  return {
    ...(name === undefined ? {} : { 'not-null-constraint': name }),
    ...(notValid === true ? { 'not-null-validated': 'false' } : {}),
  };
}

export function addConstraint(base: Base, constraint: Constraint): Operation {
  switch (constraint.kind) {
    case 'PrimaryKey':
      return { kind: 'AddPrimaryKey', ...base, constraint };
    case 'Unique':
      return { kind: 'AddUnique', ...base, constraint };
    case 'Check':
      return { kind: 'AddCheck', ...base, constraint };
    case 'ForeignKey':
      return { kind: 'AddForeignKey', ...base, constraint };
    case 'Exclusion':
      return { kind: 'AddExclusion', ...base, constraint };
  }
}

export function alterConstraint({ node, span, table, guards }: Subcommand): readonly Operation[] {
  const change = unwrap(node.def, 'ATAlterConstraint');
  if (change === undefined) return [];
  const attributes: Attributes = {
    ...(change.alterDeferrability === true
      ? { deferrable: deferrability(change.deferrable, change.initdeferred) }
      : {}),
    ...(change.alterEnforceability === true ? { enforced: String(change.is_enforced ?? false) } : {}),
    ...(change.alterInheritability === true ? { inherit: String(change.noinherit !== true) } : {}),
  };
  const guarded = guards.length === 0 ? {} : { guards };
  return [{ kind: 'AlterConstraint', span, table, ...guarded, name: change.conname ?? '', attributes }];
}

function deferrability(deferrable: boolean | undefined, deferred: boolean | undefined): string {
  if (deferred === true) return 'initially-deferred';
  return deferrable === true ? 'initially-immediate' : 'not';
}
