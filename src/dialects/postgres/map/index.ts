import type { AlterTableStmt, CreateSchemaStmt, CreateTableAsStmt, Node } from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import type { NodeKind } from '../ast.ts';
import type { StatementText } from '../statement-text.ts';
import { alterTable } from './alter-table.ts';
import { copy, insert, merge, remove, select, truncate, update } from './data.ts';
import { drop, dropDatabase, dropRole, dropSubscription, dropTablespace, dropUserMapping } from './drop.ts';
import { alterIndex, createIndex, reindex } from './indexes.ts';
import { applyMappers } from './mappers.ts';
import type { Mappers } from './mappers.ts';
import { otherObjectMappers } from './other-objects.ts';
import { alterDefaultPrivileges, comment, createSchema, grant, grantRole, securityLabel } from './objects.ts';
import { dependOnExtension, rename, setOwner, setSchema } from './rename.ts';
import { alterRoutine, callRoutine, createRoutine, createTrigger } from './routines.ts';
import { alterSequence, alterSequenceAsTable, createSequence } from './sequences.ts';
import { alterSystem, checkpoint, cluster, lockTable, noChange, setVariable, transaction, vacuum } from './session.ts';
import { createForeignTable, createTable, createTableAs } from './tables.ts';
import {
  alterComposite,
  alterDomain,
  alterEnum,
  alterType,
  createComposite,
  createDomain,
  createEnum,
  createRange,
} from './types.ts';
import { alterView, createMaterializedView, createView, refreshView } from './views.ts';

/** Nodes that look like statements and only stand inside of one. */
type InnerKind = 'RawStmt' | 'PLAssignStmt' | 'ReplicaIdentityStmt' | 'ReturnStmt' | 'SetOperationStmt';

/** Statements whose meaning lies in other statements of the same text; see `read.ts`. */
type ScriptKind = 'DoStmt' | 'PrepareStmt' | 'ExecuteStmt' | 'ExplainStmt';

type MappedKind = Exclude<Extract<NodeKind, `${string}Stmt`>, InnerKind | ScriptKind>;

/** Every statement of the grammar; one without effect on the catalog or on rows is `noChange`. */
const mappers: Mappers & Required<Pick<Mappers, MappedKind>> = {
  ...otherObjectMappers,

  CreateStmt: createTable,
  CreateTableAsStmt: createAs,
  CreateForeignTableStmt: createForeignTable,
  AlterTableStmt: alterRelation,
  IndexStmt: createIndex,
  ReindexStmt: reindex,

  ViewStmt: createView,
  RefreshMatViewStmt: refreshView,
  CreateFunctionStmt: createRoutine,
  AlterFunctionStmt: alterRoutine,
  CallStmt: callRoutine,
  CreateTrigStmt: createTrigger,
  CreateEnumStmt: createEnum,
  AlterEnumStmt: alterEnum,
  CompositeTypeStmt: createComposite,
  CreateRangeStmt: createRange,
  AlterTypeStmt: alterType,
  CreateDomainStmt: createDomain,
  AlterDomainStmt: alterDomain,
  CreateSeqStmt: createSequence,
  AlterSeqStmt: alterSequence,
  CreateSchemaStmt: createSchemaWithObjects,

  DropStmt: drop,
  DropdbStmt: dropDatabase,
  DropRoleStmt: dropRole,
  DropSubscriptionStmt: dropSubscription,
  DropTableSpaceStmt: dropTablespace,
  DropUserMappingStmt: dropUserMapping,
  RenameStmt: rename,
  AlterObjectSchemaStmt: setSchema,
  AlterOwnerStmt: setOwner,
  AlterObjectDependsStmt: dependOnExtension,
  CommentStmt: comment,
  SecLabelStmt: securityLabel,
  GrantStmt: grant,
  GrantRoleStmt: grantRole,
  AlterDefaultPrivilegesStmt: alterDefaultPrivileges,

  InsertStmt: insert,
  UpdateStmt: update,
  DeleteStmt: remove,
  MergeStmt: merge,
  SelectStmt: select,
  CopyStmt: copy,
  TruncateStmt: truncate,

  TransactionStmt: transaction,
  VariableSetStmt: setVariable,
  AlterSystemStmt: alterSystem,
  LockStmt: lockTable,
  VacuumStmt: vacuum,
  ClusterStmt: cluster,
  CheckPointStmt: checkpoint,
  ClosePortalStmt: noChange,
  ConstraintsSetStmt: noChange,
  DeallocateStmt: noChange,
  DeclareCursorStmt: noChange,
  DiscardStmt: noChange,
  FetchStmt: noChange,
  ListenStmt: noChange,
  LoadStmt: noChange,
  NotifyStmt: noChange,
  UnlistenStmt: noChange,
  VariableShowStmt: noChange,
};

/** The operations of a parsed statement; `undefined` when its kind is not known. */
export function mapNode(node: Node, statement: StatementText): readonly Operation[] | undefined {
  return applyMappers(mappers, node, statement);
}

function mapInner(node: Node, statement: StatementText): readonly Operation[] {
  return mapNode(node, statement) ?? noChange(node, statement);
}

/** ALTER TABLE and its kin share one node. */
function alterRelation(node: AlterTableStmt, statement: StatementText): readonly Operation[] {
  switch (node.objtype) {
    case 'OBJECT_INDEX':
      return alterIndex(node, statement);
    case 'OBJECT_SEQUENCE':
      return alterSequenceAsTable(node, statement);
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
      return alterView(node, statement);
    case 'OBJECT_TYPE':
      return alterComposite(node, statement);
    default:
      return alterTable(node, statement);
  }
}

function createAs(node: CreateTableAsStmt, statement: StatementText): readonly Operation[] {
  return node.objtype === 'OBJECT_MATVIEW' ? createMaterializedView(node, statement) : createTableAs(node, statement);
}

/** CREATE SCHEMA can make objects in the new schema with it. */
function createSchemaWithObjects(node: CreateSchemaStmt, statement: StatementText): readonly Operation[] {
  const inner = (node.schemaElts ?? []).flatMap((element) => mapInner(element, statement));
  return [...createSchema(node, statement), ...inner.map((operation) => within(node.schemaname, operation))];
}

function within(schema: string | undefined, operation: Operation): Operation {
  if (schema === undefined) return operation;
  switch (operation.kind) {
    case 'CreateTable':
    case 'CreateIndex':
      return { ...operation, table: { schema, ...operation.table } };
    case 'CreateView':
    case 'CreateSequence':
      return { ...operation, name: { schema, ...operation.name } };
    default:
      return operation;
  }
}
