import type { AlterSeqStmt, AlterTableStmt, CreateSeqStmt, DefElem, Node } from 'libpg-query';
import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import { all, texts, unwrap } from '../ast.ts';
import type { StatementText } from '../statement-text.ts';
import { quoteName } from '../write/names.ts';
import { ifExists, ifNotExists, relationName } from './names.ts';
import { optionValue } from './options.ts';
import { alterTableAttributes } from './table-attributes.ts';

export function createSequence(node: CreateSeqStmt, { span }: StatementText): readonly Operation[] {
  const logged: Attributes = node.sequence?.relpersistence === 'u' ? { logged: 'false' } : {};
  const attributes = { ...sequenceAttributes(node.options), ...logged };
  return [
    { kind: 'CreateSequence', span, ...ifNotExists(node.if_not_exists), name: relationName(node.sequence), attributes },
  ];
}

export function alterSequence(node: AlterSeqStmt, { span }: StatementText): readonly Operation[] {
  const attributes = sequenceAttributes(node.options);
  return [{ kind: 'AlterSequence', span, ...ifExists(node.missing_ok), name: relationName(node.sequence), attributes }];
}

/** ALTER SEQUENCE in the words of ALTER TABLE: OWNER TO, SET LOGGED. */
export function alterSequenceAsTable(node: AlterTableStmt, { span }: StatementText): readonly Operation[] {
  return all(node.cmds, 'AlterTableCmd').map((command) => ({
    kind: 'AlterSequence',
    span,
    ...ifExists(node.missing_ok),
    name: relationName(node.relation),
    attributes: alterTableAttributes(command),
  }));
}

const optionNames: Readonly<Record<string, string>> = { minvalue: 'min', maxvalue: 'max', owned_by: 'owned-by' };

function sequenceAttributes(options: readonly Node[] | undefined): Attributes {
  return Object.fromEntries(
    all(options, 'DefElem').map((option) => [
      lookUp(optionNames, option.defname ?? '') ?? option.defname ?? '',
      valueOf(option),
    ]),
  );
}

function valueOf({ defname, arg }: DefElem): string {
  if (defname !== 'owned_by') return optionValue(arg);
  const owner = texts(unwrap(arg, 'List')?.items);
  return owner.length === 1 && owner[0] === 'none' ? '' : owner.map(quoteName).join('.');
}
