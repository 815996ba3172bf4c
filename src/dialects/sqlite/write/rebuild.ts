import type { Table, TableColumn } from '../../../model/schema.ts';
import type { TableRebuild } from '../../dialect.ts';
import { quotedName } from '../quoting.ts';
import { writeQualified } from './names.ts';
import { writeCreateIndex, writeCreateTrigger } from './objects.ts';
import { writeCreateTable } from './tables.ts';

/**
 * The procedure of SQLite's page on ALTER TABLE. Without foreign keys, since to drop a table first deletes its rows, and
 * with them what refers to them; they cannot be turned off in a transaction.
 */
export const rebuild: TableRebuild = {
  before: ['PRAGMA foreign_keys = OFF'],
  after: ['PRAGMA foreign_keys = ON'],
  write: (from, to) => {
    const { span } = to.origin;
    const made = { ...to.name, name: `new_${to.name.name}` };
    const shared = to.columns.flatMap((column) => carriedOver(column, from) ?? []);
    const statements = [
      writeCreateTable({
        kind: 'CreateTable',
        span,
        table: made,
        columns: to.columns,
        constraints: to.constraints,
        indexes: [],
        attributes: to.attributes,
      }),
      shared.length === 0
        ? ''
        : `INSERT INTO ${writeQualified(made)} (${shared.map(({ name }) => name).join(', ')}) ` +
          `SELECT ${shared.map(({ value }) => value).join(', ')} FROM ${writeQualified(from.name)}`,
      `DROP TABLE ${writeQualified(from.name)}`,
      `ALTER TABLE ${writeQualified(made)} RENAME TO ${quotedName(to.name.name)}`,
      ...to.indexes.map((index) =>
        writeCreateIndex({ kind: 'CreateIndex', span, table: to.name, index, concurrently: false }),
      ),
      ...to.triggers.map((trigger) =>
        writeCreateTrigger({ kind: 'CreateTrigger', span, table: to.name, replace: false, ...trigger }),
      ),
    ].filter((statement) => statement !== '');
    const written = statements.filter((statement) => statement !== undefined);
    return written.length === statements.length ? written : undefined;
  },
};

/** A column that both have; one that no longer takes NULL has its default in the place of it. */
function carriedOver(column: TableColumn, from: Table): { readonly name: string; readonly value: string } | undefined {
  const old = from.columns.find(({ name }) => name.toLowerCase() === column.name.toLowerCase());
  if (old === undefined || column.generated !== undefined) return undefined;
  const name = quotedName(column.name);
  const isTightened = old.nullable && !column.nullable && column.default !== undefined;
  return { name, value: isTightened ? `coalesce(${name}, ${column.default.sql})` : name };
}
