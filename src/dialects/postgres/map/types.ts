import type {
  AlterDomainStmt,
  AlterEnumStmt,
  AlterTableCmd,
  AlterTableStmt,
  AlterTypeStmt,
  CompositeTypeStmt,
  CreateDomainStmt,
  CreateEnumStmt,
  CreateRangeStmt,
} from 'libpg-query';
import type { QualifiedName } from '../../../model/names.ts';
import type { Guard, Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import { all, texts, unwrap } from '../ast.ts';
import { findWord, normalText, tokenAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { typeOf } from '../types.ts';
import { quoteName } from '../write/names.ts';
import { plainColumns } from './columns.ts';
import { qualifiedName, relationName } from './names.ts';
import { alterTableAttributes } from './table-attributes.ts';

export function createEnum(node: CreateEnumStmt, { span }: StatementText): readonly Operation[] {
  const name = qualifiedName(texts(node.typeName));
  return [{ kind: 'CreateType', span, name, definition: { kind: 'enum', values: texts(node.vals) } }];
}

export function createComposite(node: CompositeTypeStmt, { span }: StatementText): readonly Operation[] {
  const definition = { kind: 'composite', columns: plainColumns(node.coldeflist) } as const;
  return [{ kind: 'CreateType', span, name: relationName(node.typevar), definition }];
}

export function createRange(node: CreateRangeStmt, statement: StatementText): readonly Operation[] {
  const text = normalText(statement, { from: findWord(statement, statement.tokens, 'as'), to: statement.tokens.to });
  const name = qualifiedName(texts(node.typeName));
  return [{ kind: 'CreateType', span: statement.span, name, definition: { kind: 'other', text } }];
}

export function createDomain(node: CreateDomainStmt, statement: StatementText): readonly Operation[] {
  const nodes = all(node.constraints, 'Constraint');
  const isNotNull = nodes.some(({ contype }) => contype === 'CONSTR_NOTNULL');
  const starts = nodes.map((constraint) => tokenAt(statement, constraint.location));
  const clauses = nodes.flatMap(({ contype }, index) => {
    if (contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_NULL') return [];
    const from = starts[index] ?? statement.tokens.to;
    return [normalText(statement, { from, to: starts[index + 1] ?? statement.tokens.to })];
  });
  const collation = texts(node.collClause?.collname).map(quoteName).join('.');
  return [
    {
      kind: 'CreateType',
      span: statement.span,
      name: qualifiedName(texts(node.domainname)),
      definition: {
        kind: 'domain',
        base: typeOf(node.typeName),
        nullable: !isNotNull,
        constraints: collation === '' ? clauses : [`COLLATE ${collation}`, ...clauses],
      },
    },
  ];
}

export function alterEnum(node: AlterEnumStmt, { span }: StatementText): readonly Operation[] {
  const name = qualifiedName(texts(node.typeName));
  const value = node.newVal ?? '';
  if (node.oldVal !== undefined) {
    return [{ kind: 'RenameEnumValue', span, name, value: node.oldVal, newValue: value }];
  }
  const neighbour = node.newValNeighbor;
  const guards: readonly Guard[] = [{ kind: 'if-not-exists' }];
  return [
    {
      kind: 'AddEnumValue',
      span,
      ...(node.skipIfNewValExists === true ? { guards } : {}),
      name,
      value,
      ...(neighbour === undefined
        ? {}
        : { position: node.newValIsAfter === true ? { after: neighbour } : { before: neighbour } }),
    },
  ];
}

/** ALTER TYPE ... ADD, DROP, ALTER ATTRIBUTE; ALTER TYPE ... OWNER TO comes here too. */
export function alterComposite(node: AlterTableStmt, statement: StatementText): readonly Operation[] {
  const name = relationName(node.relation);
  const commands = all(node.cmds, 'AlterTableCmd');
  const attributes = Object.fromEntries(commands.flatMap((command) => Object.entries(attributeChange(command))));
  return [alterTypeOperation(statement, name, attributes)];
}

function attributeChange(command: AlterTableCmd): Attributes {
  const column = unwrap(command.def, 'ColumnDef');
  switch (command.subtype) {
    case 'AT_AddColumn':
      return { [`add-attribute ${column?.colname ?? ''}`]: typeOf(column?.typeName).text };
    case 'AT_DropColumn':
      return { [`drop-attribute ${command.name ?? ''}`]: command.behavior === 'DROP_CASCADE' ? 'CASCADE' : '' };
    case 'AT_AlterColumnType':
      return { [`alter-attribute ${command.name ?? ''}`]: typeOf(column?.typeName).text };
    default:
      return alterTableAttributes(command);
  }
}

/** ALTER TYPE ... SET (...), for base types. */
export function alterType(node: AlterTypeStmt, statement: StatementText): readonly Operation[] {
  const from = findWord(statement, statement.tokens, 'set');
  const options = normalText(statement, { from, to: statement.tokens.to });
  return [alterTypeOperation(statement, qualifiedName(texts(node.typeName)), { options })];
}

export function alterDomain(node: AlterDomainStmt, statement: StatementText): readonly Operation[] {
  const name = qualifiedName(texts(node.typeName));
  return [alterTypeOperation(statement, name, domainChange(node, statement))];
}

/** The subtypes are single letters (AlterDomainStmt in src/include/nodes/parsenodes.h). */
function domainChange(node: AlterDomainStmt, statement: StatementText): Attributes {
  const { to } = statement.tokens;
  const constraint = `${ifExistsWords(node)}${quoteName(node.name ?? '')}`;
  switch (node.subtype) {
    case 'T': {
      const from = findWord(statement, statement.tokens, 'default') + 1;
      return { default: node.def === undefined ? '' : normalText(statement, { from, to }) };
    }
    case 'N':
      return { 'not-null': 'false' };
    case 'O':
      return { 'not-null': 'true' };
    case 'C': {
      const from = findWord(statement, statement.tokens, 'add') + 1;
      return { 'add-constraint': normalText(statement, { from, to }) };
    }
    case 'X':
      return { 'drop-constraint': node.behavior === 'DROP_CASCADE' ? `${constraint} CASCADE` : constraint };
    case 'V':
      return { 'validate-constraint': quoteName(node.name ?? '') };
    default:
      return { change: normalText(statement) };
  }
}

function ifExistsWords(node: AlterDomainStmt): string {
  return node.missing_ok === true ? 'IF EXISTS ' : '';
}

function alterTypeOperation(statement: StatementText, name: QualifiedName, attributes: Attributes): Operation {
  return { kind: 'AlterType', span: statement.span, name, attributes };
}
