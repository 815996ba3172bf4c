import type { QualifiedName } from '../../../model/names.ts';
import type { Expression } from '../../../model/table.ts';
import { literalOf, option, optionalText } from '../migrations/arguments.ts';
import { quoted } from '../migrations/made-sql.ts';
import type { Reading } from '../migrations/reading.ts';
import { obstruct } from '../migrations/reading.ts';
import type { Link, Value } from '../value.ts';
import { exportLinks } from './data-types.ts';

/** A table: a name, where a dot separates the schema, or `{ tableName, schema }`. */
export function tableNamed(value: Value | undefined): QualifiedName | undefined {
  const name = optionalText(value) ?? optionalText(option(value, 'tableName'));
  if (name === undefined) return undefined;
  const schema = optionalText(option(value, 'schema'));
  if (schema !== undefined) return { schema, name };
  const dot = name.indexOf('.');
  return dot === -1 ? { name } : { schema: name.slice(0, dot), name: name.slice(dot + 1) };
}

export function tableOf(value: Value | undefined, reading: Reading): QualifiedName {
  const table = tableNamed(value);
  if (table === undefined) obstruct(reading, 'the table', value);
  return table ?? { name: '' };
}

/** A value as SQL: a literal, or what `literal`, `fn`, `col` and `cast` give; `undefined`: only a run can tell. */
export function sqlOf(value: Value | undefined, reading: Reading): string | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'host') return madeOf(exportLinks(value).at(-1), reading);
  const literal = literalOf(value);
  return literal === undefined ? undefined : reading.dialect.literal(literal).sql;
}

function madeOf(link: Link | undefined, reading: Reading): string | undefined {
  if (link === undefined) return undefined;
  const [first, second] = link.arguments;
  switch (link.name) {
    case 'literal':
      return optionalText(first);
    case 'fn': {
      const args = link.arguments.slice(1).map((argument) => sqlOf(argument, reading));
      const name = optionalText(first);
      return name === undefined || args.includes(undefined) ? undefined : `${name}(${args.join(', ')})`;
    }
    case 'col': {
      const name = optionalText(first);
      return name
        ?.split('.')
        .map((part) => quoted(part, reading.dialect.traits.name))
        .join('.');
    }
    case 'cast': {
      const inner = sqlOf(first, reading);
      return inner === undefined ? undefined : `CAST(${inner} AS ${(optionalText(second) ?? '').toUpperCase()})`;
    }
    default:
      return undefined;
  }
}

/** A value of a row; what only a run can tell is `?`. */
export function expressionOf(value: Value | undefined, reading: Reading): Expression {
  const sql = sqlOf(value, reading);
  if (sql === undefined) return { sql: '?', constant: false, calls: [] };
  return value?.kind === 'host' ? reading.dialect.expression(sql) : { sql, constant: true, calls: [] };
}

const operators: Readonly<Record<string, string>> = {
  $eq: '=',
  $ne: '!=',
  $gt: '>',
  $gte: '>=',
  $lt: '<',
  $lte: '<=',
  $like: 'LIKE',
  $iLike: 'ILIKE',
  $notLike: 'NOT LIKE',
  $is: 'IS',
  $not: 'IS NOT',
};

/** A WHERE of Sequelize as SQL; `undefined` when a part of it can only be told at run time. */
export function whereSql(where: Value | undefined, reading: Reading): string | undefined {
  if (where?.kind === 'array')
    return joined(
      where.elements.map((one) => whereSql(one, reading)),
      ' AND ',
    );
  if (where?.kind !== 'object') return sqlOf(where, reading);
  if (where.open !== undefined) return undefined;
  return joined(
    [...where.entries].map(([key, { value }]) => conditionSql(key, value, reading)),
    ' AND ',
  );
}

function joined(parts: readonly (string | undefined)[], by: string): string | undefined {
  if (parts.includes(undefined)) return undefined;
  return parts.length === 1 ? parts[0] : parts.map((part) => `(${part ?? ''})`).join(by);
}

function conditionSql(key: string, value: Value, reading: Reading): string | undefined {
  if (key === '$and' || key === '$or') {
    const parts =
      value.kind === 'array' ? value.elements.map((one) => whereSql(one, reading)) : [whereSql(value, reading)];
    return joined(parts, key === '$or' ? ' OR ' : ' AND ');
  }
  const column = quoted(key, reading.dialect.traits.name);
  if (value.kind === 'null') return `${column} IS NULL`;
  if (value.kind === 'array') return `${column} IN (${listSql(value, reading) ?? ''})`;
  if (value.kind !== 'object') {
    const sql = sqlOf(value, reading);
    return sql === undefined ? undefined : `${column} = ${sql}`;
  }
  if (value.open !== undefined) return undefined;
  return joined(
    [...value.entries].map(([operator, entry]) => comparison(column, operator, entry.value, reading)),
    ' AND ',
  );
}

function comparison(column: string, operator: string, value: Value, reading: Reading): string | undefined {
  if (operator === '$in' || operator === '$notIn') {
    const list = value.kind === 'array' ? listSql(value, reading) : undefined;
    return list === undefined ? undefined : `${column} ${operator === '$in' ? 'IN' : 'NOT IN'} (${list})`;
  }
  const written = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  const sql = sqlOf(value, reading);
  if (written === undefined || sql === undefined) return undefined;
  if (value.kind === 'null') return `${column} IS ${operator === '$eq' || operator === '$is' ? '' : 'NOT '}NULL`;
  return `${column} ${operator === '$not' ? '!=' : written} ${sql}`;
}

function listSql(value: Extract<Value, { kind: 'array' }>, reading: Reading): string | undefined {
  const parts = value.elements.map((element) => sqlOf(element, reading));
  return value.open !== undefined || parts.includes(undefined) ? undefined : parts.join(', ');
}
