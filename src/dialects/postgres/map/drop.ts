import type {
  DropRoleStmt,
  DropStmt,
  DropSubscriptionStmt,
  DropTableSpaceStmt,
  DropUserMappingStmt,
  DropdbStmt,
  Node,
} from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import { all, unwrap } from '../ast.ts';
import { otherObjectTypes } from '../object-types.ts';
import { normalText } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { ifExists, nameOnTable, objectName, roleText, signatureOf } from './names.ts';
import { routineTypeOf } from './routines.ts';

/** DROP of one object or several: an operation for each. */
export function drop(node: DropStmt, statement: StatementText): readonly Operation[] {
  return (node.objects ?? []).map((object) => dropOne(node, object, statement));
}

function dropOne(node: DropStmt, object: Node, statement: StatementText): Operation {
  const base = { span: statement.span, ...ifExists(node.missing_ok) };
  const cascade = node.behavior === 'DROP_CASCADE';
  const name = objectName(object);
  switch (node.removeType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_FOREIGN_TABLE':
      return { kind: 'DropTable', ...base, table: name, cascade };
    case 'OBJECT_INDEX':
      return { kind: 'DropIndex', ...base, name, concurrently: node.concurrent === true, cascade };
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
      return { kind: 'DropView', ...base, name, materialized: node.removeType === 'OBJECT_MATVIEW', cascade };
    case 'OBJECT_SEQUENCE':
      return { kind: 'DropSequence', ...base, name, cascade };
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return { kind: 'DropType', ...base, name, cascade };
    case 'OBJECT_SCHEMA':
      return { kind: 'DropSchema', ...base, name: name.name, cascade };
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE': {
      const signature = signatureOf(unwrap(object, 'ObjectWithArgs'));
      const routineType = routineTypeOf(node.removeType);
      return {
        kind: 'DropRoutine',
        ...base,
        name,
        routineType,
        ...(signature === undefined ? {} : { signature }),
        cascade,
      };
    }
    case 'OBJECT_TRIGGER':
      return { kind: 'DropTrigger', ...base, ...nameOnTable(object), cascade };
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE': {
      const own = nameOnTable(object);
      const objectType = node.removeType === 'OBJECT_RULE' ? 'rule' : 'policy';
      return { kind: 'DropObject', ...base, objectType, name: { name: own.name }, table: own.table, cascade };
    }
    default: {
      const objectType = otherObjectTypes[node.removeType ?? 'OBJECT_TABLE'] ?? 'other';
      return { kind: 'DropObject', ...base, objectType, name: nameOrText(object, statement), cascade };
    }
  }
}

/** Casts and operators are known by types: their name is the statement's own text. */
function nameOrText(object: Node, statement: StatementText) {
  const name = objectName(object);
  return name.name === '' ? { name: normalText(statement) } : name;
}

function dropOther(
  statement: StatementText,
  objectType: OtherObjectType,
  name: string | undefined,
  missingOk: boolean | undefined,
  cascade = false,
): Operation {
  return {
    kind: 'DropObject',
    span: statement.span,
    ...ifExists(missingOk),
    objectType,
    name: { name: name ?? '' },
    cascade,
  };
}

export function dropDatabase(node: DropdbStmt, statement: StatementText): readonly Operation[] {
  return [dropOther(statement, 'database', node.dbname, node.missing_ok)];
}

export function dropTablespace(node: DropTableSpaceStmt, statement: StatementText): readonly Operation[] {
  return [dropOther(statement, 'tablespace', node.tablespacename, node.missing_ok)];
}

export function dropSubscription(node: DropSubscriptionStmt, statement: StatementText): readonly Operation[] {
  return [dropOther(statement, 'subscription', node.subname, node.missing_ok, node.behavior === 'DROP_CASCADE')];
}

export function dropUserMapping(node: DropUserMappingStmt, statement: StatementText): readonly Operation[] {
  return [dropOther(statement, 'user-mapping', `${roleText(node.user)} ${node.servername ?? ''}`, node.missing_ok)];
}

export function dropRole(node: DropRoleStmt, statement: StatementText): readonly Operation[] {
  return all(node.roles, 'RoleSpec').map((role) => dropOther(statement, 'role', role.rolename, node.missing_ok));
}
