import { loadDialect } from '../../src/dialects/index.ts';
import type { DialectName } from '../../src/model/names.ts';
import type { Schema, Table } from '../../src/model/schema.ts';
import { findTable } from '../../src/model/schema.ts';
import { plainText } from '../../src/model/source-text.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replayAll } from '../../src/schema/replay.ts';

/** The schema after some SQL, each script a migration of its own: `m1`, `m2`, ... */
export async function schemaAfter(dialect: DialectName, ...scripts: readonly string[]): Promise<Schema> {
  const loaded = await loadDialect(dialect);
  return scripts.reduce((schema, sql, at) => {
    const { statements } = loaded.read(plainText(`m${String(at + 1)}.sql`, sql));
    return replayAll(
      schema,
      statements.flatMap((statement) => statement.operations),
      `m${String(at + 1)}`,
    );
  }, emptySchema(loaded.traits));
}

/** A table in words: its columns, then its keys and indexes by name. */
export function describeTable(schema: Schema, name: string): string[] {
  const table = findTable(schema, { name });
  return table === undefined ? ['no such table'] : [...columnsOf(table), ...keysOf(table), ...indexesOf(table)];
}

function columnsOf(table: Table): string[] {
  return table.columns.map(({ name, type, nullable, default: value }) =>
    [name, type.text, ...(nullable ? [] : ['not null']), ...(value === undefined ? [] : [`default ${value.sql}`])].join(
      ' ',
    ),
  );
}

function keysOf(table: Table): string[] {
  return table.constraints.map((constraint) => {
    const target =
      constraint.kind === 'ForeignKey' ? ` to ${constraint.target.name}(${constraint.targetColumns.join(', ')})` : '';
    return `${constraint.kind} ${constraint.name} (${constraint.columns.join(', ')})${target}${constraint.validated ? '' : ' not valid'}`;
  });
}

function indexesOf(table: Table): string[] {
  return table.indexes.map(
    (index) => `Index ${index.name} (${index.parts.map((part) => part.column ?? '?').join(', ')})`,
  );
}

export function inconsistenciesOf(schema: Schema): string[] {
  return schema.inconsistencies.map(({ message, origin }) => `${origin.migration}: ${message}`).toArray();
}
