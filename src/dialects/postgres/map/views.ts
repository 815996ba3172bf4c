import type { AlterTableStmt, CreateTableAsStmt, RefreshMatViewStmt, ViewStmt } from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { all, texts } from '../ast.ts';
import { tablesIn } from '../reads.ts';
import { normalText, wordAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { ifExists, ifNotExists, relationName } from './names.ts';
import { optionAttributes } from './options.ts';
import { alterTableAttributes } from './table-attributes.ts';
import { queryRange } from './tables.ts';

const checkOptions: Partial<Record<NonNullable<ViewStmt['withCheckOption']>, string>> = {
  LOCAL_CHECK_OPTION: 'local',
  CASCADED_CHECK_OPTION: 'cascaded',
};

export function createView(node: ViewStmt, statement: StatementText): readonly Operation[] {
  const checkOption = checkOptions[node.withCheckOption ?? 'NO_CHECK_OPTION'];
  const attributes: Attributes = {
    ...optionAttributes(node.options),
    ...(checkOption === undefined ? {} : { 'check-option': checkOption }),
    ...(node.view?.relpersistence === 't' ? { temporary: 'true' } : {}),
    ...(isRecursive(statement) ? { recursive: 'true' } : {}),
  };
  return [
    {
      kind: 'CreateView',
      span: statement.span,
      name: relationName(node.view),
      materialized: false,
      replace: node.replace === true,
      query: normalText(statement, viewQuery(statement, checkOption !== undefined)),
      columns: texts(node.aliases),
      reads: tablesIn(node.query),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    },
  ];
}

/** RECURSIVE stands somewhere between CREATE and VIEW. */
function isRecursive(statement: StatementText): boolean {
  for (let index = statement.tokens.from; index < statement.tokens.to; index++) {
    const word = wordAt(statement, index);
    if (word === 'view') return false;
    if (word === 'recursive') return true;
  }
  return false;
}

/** The query without WITH [LOCAL | CASCADED] CHECK OPTION. */
function viewQuery(statement: StatementText, hasCheckOption: boolean): TokenRange {
  const range = queryRange(statement);
  if (!hasCheckOption) return range;
  const with3 = range.to - 3;
  return { from: range.from, to: wordAt(statement, with3) === 'with' ? with3 : with3 - 1 };
}

export function createMaterializedView(node: CreateTableAsStmt, statement: StatementText): readonly Operation[] {
  const { into } = node;
  const attributes: Attributes = {
    ...optionAttributes(into?.options),
    ...(into?.accessMethod === undefined ? {} : { 'access-method': into.accessMethod }),
    ...(into?.tableSpaceName === undefined ? {} : { tablespace: into.tableSpaceName }),
    ...(into?.skipData === true ? { 'with-data': 'false' } : {}),
  };
  return [
    {
      kind: 'CreateView',
      span: statement.span,
      ...ifNotExists(node.if_not_exists),
      name: relationName(into?.rel),
      materialized: true,
      replace: false,
      query: normalText(statement, queryRange(statement)),
      columns: texts(into?.colNames),
      reads: tablesIn(node.query),
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
    },
  ];
}

/** ALTER VIEW and ALTER MATERIALIZED VIEW. */
export function alterView(node: AlterTableStmt, statement: StatementText): readonly Operation[] {
  return all(node.cmds, 'AlterTableCmd').map((command) => ({
    kind: 'AlterView',
    span: statement.span,
    ...ifExists(node.missing_ok),
    name: relationName(node.relation),
    attributes:
      command.subtype === 'AT_ColumnDefault'
        ? { [`default ${command.name ?? ''}`]: normalText(statement) }
        : alterTableAttributes(command),
  }));
}

export function refreshView(node: RefreshMatViewStmt, statement: StatementText): readonly Operation[] {
  const name = relationName(node.relation);
  return [
    {
      kind: 'RefreshView',
      span: statement.span,
      name,
      concurrently: node.concurrent === true,
      ...(node.skipData === true ? { withData: false } : {}),
    },
  ];
}
