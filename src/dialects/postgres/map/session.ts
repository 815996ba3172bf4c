import type {
  AlterSystemStmt,
  ClusterStmt,
  DefElem,
  ExplainStmt,
  LockStmt,
  Node,
  TransactionStmt,
  VacuumStmt,
  VariableSetStmt,
} from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import { all, unwrap } from '../ast.ts';
import { findWord, normalText, rawAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { relationName } from './names.ts';
import { findOption, optionValue } from './options.ts';

type Transaction = 'Begin' | 'Commit' | 'Rollback' | 'Savepoint';

const transactionKinds: Readonly<Record<NonNullable<TransactionStmt['kind']>, Transaction>> = {
  TRANS_STMT_BEGIN: 'Begin',
  TRANS_STMT_START: 'Begin',
  TRANS_STMT_COMMIT: 'Commit',
  TRANS_STMT_ROLLBACK: 'Rollback',
  TRANS_STMT_SAVEPOINT: 'Savepoint',
  TRANS_STMT_RELEASE: 'Savepoint',
  TRANS_STMT_ROLLBACK_TO: 'Savepoint',
  TRANS_STMT_PREPARE: 'Commit',
  TRANS_STMT_COMMIT_PREPARED: 'Commit',
  TRANS_STMT_ROLLBACK_PREPARED: 'Rollback',
};

/** BEGIN, COMMIT, ROLLBACK; savepoints, their release and the way back to them are one kind. */
export function transaction(node: TransactionStmt, statement: StatementText): readonly Operation[] {
  const kind = transactionKinds[node.kind ?? 'TRANS_STMT_BEGIN'];
  return [{ kind, span: statement.span, text: normalText(statement) }];
}

/** SET, SET LOCAL, RESET. */
export function setVariable(node: VariableSetStmt, statement: StatementText): readonly Operation[] {
  return [variableOperation(node, statement, node.is_local === true ? 'transaction' : 'session')];
}

/** ALTER SYSTEM. */
export function alterSystem(node: AlterSystemStmt, statement: StatementText): readonly Operation[] {
  return [variableOperation(node.setstmt ?? {}, statement, 'global')];
}

function variableOperation(
  node: VariableSetStmt,
  statement: StatementText,
  scope: Operation<'SetVariable'>['scope'],
): Operation {
  const { span } = statement;
  const name = node.name ?? 'all';
  const isReset = node.kind === 'VAR_RESET' || node.kind === 'VAR_RESET_ALL' || node.kind === 'VAR_SET_DEFAULT';
  if (isReset) return { kind: 'SetVariable', span, name, scope };
  if (node.kind === 'VAR_SET_MULTI') return { kind: 'NoChange', span, statement: normalText(statement) };
  return { kind: 'SetVariable', span, name, value: valueText(statement, name), scope };
}

/** What follows TO or `=`; some variables have a spelling of their own: SET TIME ZONE. */
function valueText(statement: StatementText, name: string): string {
  const { to } = statement.tokens;
  let index = statement.tokens.from;
  while (index < to && rawAt(statement, index) !== '=' && rawAt(statement, index).toLowerCase() !== 'to') index++;
  if (index < to) return normalText(statement, { from: index + 1, to });
  const last = findWord(
    statement,
    statement.tokens,
    'zone',
    'names',
    'schema',
    'role',
    'authorization',
    'option',
    name,
  );
  return normalText(statement, { from: Math.min(last + 1, to - 1), to });
}

/** Lock modes by number (src/include/storage/lockdefs.h). */
const lockModes: readonly string[] = [
  'None',
  'AccessShare',
  'RowShare',
  'RowExclusive',
  'ShareUpdateExclusive',
  'Share',
  'ShareRowExclusive',
  'Exclusive',
  'AccessExclusive',
];

export function lockTable(node: LockStmt, { span }: StatementText): readonly Operation[] {
  const tables = all(node.relations, 'RangeVar').map(relationName);
  return [{ kind: 'LockTable', span, tables, mode: lockModes[node.mode ?? 8] ?? 'AccessExclusive' }];
}

/** VACUUM and ANALYZE. */
export function vacuum(node: VacuumStmt, { span }: StatementText): readonly Operation[] {
  const tables = all(node.rels, 'VacuumRelation').map((rel) => relationName(rel.relation));
  const command = node.is_vacuumcmd === true ? 'vacuum' : 'analyze';
  return [{ kind: 'Maintenance', span, command, full: isSwitchedOn(findOption(node.options, 'full')), tables }];
}

function isSwitchedOn(option: DefElem | undefined): boolean {
  if (option === undefined) return false;
  return option.arg === undefined || ['true', 'on', '1'].includes(optionValue(option.arg));
}

export function cluster(node: ClusterStmt, { span }: StatementText): readonly Operation[] {
  const tables = node.relation === undefined ? [] : [relationName(node.relation)];
  return [{ kind: 'Maintenance', span, command: 'cluster', full: false, tables }];
}

export function checkpoint(_node: object, { span }: StatementText): readonly Operation[] {
  return [{ kind: 'Maintenance', span, command: 'checkpoint', full: false, tables: [] }];
}

/** Understood, and without effect on the catalog or on rows. */
export function noChange(_node: object, statement: StatementText): readonly Operation[] {
  return [{ kind: 'NoChange', span: statement.span, statement: normalText(statement) }];
}

/** EXPLAIN ANALYZE runs what it explains. */
export function explain(
  node: ExplainStmt,
  statement: StatementText,
  run: (query: Node, statement: StatementText) => readonly Operation[],
): readonly Operation[] {
  const runs = isSwitchedOn(findOption(node.options, 'analyze')) && node.query !== undefined;
  const isQuery = unwrap(node.query, 'SelectStmt') !== undefined;
  return runs && !isQuery && node.query !== undefined ? run(node.query, statement) : noChange(node, statement);
}
