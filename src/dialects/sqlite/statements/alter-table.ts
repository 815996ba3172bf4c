import type { Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Span } from '../../../model/span.ts';
import type { Constraint } from '../../../model/table.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import type { StatementPlace } from '../../lexer/read-statements.ts';
import { readColumn } from '../columns.ts';
import { columnName, readName, tableName } from '../names.ts';

/** ALTER TABLE from the table's name on: SQLite has one action a statement. */
export function alterTable(cursor: TokenCursor, { span }: StatementPlace): readonly Operation[] {
  const table = tableName(cursor);
  if (cursor.accept('RENAME', 'TO')) {
    const newName = { name: readName(cursor, "the table's new name") };
    return [{ kind: 'RenameTable', span, table, newName }];
  }
  if (cursor.accept('RENAME')) return [renameColumn(cursor, table, span)];
  if (cursor.accept('ADD')) return addColumn(cursor, table, span);
  if (cursor.accept('DROP')) {
    cursor.accept('COLUMN');
    return [{ kind: 'DropColumn', span, table, column: columnName(cursor), cascade: false }];
  }
  return cursor.fail('RENAME, ADD COLUMN or DROP COLUMN');
}

function renameColumn(cursor: TokenCursor, table: QualifiedName, span: Span): Operation {
  cursor.accept('COLUMN');
  const column = columnName(cursor);
  cursor.expect('TO');
  return { kind: 'RenameColumn', span, table, column, newName: columnName(cursor) };
}

function addColumn(cursor: TokenCursor, table: QualifiedName, span: Span): readonly Operation[] {
  cursor.accept('COLUMN');
  const { column, constraints } = readColumn(cursor);
  return [
    { kind: 'AddColumn', span, table, column },
    ...constraints.map((constraint) => addConstraint(constraint, table, span)),
  ];
}

/** What the definition of an added column says of keys and checks is an operation of its own. */
function addConstraint(constraint: Constraint, table: QualifiedName, span: Span): Operation {
  const on = { span, table };
  switch (constraint.kind) {
    case 'PrimaryKey':
      return { kind: 'AddPrimaryKey', ...on, constraint };
    case 'Unique':
      return { kind: 'AddUnique', ...on, constraint };
    case 'Check':
      return { kind: 'AddCheck', ...on, constraint };
    case 'ForeignKey':
      return { kind: 'AddForeignKey', ...on, constraint };
    case 'Exclusion':
      return { kind: 'AddExclusion', ...on, constraint };
  }
}
