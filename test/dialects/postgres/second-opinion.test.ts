import { parse } from 'pgsql-ast-parser';
import type { Statement, TableAlteration } from 'pgsql-ast-parser';
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/model/operation.ts';
import { placedOperations } from './reading.ts';

// Another parser reads the same statements; what both can say of them must be the same.

type Outline = readonly string[];

/** `add column s.t.c`: what an operation does to what, in words that both parsers have. */
function ours(operation: Operation): Outline {
  switch (operation.kind) {
    case 'CreateTable': {
      const name = dotted(operation.table);
      const columns = operation.columns.map((column) => `column ${name}.${column.name}`);
      return [`create table ${name}`, ...columns];
    }
    case 'AddColumn':
      return [`add column ${dotted(operation.table)}.${operation.column.name}`];
    case 'DropColumn':
      return [`drop column ${dotted(operation.table)}.${operation.column}`];
    case 'RenameColumn':
      return [`rename column ${dotted(operation.table)}.${operation.column} to ${operation.newName}`];
    case 'RenameTable':
      return [`rename table ${dotted(operation.table)} to ${operation.newName.name}`];
    case 'AlterColumn':
      return [`alter column ${dotted(operation.table)}.${operation.column}`];
    case 'AddPrimaryKey':
    case 'AddUnique':
    case 'AddCheck':
    case 'AddForeignKey':
      return [`add constraint ${dotted(operation.table)} ${operation.constraint.name ?? ''}`];
    case 'CreateIndex': {
      const columns = operation.index.parts.map((part) => part.column ?? 'expression');
      return [`create index ${operation.index.name ?? ''} on ${dotted(operation.table)} (${columns.join(', ')})`];
    }
    default:
      return [operation.kind];
  }
}

function theirs(statement: Statement): Outline {
  switch (statement.type) {
    case 'create table': {
      const name = dotted(statement.name);
      const columns = statement.columns.flatMap((column) => (column.kind === 'column' ? [column.name.name] : []));
      return [`create table ${name}`, ...columns.map((column) => `column ${name}.${column}`)];
    }
    case 'alter table':
      return statement.changes.map((change) => alteration(dotted(statement.table), change));
    case 'create index': {
      const columns = statement.expressions.map(({ expression }) =>
        expression.type === 'ref' ? expression.name : 'expression',
      );
      return [`create index ${statement.indexName?.name ?? ''} on ${dotted(statement.table)} (${columns.join(', ')})`];
    }
    default:
      return [statement.type];
  }
}

function alteration(table: string, change: TableAlteration): string {
  switch (change.type) {
    case 'add column':
      return `add column ${table}.${change.column.name.name}`;
    case 'drop column':
      return `drop column ${table}.${change.column.name}`;
    case 'rename column':
      return `rename column ${table}.${change.column.name} to ${change.to.name}`;
    case 'alter column':
      return `alter column ${table}.${change.column.name}`;
    case 'rename':
      return `rename table ${table} to ${change.to.name}`;
    case 'add constraint':
      return `add constraint ${table} ${change.constraint.constraintName?.name ?? ''}`;
    default:
      return change.type;
  }
}

function dotted({ schema, name }: { readonly schema?: string | undefined; readonly name: string }): string {
  return schema === undefined ? name : `${schema}.${name}`;
}

describe('both parsers say the same of', () => {
  test.each([
    'CREATE TABLE "User" (Id serial PRIMARY KEY, "Name" varchar(20) NOT NULL DEFAULT \'x\')',
    'CREATE TABLE IF NOT EXISTS s.t (a int REFERENCES u (id) ON DELETE CASCADE, b timestamptz DEFAULT now(), CHECK (a > 0))',
    'CREATE TABLE t (a int, b int, PRIMARY KEY (a, b), CONSTRAINT u UNIQUE (b), FOREIGN KEY (a) REFERENCES x (y))',
    'CREATE TABLE t (a numeric(10, 2), b text[], c jsonb, d uuid DEFAULT gen_random_uuid())',
    'CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b double precision, c character varying(3))',
    'ALTER TABLE t ADD COLUMN a int, DROP COLUMN b, ALTER COLUMN c SET NOT NULL',
    'ALTER TABLE ONLY s.t ADD COLUMN IF NOT EXISTS "A" text DEFAULT \'x, y\'',
    'ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN a SET DEFAULT 0, ALTER COLUMN b DROP DEFAULT',
    'ALTER TABLE t ADD CONSTRAINT c CHECK (a IN (1, 2)), ADD CONSTRAINT d UNIQUE (a, b)',
    'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.u (b) ON DELETE SET NULL',
    'ALTER TABLE t RENAME COLUMN a TO b',
    'ALTER TABLE t RENAME TO u',
    'CREATE INDEX i ON s.t (a, b DESC)',
    'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t USING btree (lower(a), "B") WHERE a IS NOT NULL',
  ])('%s', (sql) => {
    expect(placedOperations(sql).flatMap(ours)).toEqual(parse(sql).flatMap(theirs));
  });

  test('a column with constraints, where ours has an operation for each', () => {
    const sql = 'ALTER TABLE t ADD COLUMN a int UNIQUE';
    expect(placedOperations(sql).flatMap(ours).slice(0, 1)).toEqual(parse(sql).flatMap(theirs));
  });
});
