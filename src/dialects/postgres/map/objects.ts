import type {
  AlterDefaultPrivilegesStmt,
  CommentStmt,
  CreateSchemaStmt,
  DefineStmt,
  GrantRoleStmt,
  GrantStmt,
  Node,
  SecLabelStmt,
} from 'libpg-query';
import type { QualifiedName } from '../../../model/names.ts';
import { displayName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import { all, items, texts, unwrap } from '../ast.ts';
import { objectWords, otherObjectTypes } from '../object-types.ts';
import { findOpening, normalText, wordAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { signatureType } from '../types.ts';
import { ifNotExists, nameOnTable, objectName, qualifiedName, relationName, signatureOf } from './names.ts';

interface Named {
  readonly objectType: OtherObjectType;
  readonly name: QualifiedName;
  readonly table?: QualifiedName;
}

/** CREATE of an object without a vocabulary of its own. */
export function createObject(
  statement: StatementText,
  object: Named,
  stated: { readonly replace?: boolean | undefined; readonly ifNotExists?: boolean | undefined } = {},
): readonly Operation[] {
  return [
    {
      kind: 'CreateObject',
      span: statement.span,
      ...ifNotExists(stated.ifNotExists),
      ...object,
      replace: stated.replace === true,
      definition: definitionText(statement),
    },
  ];
}

/** ALTER of an object without a vocabulary of its own. */
export function alterObject(statement: StatementText, object: Named): readonly Operation[] {
  const type = statement.tokens.from + 1;
  const name = afterType(statement, type);
  const rest = normalText(statement, { from: name, to: statement.tokens.to });
  const definition = `ALTER ${typeText(statement, type, name)} ${rest}`;
  return [{ kind: 'AlterObject', span: statement.span, ...object, definition }];
}

/** Words that say what a statement is about, before the name. */
const typeWords: ReadonlySet<string> = new Set(
  (
    'access aggregate cast class collation configuration conversion data database dictionary event extension family ' +
    'foreign group language mapping method operator parser policy privileges procedural publication role rule schema ' +
    'search server statistics subscription tablespace template text transform trigger trusted user wrapper'
  ).split(' '),
);

/** The statement without OR REPLACE and IF NOT EXISTS. */
function definitionText(statement: StatementText): string {
  const { from, to } = statement.tokens;
  const replaces = wordAt(statement, from + 1) === 'or' && wordAt(statement, from + 2) === 'replace';
  const type = replaces ? from + 3 : from + 1;
  const guard = afterType(statement, type);
  const name = isIfNotExists(statement, guard) ? guard + 3 : guard;
  return `CREATE ${typeText(statement, type, guard)} ${normalText(statement, { from: name, to })}`;
}

function afterType(statement: StatementText, type: number): number {
  let index = type + 1;
  while (index < type + 3 && typeWords.has(wordAt(statement, index))) index++;
  return index;
}

function typeText(statement: StatementText, from: number, to: number): string {
  return normalText(statement, { from, to }).toUpperCase();
}

function isIfNotExists(statement: StatementText, index: number): boolean {
  const isIf = wordAt(statement, index) === 'if' && wordAt(statement, index + 1) === 'not';
  return isIf && wordAt(statement, index + 2) === 'exists';
}

/** CREATE AGGREGATE, COLLATION, OPERATOR, TEXT SEARCH ..., and CREATE TYPE of a base or a shell type. */
export function define(node: DefineStmt, statement: StatementText): readonly Operation[] {
  const name = qualifiedName(texts(node.defnames));
  const stated = { replace: node.replace, ifNotExists: node.if_not_exists };
  if (node.kind === 'OBJECT_TYPE') {
    const from = statement.tokens.from + 2 + 2 * texts(node.defnames).length - 1;
    const text = normalText(statement, { from, to: statement.tokens.to });
    return [{ kind: 'CreateType', span: statement.span, name, definition: { kind: 'other', text } }];
  }
  if (node.kind === 'OBJECT_AGGREGATE') return [createAggregate(node, name, statement)];
  return createObject(statement, { objectType: otherObjectTypes[node.kind ?? 'OBJECT_TYPE'] ?? 'other', name }, stated);
}

function createAggregate(node: DefineStmt, name: QualifiedName, statement: StatementText): Operation {
  const parameters = all(items(node.args?.[0]), 'FunctionParameter');
  const open = findOpening(statement, statement.tokens);
  return {
    kind: 'CreateRoutine',
    span: statement.span,
    name,
    routineType: 'aggregate',
    signature: parameters.map(({ argType }) => signatureType(argType)).join(', '),
    replace: node.replace === true,
    language: 'internal',
    definition: normalText(statement, { from: open, to: statement.tokens.to }),
    uses: [],
  };
}

/** CREATE SCHEMA. */
export function createSchema(node: CreateSchemaStmt, { span }: StatementText): readonly Operation[] {
  const name = node.schemaname ?? node.authrole?.rolename ?? '';
  return [{ kind: 'CreateSchema', span, ...ifNotExists(node.if_not_exists), name }];
}

export function comment(node: CommentStmt, statement: StatementText): readonly Operation[] {
  const { span } = statement;
  const text = node.comment ?? null;
  const type = node.objtype ?? 'OBJECT_TABLE';
  const word = objectWords(type);
  switch (type) {
    case 'OBJECT_TABLE': {
      const table = objectName(node.object);
      return [{ kind: 'Comment', span, on: `${word} ${displayName(table)}`, table, text }];
    }
    case 'OBJECT_COLUMN': {
      const { name, table } = nameOnTable(node.object);
      return [{ kind: 'Comment', span, on: `${word} ${displayName(table)}.${name}`, table, column: name, text }];
    }
    case 'OBJECT_TABCONSTRAINT':
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE': {
      const { name, table } = nameOnTable(node.object);
      return [{ kind: 'Comment', span, on: `${word} ${name} on ${displayName(table)}`, table, text }];
    }
    default:
      return [{ kind: 'Comment', span, on: `${word} ${commentTarget(node.object, statement)}`, text }];
  }
}

function commentTarget(object: Node | undefined, statement: StatementText): string {
  const name = displayName(objectName(object));
  const signature = signatureOf(unwrap(object, 'ObjectWithArgs'));
  if (name === '') return normalText(statement);
  return signature === undefined ? name : `${name}(${signature})`;
}

export function securityLabel(node: SecLabelStmt, statement: StatementText): readonly Operation[] {
  const object = { objectType: 'other', name: { name: commentTarget(node.object, statement) } } as const;
  return [{ kind: 'AlterObject', span: statement.span, ...object, definition: normalText(statement) }];
}

export function grant(node: GrantStmt, statement: StatementText): readonly Operation[] {
  const isOnTables = node.targtype === 'ACL_TARGET_OBJECT' && node.objtype === 'OBJECT_TABLE';
  const tables = isOnTables ? all(node.objects, 'RangeVar').map(relationName) : [];
  return [{ kind: 'Grant', span: statement.span, revoke: node.is_grant !== true, text: normalText(statement), tables }];
}

export function grantRole(node: GrantRoleStmt, statement: StatementText): readonly Operation[] {
  const revoke = node.is_grant !== true;
  return [{ kind: 'Grant', span: statement.span, revoke, text: normalText(statement), tables: [] }];
}

export function alterDefaultPrivileges(
  _node: AlterDefaultPrivilegesStmt,
  statement: StatementText,
): readonly Operation[] {
  return alterObject(statement, { objectType: 'default-privileges', name: { name: '' } });
}
