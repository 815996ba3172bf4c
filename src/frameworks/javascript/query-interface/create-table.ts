import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Span } from '../../../model/span.ts';
import type { Constraint, PrimaryKey, Unique } from '../../../model/table.ts';
import { option, optionalText, texts } from '../migrations/arguments.ts';
import type { Reading } from '../migrations/reading.ts';
import { obstruct } from '../migrations/reading.ts';
import type { Value } from '../value.ts';
import { readAttribute } from './attributes.ts';
import { tableOf } from './values.ts';

/** `createTable(name, attributes, options)`: Sequelize always writes CREATE TABLE IF NOT EXISTS. */
export function createTable(
  [name, attributes, options]: readonly Value[],
  span: Span,
  reading: Reading,
): readonly Operation[] {
  const given = tableOf(name, reading);
  const schema = given.schema ?? optionalText(option(options, 'schema'));
  const table: QualifiedName = schema === undefined ? given : { schema, name: given.name };
  if (attributes?.kind !== 'object' || attributes.open !== undefined) {
    obstruct(reading, 'the columns of the table', attributes?.kind === 'object' ? attributes.open : attributes);
    return [];
  }
  const made = [...attributes.entries].map(([key, { value }]) => readAttribute(key, value, table, span, reading));
  const keyColumns = made.filter(({ isPrimary }) => isPrimary).map(({ column }) => column.name);
  const key: PrimaryKey = { kind: 'PrimaryKey', columns: keyColumns, validated: true };
  const constraints: readonly Constraint[] = [
    ...made.flatMap((attribute) => attribute.constraints),
    ...uniqueKeys(option(options, 'uniqueKeys'), table, reading),
    ...(keyColumns.length === 0 ? [] : [key]),
    ...made.flatMap(({ reference }) => reference ?? []),
  ];
  const { name: dialect } = reading.dialect.traits;
  const comment = optionalText(option(options, 'comment'));
  const isMysql = dialect === 'mysql';
  const attribute = (option_: string, as: string): Readonly<Record<string, string>> => {
    const written = isMysql ? optionalText(option(options, option_)) : undefined;
    return written === undefined ? {} : { [as]: written };
  };
  const facets = {
    ...attribute('engine', 'engine'),
    ...attribute('charset', 'charset'),
    ...attribute('collate', 'collate'),
  };
  const isKey = (column: string): boolean => keyColumns.includes(column);
  return [
    ...made.flatMap(({ before }) => before),
    {
      kind: 'CreateTable',
      span,
      table,
      columns: made.map(({ column }) =>
        isKey(column.name) && (dialect !== 'sqlite' || keyColumns.length > 1) ? { ...column, nullable: false } : column,
      ),
      constraints,
      indexes: [],
      ...(comment === undefined || (!isMysql && dialect !== 'postgres') ? {} : { comment }),
      ...(Object.keys(facets).length === 0 ? {} : { attributes: facets }),
      guards: [{ kind: 'if-not-exists' }],
    },
  ];
}

/** `uniqueKeys: { name: { fields: ['a', 'b'] } }`: only MySQL and SQL Server keep the name. */
function uniqueKeys(value: Value | undefined, table: QualifiedName, reading: Reading): readonly Unique[] {
  if (value?.kind !== 'object') return [];
  const { name: dialect } = reading.dialect.traits;
  const isNamed = dialect === 'mysql' || dialect === 'sqlserver';
  return [...value.entries].map(([given, entry]) => {
    const columns = texts(option(entry.value, 'fields'), 'the columns of a unique key', reading);
    const name = given === '' ? `uniq_${table.name}_${columns.join('_')}` : given;
    return { kind: 'Unique', columns, validated: true, ...(isNamed ? { name } : {}) };
  });
}
