import type { AlterTableCmd, AlterTableStmt, IndexElem, IndexStmt, ReindexStmt } from 'libpg-query';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes, IndexPart } from '../../../model/table.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { all, text, texts, unwrap } from '../ast.ts';
import { expressionOf } from '../expressions.ts';
import { findOpening, findWord, inside, splitAtCommas, tokenAt } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { quoteName } from '../write/names.ts';
import { ifExists, ifNotExists, relationName } from './names.ts';
import { findOption, optionAttributes, optionValue } from './options.ts';
import { alterTableAttributes } from './table-attributes.ts';

export function createIndex(node: IndexStmt, statement: StatementText): readonly Operation[] {
  const { to } = statement.tokens;
  const open = findOpening(statement, { from: tokenAt(statement, node.relation?.location), to });
  const ranges = splitAtCommas(statement, inside(statement, open));
  const include = all(node.indexIncludingParams, 'IndexElem').flatMap((element) => element.name ?? []);
  const where = findWord(statement, { from: open, to }, 'where') + 1;
  const attributes: Attributes = {
    ...optionAttributes(node.options),
    ...(node.tableSpace === undefined ? {} : { tablespace: node.tableSpace }),
    ...(node.relation?.inh === true ? {} : { only: 'true' }),
  };
  return [
    {
      kind: 'CreateIndex',
      span: statement.span,
      ...ifNotExists(node.if_not_exists),
      table: relationName(node.relation),
      index: {
        ...(node.idxname === undefined ? {} : { name: node.idxname }),
        parts: all(node.indexParams, 'IndexElem').map((element, at) => partOf(statement, element, ranges[at])),
        unique: node.unique === true,
        ...(node.accessMethod === undefined || node.accessMethod === 'btree' ? {} : { method: node.accessMethod }),
        ...(include.length === 0 ? {} : { include }),
        ...(node.whereClause === undefined
          ? {}
          : { where: expressionOf(statement, { from: where, to }, node.whereClause) }),
        ...(node.nulls_not_distinct === true ? { nullsNotDistinct: true } : {}),
        ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      },
      concurrently: node.concurrent === true,
    },
  ];
}

function partOf(statement: StatementText, node: IndexElem, range: TokenRange = { from: 0, to: 0 }): IndexPart {
  const collation = texts(node.collation).join('.');
  const operatorClass = operatorClassText(node);
  return {
    ...(node.name === undefined ? {} : { column: node.name }),
    ...(node.expr === undefined
      ? {}
      : { expression: expressionOf(statement, expressionRange(statement, node, range), node.expr) }),
    ...(node.ordering === 'SORTBY_DESC' ? { descending: true } : {}),
    ...(node.nulls_ordering === 'SORTBY_NULLS_FIRST' ? { nulls: 'first' } : {}),
    ...(node.nulls_ordering === 'SORTBY_NULLS_LAST' ? { nulls: 'last' } : {}),
    ...(operatorClass === '' ? {} : { operatorClass }),
    ...(collation === '' ? {} : { collation }),
  };
}

/** `gin_trgm_ops`, `public.gist_ops(siglen = 100)`. */
function operatorClassText(node: IndexElem): string {
  const options = Object.entries(optionAttributes(node.opclassopts)).map(([key, value]) => `${key} = ${value}`);
  const name = texts(node.opclass).map(quoteName).join('.');
  return options.length === 0 ? name : `${name} (${options.join(', ')})`;
}

/** An expression is in parentheses or is a call; what follows is about the part. */
function expressionRange(statement: StatementText, node: IndexElem, range: TokenRange): TokenRange {
  const isFollowed =
    node.opclass !== undefined ||
    node.collation !== undefined ||
    node.ordering !== 'SORTBY_DEFAULT' ||
    node.nulls_ordering !== 'SORTBY_NULLS_DEFAULT';
  if (!isFollowed) return range;
  const open = findOpening(statement, range);
  return { from: range.from, to: Math.min(inside(statement, open).to + 1, range.to) };
}

/** ALTER INDEX. */
export function alterIndex(node: AlterTableStmt, statement: StatementText): readonly Operation[] {
  const name = relationName(node.relation);
  return all(node.cmds, 'AlterTableCmd').map((command) => ({
    kind: 'AlterIndex',
    span: statement.span,
    ...ifExists(node.missing_ok),
    name,
    attributes: indexAttributes(command),
  }));
}

function indexAttributes(command: AlterTableCmd): Attributes {
  switch (command.subtype) {
    case 'AT_AttachPartition': {
      const partition = relationName(unwrap(command.def, 'PartitionCmd')?.name);
      const parts = partition.schema === undefined ? [partition.name] : [partition.schema, partition.name];
      return { 'attach-partition': parts.map(quoteName).join('.') };
    }
    case 'AT_SetStatistics':
      return { statistics: `${command.name ?? String(command.num ?? 0)} SET STATISTICS ${optionValue(command.def)}` };
    default:
      return alterTableAttributes(command);
  }
}

const reindexTargets: Readonly<Record<NonNullable<ReindexStmt['kind']>, Operation<'Reindex'>['target']>> = {
  REINDEX_OBJECT_INDEX: 'index',
  REINDEX_OBJECT_TABLE: 'table',
  REINDEX_OBJECT_SCHEMA: 'schema',
  REINDEX_OBJECT_SYSTEM: 'system',
  REINDEX_OBJECT_DATABASE: 'database',
};

export function reindex(node: ReindexStmt, statement: StatementText): readonly Operation[] {
  const target = reindexTargets[node.kind ?? 'REINDEX_OBJECT_DATABASE'];
  const relation = node.relation === undefined ? undefined : relationName(node.relation);
  const name = relation ?? (node.name === undefined ? undefined : { name: node.name });
  const concurrently = findOption(node.params, 'concurrently');
  return [
    {
      kind: 'Reindex',
      span: statement.span,
      target,
      name,
      ...(target === 'table' && relation !== undefined ? { table: relation } : {}),
      concurrently: concurrently !== undefined && isOn(text(concurrently.arg)),
    },
  ];
}

/** An option without a value is on. */
function isOn(value: string | undefined): boolean {
  return value === undefined || value === 'true' || value === 'on';
}
