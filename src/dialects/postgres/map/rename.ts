import type { AlterObjectDependsStmt, AlterObjectSchemaStmt, AlterOwnerStmt, RenameStmt } from 'libpg-query';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import { unwrap } from '../ast.ts';
import { objectWords, otherObjectTypes } from '../object-types.ts';
import { normalText } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { ifExists, nameOnTable, objectName, relationName, roleText, signatureOf } from './names.ts';
import { routineTypeOf } from './routines.ts';

/** ALTER ... RENAME. */
export function rename(node: RenameStmt, statement: StatementText): readonly Operation[] {
  const { span } = statement;
  const newName = node.newname ?? '';
  const subname = node.subname ?? '';
  const table = relationName(node.relation);
  const onTable = { span, ...ifTableExists(node, table), table };
  switch (node.renameType) {
    case 'OBJECT_COLUMN':
      return [renameColumn(node, statement)];
    case 'OBJECT_ATTRIBUTE':
      return [{ kind: 'AlterType', span, name: table, attributes: { [`rename-attribute ${subname}`]: newName } }];
    case 'OBJECT_TABCONSTRAINT':
      return [{ kind: 'RenameConstraint', ...onTable, name: subname, newName }];
    case 'OBJECT_DOMCONSTRAINT': {
      const attributes = { [`rename-constraint ${subname}`]: newName };
      return [{ kind: 'AlterType', span, name: objectName(node.object), attributes }];
    }
    case 'OBJECT_TRIGGER':
      return [{ kind: 'RenameTrigger', ...onTable, name: subname, newName }];
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE': {
      const objectType = node.renameType === 'OBJECT_RULE' ? 'rule' : 'policy';
      return [{ kind: 'RenameObject', ...onTable, objectType, name: { name: subname }, newName: { name: newName } }];
    }
    case 'OBJECT_SCHEMA':
      return [{ kind: 'RenameSchema', span, name: subname, newName }];
    default:
      return [moved(subjectOf(node, statement), { name: newName })];
  }
}

/** A column of a table or of a view; a view's column has no vocabulary of its own. */
function renameColumn(node: RenameStmt, { span }: StatementText): Operation {
  const table = relationName(node.relation);
  const { subname: column = '', newname: newName = '' } = node;
  if (node.relationType === 'OBJECT_VIEW' || node.relationType === 'OBJECT_MATVIEW') {
    return {
      kind: 'AlterView',
      span,
      ...ifExists(node.missing_ok),
      name: table,
      attributes: { [`rename-column ${column}`]: newName },
    };
  }
  return { kind: 'RenameColumn', span, ...ifTableExists(node, table), table, column, newName };
}

function ifTableExists(node: RenameStmt, table: QualifiedName): Pick<Operation, 'guards'> {
  if (node.missing_ok !== true) return {};
  return { guards: [{ kind: 'object', exists: true, object: { type: 'table', name: table } }] };
}

/** ALTER ... SET SCHEMA: a rename into another schema. */
export function setSchema(node: AlterObjectSchemaStmt, statement: StatementText): readonly Operation[] {
  const subject = subjectOf(node, statement);
  return [moved(subject, { schema: node.newschema ?? '', name: subject.name.name })];
}

/** What is renamed or moved. */
interface Subject {
  readonly type: RenameStmt['renameType'];
  readonly name: QualifiedName;
  readonly signature: string | undefined;
  readonly base: Pick<Operation, 'span' | 'guards'>;
}

function subjectOf(node: RenameStmt & AlterObjectSchemaStmt, statement: StatementText): Subject {
  const written = node.object === undefined ? undefined : objectName(node.object);
  const named = written ?? (node.relation === undefined ? { name: node.subname ?? '' } : relationName(node.relation));
  return {
    type: node.renameType ?? node.objectType,
    name: named,
    signature: signatureOf(unwrap(node.object, 'ObjectWithArgs')),
    base: { span: statement.span, ...ifExists(node.missing_ok) },
  };
}

/** A new name without a schema stays in the old one. */
function moved({ type, name, signature, base }: Subject, target: QualifiedName): Operation {
  const schema = target.schema ?? name.schema;
  const newName: QualifiedName = schema === undefined ? { name: target.name } : { schema, name: target.name };
  switch (type) {
    case 'OBJECT_TABLE':
    case 'OBJECT_FOREIGN_TABLE':
      return { kind: 'RenameTable', ...base, table: name, newName };
    case 'OBJECT_INDEX':
      return { kind: 'RenameIndex', ...base, name, newName: target.name };
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
      return { kind: 'RenameView', ...base, name, newName };
    case 'OBJECT_SEQUENCE':
      return { kind: 'RenameSequence', ...base, name, newName };
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return { kind: 'RenameType', ...base, name, newName };
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE': {
      const routineType = routineTypeOf(type);
      return {
        kind: 'RenameRoutine',
        ...base,
        name,
        routineType,
        ...(signature === undefined ? {} : { signature }),
        newName,
      };
    }
    default:
      return {
        kind: 'RenameObject',
        ...base,
        objectType: otherObjectTypes[type ?? 'OBJECT_TABLE'] ?? 'other',
        name,
        newName,
      };
  }
}

/** ALTER ... OWNER TO, of what is not a relation. */
export function setOwner(node: AlterOwnerStmt, statement: StatementText): readonly Operation[] {
  return [altered(node, statement, { owner: roleText(node.newowner) })];
}

export function dependOnExtension(node: AlterObjectDependsStmt, statement: StatementText): readonly Operation[] {
  const extension = node.remove === true ? '' : (node.extname?.sval ?? '');
  return [altered(node, statement, { 'depends-on-extension': extension })];
}

function altered(
  node: AlterOwnerStmt & AlterObjectDependsStmt,
  statement: StatementText,
  attributes: Readonly<Record<string, string>>,
): Operation {
  const { span } = statement;
  const name = objectName(node.object);
  switch (node.objectType) {
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return { kind: 'AlterType', span, name, attributes };
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    case 'OBJECT_AGGREGATE': {
      const signature = signatureOf(unwrap(node.object, 'ObjectWithArgs'));
      const routineType = routineTypeOf(node.objectType);
      return {
        kind: 'AlterRoutine',
        span,
        name,
        routineType,
        ...(signature === undefined ? {} : { signature }),
        attributes,
      };
    }
    default: {
      const objectType = otherObjectTypes[node.objectType ?? 'OBJECT_TABLE'] ?? 'other';
      const isOnTable = node.relation !== undefined;
      const own = isOnTable ? nameOnTable(node.object).name : name.name;
      return {
        kind: 'AlterObject',
        span,
        objectType,
        name: isOnTable ? { name: own } : own === '' ? { name: objectWords(node.objectType ?? 'OBJECT_TABLE') } : name,
        ...(isOnTable ? { table: relationName(node.relation) } : {}),
        definition: normalText(statement),
      };
    }
  }
}
