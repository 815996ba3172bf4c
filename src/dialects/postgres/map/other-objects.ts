import type { Node, RangeVar } from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import type { OtherObjectType } from '../../../model/operations/objects.ts';
import { all, texts, unwrap } from '../ast.ts';
import { normalText } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { typeOf } from '../types.ts';
import type { Mappers } from './mappers.ts';
import { qualifiedName, relationName, roleText } from './names.ts';
import { alterObject, createObject, define } from './objects.ts';

/** CREATE and ALTER of objects that need no vocabulary of their own. */
export const otherObjectMappers = {
  DefineStmt: define,
  CreateExtensionStmt: (node, statement) =>
    createObject(statement, named('extension', node.extname), { ifNotExists: node.if_not_exists }),
  AlterExtensionStmt: (node, statement) => alterObject(statement, named('extension', node.extname)),
  AlterExtensionContentsStmt: (node, statement) => alterObject(statement, named('extension', node.extname)),
  CreatePolicyStmt: (node, statement) => createObject(statement, onTable('policy', node.policy_name, node.table)),
  AlterPolicyStmt: (node, statement) => alterObject(statement, onTable('policy', node.policy_name, node.table)),
  RuleStmt: (node, statement) =>
    createObject(statement, onTable('rule', node.rulename, node.relation), { replace: node.replace }),
  CreatePublicationStmt: (node, statement) => createObject(statement, publication(node.pubname, node.pubobjects)),
  AlterPublicationStmt: (node, statement) => alterObject(statement, publication(node.pubname, node.pubobjects)),
  CreateSubscriptionStmt: (node, statement) => createObject(statement, named('subscription', node.subname)),
  AlterSubscriptionStmt: (node, statement) => alterObject(statement, named('subscription', node.subname)),
  CreateEventTrigStmt: (node, statement) => createObject(statement, named('event-trigger', node.trigname)),
  AlterEventTrigStmt: (node, statement) => alterObject(statement, named('event-trigger', node.trigname)),
  CreateStatsStmt: (node, statement) => {
    const name = qualifiedName(texts(node.defnames));
    const table = unwrap(node.relations?.[0], 'RangeVar');
    const own = { objectType: 'extended-statistics', name } as const;
    const stated = { ifNotExists: node.if_not_exists };
    return createObject(statement, table === undefined ? own : { ...own, table: relationName(table) }, stated);
  },
  AlterStatsStmt: (node, statement) =>
    alterObject(statement, { objectType: 'extended-statistics', name: qualifiedName(texts(node.defnames)) }),
  CreateCastStmt: (node, statement) => {
    const name = `${typeOf(node.sourcetype).text} AS ${typeOf(node.targettype).text}`;
    return createObject(statement, named('cast', name));
  },
  CreateTransformStmt: (node, statement) => {
    const name = `${typeOf(node.type_name).text} ${node.lang ?? ''}`;
    return createObject(statement, named('transform', name), { replace: node.replace });
  },
  CreateConversionStmt: (node, statement) =>
    createObject(statement, { objectType: 'conversion', name: qualifiedName(texts(node.conversion_name)) }),
  CreatePLangStmt: (node, statement) =>
    createObject(statement, named('language', node.plname), { replace: node.replace }),
  CreateAmStmt: (node, statement) => createObject(statement, named('access-method', node.amname)),
  CreateOpClassStmt: (node, statement) =>
    createObject(statement, { objectType: 'operator-class', name: qualifiedName(texts(node.opclassname)) }),
  CreateOpFamilyStmt: (node, statement) =>
    createObject(statement, { objectType: 'operator-family', name: qualifiedName(texts(node.opfamilyname)) }),
  AlterOpFamilyStmt: (node, statement) =>
    alterObject(statement, { objectType: 'operator-family', name: qualifiedName(texts(node.opfamilyname)) }),
  AlterOperatorStmt: (node, statement) =>
    alterObject(statement, { objectType: 'operator', name: qualifiedName(texts(node.opername?.objname)) }),
  AlterCollationStmt: (node, statement) =>
    alterObject(statement, { objectType: 'collation', name: qualifiedName(texts(node.collname)) }),
  AlterTSDictionaryStmt: (node, statement) =>
    alterObject(statement, { objectType: 'text-search', name: qualifiedName(texts(node.dictname)) }),
  AlterTSConfigurationStmt: (node, statement) =>
    alterObject(statement, { objectType: 'text-search', name: qualifiedName(texts(node.cfgname)) }),

  CreateFdwStmt: (node, statement) => createObject(statement, named('foreign-data-wrapper', node.fdwname)),
  AlterFdwStmt: (node, statement) => alterObject(statement, named('foreign-data-wrapper', node.fdwname)),
  CreateForeignServerStmt: (node, statement) =>
    createObject(statement, named('server', node.servername), { ifNotExists: node.if_not_exists }),
  AlterForeignServerStmt: (node, statement) => alterObject(statement, named('server', node.servername)),
  CreateUserMappingStmt: (node, statement) => {
    const name = `${roleText(node.user)} ${node.servername ?? ''}`;
    return createObject(statement, named('user-mapping', name), { ifNotExists: node.if_not_exists });
  },
  AlterUserMappingStmt: (node, statement) =>
    alterObject(statement, named('user-mapping', `${roleText(node.user)} ${node.servername ?? ''}`)),

  CreateRoleStmt: (node, statement) => createObject(statement, named('role', node.role)),
  AlterRoleStmt: (node, statement) => alterObject(statement, named('role', node.role?.rolename)),
  AlterRoleSetStmt: (node, statement) => alterObject(statement, named('role', node.role?.rolename ?? 'all')),
  ReassignOwnedStmt: (node, statement) =>
    all(node.roles, 'RoleSpec').flatMap((role) => alterObject(statement, named('role', role.rolename))),
  DropOwnedStmt: (node, statement) => {
    const roles = all(node.roles, 'RoleSpec').map(roleText).join(', ');
    return [notRecognised(statement, `which objects ${roles} owns, and so loses, is not known here`)];
  },
  CreatedbStmt: (node, statement) => createObject(statement, named('database', node.dbname)),
  AlterDatabaseStmt: (node, statement) => alterObject(statement, named('database', node.dbname)),
  AlterDatabaseSetStmt: (node, statement) => alterObject(statement, named('database', node.dbname)),
  AlterDatabaseRefreshCollStmt: (node, statement) => alterObject(statement, named('database', node.dbname)),
  CreateTableSpaceStmt: (node, statement) => createObject(statement, named('tablespace', node.tablespacename)),
  AlterTableSpaceOptionsStmt: (node, statement) => alterObject(statement, named('tablespace', node.tablespacename)),
  AlterTableMoveAllStmt: (node, statement) => alterObject(statement, named('tablespace', node.orig_tablespacename)),

  ImportForeignSchemaStmt: (node, statement) => {
    const place = `schema ${node.remote_schema ?? ''} of server ${node.server_name ?? ''}`;
    return [notRecognised(statement, `which tables ${place} has, and with which columns, is not known here`)];
  },
} satisfies Mappers;

function named(objectType: OtherObjectType, name: string | undefined) {
  return { objectType, name: { name: name ?? '' } };
}

function onTable(objectType: OtherObjectType, name: string | undefined, table: RangeVar | undefined) {
  return { objectType, name: { name: name ?? '' }, table: relationName(table) };
}

function publication(name: string | undefined, objects: readonly Node[] | undefined) {
  const tables = all(objects, 'PublicationObjSpec').flatMap(({ pubtable }) =>
    pubtable?.relation === undefined ? [] : [relationName(pubtable.relation)],
  );
  return { ...named('publication', name), ...(tables.length === 0 ? {} : { tables }) };
}

function notRecognised(statement: StatementText, detail: string): Operation {
  return { kind: 'Opaque', span: statement.span, reason: 'not-recognised', detail, text: normalText(statement) };
}
