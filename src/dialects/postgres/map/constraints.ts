import type { Constraint as ConstraintNode } from 'libpg-query';
import { lookUp } from '../../../model/look-up.ts';
import type { Attributes, Constraint, ReferentialAction } from '../../../model/table.ts';
import type { TokenRange } from '../../lexer/token.ts';
import { all, texts } from '../ast.ts';
import { columnsIn, expressionOf } from '../expressions.ts';
import { findOpening, findWord, inside, normalText } from '../statement-text.ts';
import type { StatementText } from '../statement-text.ts';
import { relationName } from './names.ts';

/**
 * A PRIMARY KEY, UNIQUE, CHECK, FOREIGN KEY or EXCLUDE, of a table or of `column`; `undefined` for what belongs to the
 * column itself. `range` has its tokens, CONSTRAINT and the name included.
 */
export function constraintOf(
  statement: StatementText,
  node: ConstraintNode,
  range: TokenRange,
  column?: string,
): Constraint | undefined {
  const base = constraintBase(node);
  switch (node.contype) {
    case 'CONSTR_PRIMARY':
      return { kind: 'PrimaryKey', ...base, columns: columnsOr(column, texts(node.keys)) };
    case 'CONSTR_UNIQUE': {
      const include = texts(node.including);
      return {
        kind: 'Unique',
        ...base,
        columns: columnsOr(column, texts(node.keys)),
        ...(include.length === 0 ? {} : { include }),
        ...(node.nulls_not_distinct === true ? { nullsNotDistinct: true } : {}),
      };
    }
    case 'CONSTR_CHECK': {
      const expression = expressionOf(statement, inside(statement, findOpening(statement, range)), node.raw_expr);
      return { kind: 'Check', ...base, expression, columns: columnsIn(node.raw_expr) };
    }
    case 'CONSTR_FOREIGN':
      return {
        kind: 'ForeignKey',
        ...base,
        columns: columnsOr(column, texts(node.fk_attrs)),
        target: relationName(node.pktable),
        targetColumns: texts(node.pk_attrs),
        onDelete: referentialAction(node.fk_del_action),
        onUpdate: referentialAction(node.fk_upd_action),
        ...(node.fk_matchtype === 'f' ? { match: 'full' } : {}),
        ...(node.fk_matchtype === 'p' ? { match: 'partial' } : {}),
      };
    case 'CONSTR_EXCLUSION': {
      const elements = all(node.exclusions, 'List').flatMap((exclusion) => all(exclusion.items, 'IndexElem'));
      const columns = elements.flatMap((element) => element.name ?? []);
      return { kind: 'Exclusion', ...base, columns, definition: exclusionText(statement, range) };
    }
    default:
      return undefined;
  }
}

function columnsOr(column: string | undefined, columns: readonly string[]): readonly string[] {
  return column === undefined ? columns : [column];
}

function constraintBase(node: ConstraintNode): Pick<Constraint, 'name' | 'validated' | 'deferrable' | 'attributes'> {
  const attributes = constraintAttributes(node);
  const hasAttributes = Object.keys(attributes).length > 0;
  return {
    ...(node.conname === undefined ? {} : { name: node.conname }),
    validated: node.skip_validation !== true,
    ...(node.deferrable === true
      ? { deferrable: node.initdeferred === true ? 'initially-deferred' : 'initially-immediate' }
      : {}),
    ...(hasAttributes ? { attributes } : {}),
  };
}

function constraintAttributes(node: ConstraintNode): Attributes {
  const checked = node.contype === 'CONSTR_CHECK' || node.contype === 'CONSTR_FOREIGN';
  const temporal = node.without_overlaps === true || node.fk_with_period === true;
  const deleteColumns = texts(node.fk_del_set_cols);
  return {
    ...(checked && node.is_enforced !== true ? { enforced: 'false' } : {}),
    ...(node.is_no_inherit === true ? { 'no-inherit': 'true' } : {}),
    ...(node.indexspace === undefined ? {} : { tablespace: node.indexspace }),
    ...(temporal ? { 'without-overlaps': 'true' } : {}),
    ...(deleteColumns.length === 0 ? {} : { 'on-delete-columns': deleteColumns.join(', ') }),
  };
}

const referentialActions: Readonly<Record<string, ReferentialAction>> = {
  a: 'no-action',
  r: 'restrict',
  c: 'cascade',
  n: 'set-null',
  d: 'set-default',
};

function referentialAction(code: string | undefined): ReferentialAction {
  return lookUp(referentialActions, code ?? 'a') ?? 'no-action';
}

/** `USING gist (room WITH =) WHERE (...)`: all after EXCLUDE but what the constraint says elsewhere. */
function exclusionText(statement: StatementText, range: TokenRange): string {
  const exclude = findWord(statement, range, 'exclude');
  const rest = { from: exclude + 1, to: range.to };
  const end = findWord(statement, rest, 'deferrable', 'initially', 'not');
  return normalText(statement, { from: rest.from, to: end });
}
