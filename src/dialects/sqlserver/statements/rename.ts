import type { Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Argument } from '../arguments.ts';
import { argument } from '../arguments.ts';
import type { StatementContext } from '../statement.ts';
import { namePartsInText } from '../statement.ts';

/** Names that by every convention are those of constraints. */
const constraintLike = /^(?:pk|fk|df|ck|uq|ak)_/i;

/**
 * `sp_rename 'dbo.T.c', 'd', 'COLUMN'`. Documentation: "sp_rename". The new name is taken as it is, without a schema.
 * A name of two parts without a kind is that of a table, for the text does not tell tables from procedures and views.
 */
export function rename(args: readonly Argument[], { span }: StatementContext): readonly Operation[] | undefined {
  const written = argument(args, 'objname', 0);
  const newName = argument(args, 'newname', 1);
  const parts = written === undefined ? undefined : namePartsInText(written);
  const kind = argument(args, 'objtype', 2)?.toUpperCase() ?? usualKind(parts);
  const name = parts?.at(-1);
  if (parts === undefined || name === undefined || newName === undefined) return undefined;
  const owner = qualified(parts.slice(0, -1));
  const whole = qualified(parts) ?? { name };
  const renamed = { ...(whole.schema === undefined ? {} : { schema: whole.schema }), name: newName };
  switch (kind) {
    case 'COLUMN':
      return owner && [{ kind: 'RenameColumn', span, table: owner, column: name, newName }];
    case 'INDEX':
      return owner && [{ kind: 'RenameIndex', span, name: { name }, table: owner, newName }];
    case 'OBJECT':
      if (!constraintLike.test(name)) return [{ kind: 'RenameTable', span, table: whole, newName: renamed }];
      // A constraint may be named with its table in front; without it only the database knows whose it is.
      if (parts.length > 2) return owner && [{ kind: 'RenameConstraint', span, table: owner, name, newName }];
      return [{ kind: 'RenameObject', span, objectType: 'other', name: whole, newName: renamed }];
    case 'USERDATATYPE':
      return [{ kind: 'RenameType', span, name: whole, newName: renamed }];
    case 'DATABASE':
      return [{ kind: 'RenameObject', span, objectType: 'database', name: whole, newName: renamed }];
    case 'STATISTICS':
      return [{ kind: 'RenameObject', span, objectType: 'extended-statistics', name: whole, newName: renamed }];
    default:
      return undefined;
  }
}

/** What the server finds without being told the kind: a column has the name of its table and schema in front. */
function usualKind(parts: readonly string[] = []): string {
  return parts.length > 2 && !constraintLike.test(parts.at(-1) ?? '') ? 'COLUMN' : 'OBJECT';
}

function qualified(parts: readonly string[]): QualifiedName | undefined {
  const name = parts.at(-1);
  const schema = parts.at(-2);
  if (name === undefined) return undefined;
  return schema === undefined || schema === '' ? { name } : { schema, name };
}
