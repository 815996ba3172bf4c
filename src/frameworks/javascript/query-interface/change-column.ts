import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { ColumnChange } from '../../../model/operations/tables.ts';
import type { Span } from '../../../model/span.ts';
import { text } from '../migrations/arguments.ts';
import { addition } from '../migrations/constraints.ts';
import type { Reading } from '../migrations/reading.ts';
import { quoted, quotedName } from '../migrations/made-sql.ts';
import type { Value } from '../value.ts';
import type { Attribute } from './attributes.ts';
import { readAttribute } from './attributes.ts';
import { tableOf } from './values.ts';

/** `addColumn(table, key, attribute, options)`. */
export function addColumn([on, key, value]: readonly Value[], span: Span, reading: Reading): readonly Operation[] {
  const table = tableOf(on, reading);
  const name = text(key, "the column's name", reading);
  const { column, constraints, reference, isPrimary, before, position } = readAttribute(
    name,
    value,
    table,
    span,
    reading,
  );
  // MySQL's generator names the key of a column that is added.
  const isMysql = reading.dialect.traits.name === 'mysql';
  const named = isMysql ? { name: `${table.name}_${name}_foreign_idx` } : {};
  return [
    ...before,
    { kind: 'AddColumn', span, table, column, ...(position === undefined ? {} : { position }) },
    ...(isPrimary ? [addition({ kind: 'PrimaryKey', columns: [column.name], validated: true }, table, span)] : []),
    ...constraints.map((constraint) => addition(constraint, table, span)),
    ...(reference === undefined ? [] : [addition({ ...reference, ...named }, table, span)]),
  ];
}

/**
 * `changeColumn(table, key, attribute, options)`. What is not said is taken away, other than in SQLite: an attribute
 * without `allowNull` can hold NULL, one without `defaultValue` has no default. With `references`, PostgreSQL, MySQL
 * and SQL Server add the key and leave the type as it is.
 */
export function changeColumn([on, key, value]: readonly Value[], span: Span, reading: Reading): readonly Operation[] {
  const table = tableOf(on, reading);
  const attribute = readAttribute(text(key, "the column's name", reading), value, table, span, reading);
  const { column, constraints, reference, before } = attribute;
  const change = changeOf(attribute, table, reading);
  return [
    ...before,
    ...(Object.keys(change).length === 0
      ? []
      : [{ kind: 'AlterColumn' as const, span, table, column: column.name, change }]),
    ...constraints.map((constraint) => addition(constraint, table, span)),
    ...(reference === undefined ? [] : [addition(reference, table, span)]),
  ];
}

function changeOf(attribute: Attribute, table: QualifiedName, reading: Reading): ColumnChange {
  const { column, reference, says } = attribute;
  const said: ColumnChange = {
    ...(says.nullable && !column.nullable ? { nullable: false } : {}),
    ...(column.default === undefined ? {} : { default: column.default }),
  };
  const comment = column.comment === undefined ? {} : { comment: column.comment };
  switch (reading.dialect.traits.name) {
    case 'postgres':
      if (reference !== undefined) return { ...said, ...comment };
      return { type: column.type, ...using(attribute, reading), ...restated(attribute), ...comment };
    case 'mysql':
      return reference === undefined
        ? {
            restated: true,
            type: column.type,
            ...restated(attribute),
            ...(column.identity === undefined ? {} : { identity: column.identity }),
            comment: column.comment ?? null,
          }
        : {};
    case 'sqlserver':
      return reference === undefined ? { type: column.type, nullable: column.nullable } : {};
    case 'sqlite':
      return {
        type: column.type,
        ...(says.nullable ? { nullable: column.nullable } : {}),
        ...(says.default ? { default: column.default ?? null } : {}),
      };
  }
}

function restated({ column }: Attribute): ColumnChange {
  return { nullable: column.nullable, default: column.default ?? null };
}

/** An enum's values are cast to its type. */
function using({ before, column }: Attribute, { dialect }: Reading): ColumnChange {
  const [created] = before;
  if (created?.kind !== 'CreateType') return {};
  const name = dialect.traits.name;
  return { using: dialect.expression(`${quoted(column.name, name)}::${quotedName(created.name, name)}`) };
}
