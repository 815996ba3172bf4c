import type { AlterTableCmd, AlterTableStmt, ColumnDef } from 'libpg-query';
import type { QualifiedName } from '../../../model/names.ts';
import type { Guard, Operation } from '../../../model/operation.ts';
import type { ColumnChange } from '../../../model/operations/tables.ts';
import type { Span } from '../../../model/span.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { all, items, text, unwrap } from '../ast.ts';
import { expressionOf } from '../expressions.ts';
import { findOpening, findWord, inside, rawAt, spanOfTokens, splitAtCommas, tokenAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { typeOf } from '../types.ts';
import { addConstraint, addConstraintNode, alterConstraint } from './alter-constraints.ts';
import { collationOf, columnOf, identityFrom, isNull } from './columns.ts';
import { relationName } from './names.ts';
import { findOption, optionAttributes, optionValue } from './options.ts';
import { alterTableAttributes } from './table-attributes.ts';
import { boundText } from './tables.ts';

/** One subcommand of ALTER TABLE in its place. */
export interface Subcommand {
  readonly statement: StatementText;
  readonly node: AlterTableCmd;
  readonly table: QualifiedName;
  /** Its tokens, from its first word. */
  readonly range: TokenRange;
  readonly span: Span;
  /** The guard of the whole statement: ALTER TABLE IF EXISTS. */
  readonly guards: readonly Guard[];
}

/** ALTER TABLE: an operation or more for each subcommand, in order. */
export function alterTable(node: AlterTableStmt, statement: StatementText): readonly Operation[] {
  return subcommands(node, statement).flatMap((command) => alter(command));
}

/** The subcommands with the tokens between the commas. */
function subcommands(node: AlterTableStmt, statement: StatementText): readonly Subcommand[] {
  const commands = all(node.cmds, 'AlterTableCmd');
  const table = relationName(node.relation);
  const actions = { from: afterName(statement, tokenAt(statement, node.relation?.location)), to: statement.tokens.to };
  const ranges = splitAtCommas(statement, actions);
  const isSplit = ranges.length === commands.length && commands.length > 1;
  const guards: readonly Guard[] =
    node.missing_ok === true ? [{ kind: 'object', exists: true, object: { type: 'table', name: table } }] : [];
  return commands.map((command, index) => {
    const range = (isSplit ? ranges[index] : undefined) ?? actions;
    return {
      statement,
      node: command,
      table,
      range,
      span: isSplit ? spanOfTokens(statement, range) : statement.span,
      guards,
    };
  });
}

function afterName(statement: StatementText, start: number): number {
  let index = start + 1;
  while (rawAt(statement, index) === '.') index += 2;
  return rawAt(statement, index) === '*' ? index + 1 : index;
}

/** The properties that every operation of a subcommand has; `own` is the guard of what the subcommand itself is about. */
function baseOf({ span, guards, table }: Subcommand, own?: Guard['kind'] & ('if-exists' | 'if-not-exists')) {
  const both: readonly Guard[] = own === undefined ? guards : [...guards, { kind: own }];
  return { span, table, ...(both.length === 0 ? {} : { guards: both }) };
}

function alter(command: Subcommand): readonly Operation[] {
  const { node, statement, range } = command;
  const name = node.name ?? '';
  const cascade = node.behavior === 'DROP_CASCADE';
  const ownGuard = node.missing_ok === true ? 'if-exists' : undefined;
  switch (node.subtype) {
    case 'AT_AddColumn':
      return addColumn(command);
    case 'AT_DropColumn':
      return [{ kind: 'DropColumn', ...baseOf(command, ownGuard), column: name, cascade }];
    case 'AT_AddConstraint':
      return addConstraintNode(command);
    case 'AT_AlterConstraint':
      return alterConstraint(command);
    case 'AT_ValidateConstraint':
      return [{ kind: 'ValidateConstraint', ...baseOf(command), name }];
    case 'AT_DropConstraint':
      return [{ kind: 'DropConstraint', ...baseOf(command, ownGuard), name, cascade }];
    case 'AT_AttachPartition': {
      const partition = relationName(unwrap(node.def, 'PartitionCmd')?.name);
      return [{ kind: 'AttachPartition', ...baseOf(command), partition, bound: boundText(statement, range) }];
    }
    case 'AT_DetachPartition':
    case 'AT_DetachPartitionFinalize': {
      const detach = unwrap(node.def, 'PartitionCmd');
      const concurrently = detach?.concurrent === true || node.subtype === 'AT_DetachPartitionFinalize';
      return [{ kind: 'DetachPartition', ...baseOf(command), partition: relationName(detach?.name), concurrently }];
    }
    case 'AT_AddInherit':
    case 'AT_DropInherit': {
      const parent = relationName(unwrap(node.def, 'RangeVar'));
      return [{ kind: 'AlterInheritance', ...baseOf(command), parent, inherits: node.subtype === 'AT_AddInherit' }];
    }
    case 'AT_EnableTrig':
    case 'AT_EnableAlwaysTrig':
    case 'AT_EnableReplicaTrig':
    case 'AT_DisableTrig':
      return [{ kind: 'SetTrigger', ...baseOf(command), name, enabled: node.subtype !== 'AT_DisableTrig' }];
    case 'AT_EnableTrigAll':
    case 'AT_EnableTrigUser':
    case 'AT_DisableTrigAll':
    case 'AT_DisableTrigUser':
      return [{ kind: 'SetTrigger', ...baseOf(command), enabled: node.subtype.startsWith('AT_Enable') }];
    default: {
      const change = columnChange(command);
      if (change !== undefined) return [{ kind: 'AlterColumn', ...baseOf(command, ownGuard), column: name, change }];
      return [{ kind: 'AlterTable', ...baseOf(command), attributes: alterTableAttributes(node) }];
    }
  }
}

function addColumn(command: Subcommand): readonly Operation[] {
  const { node, statement, range, table, span, guards } = command;
  const definition = unwrap(node.def, 'ColumnDef');
  if (definition === undefined) return [];
  const { column, constraints } = columnOf(statement, definition, range);
  const isKey = constraints.some((constraint) => constraint.kind === 'PrimaryKey');
  // Constraints of a column that is there already are not added either: decided once, before the column is added.
  const guard: Guard = {
    kind: 'object',
    exists: false,
    object: { type: 'column', name: { name: column.name }, table },
  };
  const shared = node.missing_ok === true && constraints.length > 0 ? [...guards, guard] : guards;
  const add: Operation = {
    kind: 'AddColumn',
    ...baseOf({ ...command, guards: shared }, node.missing_ok === true ? 'if-not-exists' : undefined),
    column: isKey ? { ...column, nullable: false } : column,
  };
  const base = { span, table, ...(shared.length === 0 ? {} : { guards: shared }) };
  return [add, ...constraints.map((constraint) => addConstraint(base, constraint))];
}

/** What a subcommand changes of a column; `undefined` when it is not about a column. */
function columnChange({ node, statement, range }: Subcommand): ColumnChange | undefined {
  switch (node.subtype) {
    case 'AT_ColumnDefault': {
      if (node.def === undefined) return { default: null };
      const from = findWord(statement, range, 'default') + 1;
      const value = expressionOf(statement, { from, to: range.to }, node.def);
      return { default: isNull(value) ? null : value };
    }
    case 'AT_DropNotNull':
      return { nullable: true };
    case 'AT_SetNotNull':
      return { nullable: false };
    case 'AT_AlterColumnType':
      return typeChange(statement, range, unwrap(node.def, 'ColumnDef'));
    case 'AT_SetExpression': {
      const own = inside(statement, findOpening(statement, range));
      return { generated: { expression: expressionOf(statement, own, node.def) } };
    }
    case 'AT_DropExpression':
      return { generated: null };
    case 'AT_AddIdentity': {
      const identity = unwrap(node.def, 'Constraint');
      return { identity: identityFrom(identity?.generated_when, identity?.options) };
    }
    case 'AT_SetIdentity':
      return identityChange(node);
    case 'AT_DropIdentity':
      return { identity: null };
    case 'AT_SetStatistics':
      return { attributes: { statistics: node.def === undefined ? 'DEFAULT' : optionValue(node.def) } };
    case 'AT_SetStorage':
      return { attributes: { storage: text(node.def) ?? '' } };
    case 'AT_SetCompression':
      return { attributes: { compression: text(node.def) ?? '' } };
    case 'AT_SetOptions':
    case 'AT_AlterColumnGenericOptions':
      return { attributes: optionAttributes(items(node.def)) };
    case 'AT_ResetOptions':
      return { attributes: Object.fromEntries(Object.keys(optionAttributes(items(node.def))).map((key) => [key, ''])) };
    default:
      return undefined;
  }
}

function typeChange(statement: StatementText, range: TokenRange, definition: ColumnDef | undefined): ColumnChange {
  const using = findWord(statement, range, 'using');
  const hasUsing = definition?.raw_default !== undefined;
  return {
    type: typeOf(definition?.typeName),
    ...(definition === undefined ? {} : collationOf(definition)),
    ...(hasUsing ? { using: expressionOf(statement, { from: using + 1, to: range.to }, definition.raw_default) } : {}),
  };
}

/** SET GENERATED and the options of the identity's sequence; which generation it had is not said again. */
function identityChange(node: AlterTableCmd): ColumnChange {
  const options = items(node.def);
  const when = findOption(options, 'generated')?.arg;
  if (when !== undefined) {
    const code = unwrap(when, 'Integer')?.ival;
    return { identity: identityFrom(code === undefined ? undefined : String.fromCharCode(code), options) };
  }
  return {
    attributes: Object.fromEntries(
      Object.entries(optionAttributes(options)).map(([key, value]) => [`identity-${key}`, value]),
    ),
  };
}
