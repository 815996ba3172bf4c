import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse, toSql } from 'pgsql-ast-parser';
import type { CreateColumnDef, Statement, TableAlteration } from 'pgsql-ast-parser';
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../src/model/operation.ts';
import type { Column } from '../../../src/model/table.ts';
import { placedOperations, postgres, statementsOf } from './reading.ts';

// Another parser reads the same statements; what both can say of them must be the same.

type Outline = readonly string[];

/** `add column s.t.c text`: what an operation does to what, in words that both parsers have. */
function ours(operation: Operation): Outline {
  switch (operation.kind) {
    case 'CreateTable': {
      const name = dotted(operation.table);
      const columns = operation.columns.map((column) => `column ${name}.${ourColumn(column)}`);
      return [`create table ${name}`, ...columns, ...operation.constraints.map(({ kind }) => kind).sort()];
    }
    case 'AddColumn':
      return [`add column ${dotted(operation.table)}.${ourColumn(operation.column)}`];
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
      return [`add ${operation.constraint.kind} ${dotted(operation.table)} ${operation.constraint.name ?? ''}`];
    case 'DropConstraint':
      return [`drop constraint ${dotted(operation.table)} ${operation.name ?? ''}`];
    case 'RenameConstraint':
      return [`rename constraint ${dotted(operation.table)} ${operation.name} to ${operation.newName}`];
    case 'CreateIndex': {
      const columns = operation.index.parts.map((part) => part.column ?? 'expression');
      return [`create index ${operation.index.name ?? ''} on ${dotted(operation.table)} (${columns.join(', ')})`];
    }
    case 'CreateView':
      return [`create view ${dotted(operation.name)}`];
    case 'InsertRows':
      return [`insert ${dotted(operation.table)} (${operation.columns.join(', ')})`];
    case 'UpdateRows':
      return [`update ${dotted(operation.table)} (${operation.assignments.map(({ column }) => column).join(', ')})`];
    case 'DeleteRows':
      return [`delete ${dotted(operation.table)}`];
    case 'DropTable':
      return [`drop table ${dotted(operation.table)}`];
    case 'DropIndex':
    case 'DropSequence':
    case 'DropType':
      return [`${dropWords[operation.kind]} ${dotted(operation.name)}`];
    case 'CreateSchema':
      return [`create schema ${operation.name}`];
    case 'CreateSequence':
      return [`create sequence ${dotted(operation.name)}`];
    case 'CreateRoutine':
      return [`create function ${dotted(operation.name)}`];
    case 'CreateType':
      return [`create type ${dotted(operation.name)}`];
    default:
      return [operation.kind];
  }
}

const dropWords = { DropIndex: 'drop index', DropSequence: 'drop sequence', DropType: 'drop type' } as const;

function ourColumn({ name, type, identity, default: value }: Column): string {
  const written = identity?.generation === 'serial' ? `${type.text} serial` : type.text;
  return `${name} ${written}${value === undefined ? '' : ' default'}`;
}

function theirs(statement: Statement): Outline {
  switch (statement.type) {
    case 'create table': {
      const name = dotted(statement.name);
      const columns = statement.columns.flatMap((column) => (column.kind === 'column' ? [column] : []));
      const inColumns = columns.flatMap((column) => keysOf(column));
      const own = (statement.constraints ?? []).map(({ type }) => constraintKinds[type] ?? type);
      return [
        `create table ${name}`,
        ...columns.map((column) => `column ${name}.${theirColumn(column)}`),
        ...[...inColumns.map(({ kind }) => kind), ...own].sort(),
      ];
    }
    case 'alter table':
      return statement.changes.flatMap((change) => alteration(dotted(statement.table), change));
    case 'create index': {
      const columns = statement.expressions.map(({ expression }) =>
        expression.type === 'ref' ? expression.name : 'expression',
      );
      return [`create index ${statement.indexName?.name ?? ''} on ${dotted(statement.table)} (${columns.join(', ')})`];
    }
    case 'create view':
    case 'create materialized view':
      return [`create view ${dotted(statement.name)}`];
    case 'insert':
      return [`insert ${dotted(statement.into)} (${(statement.columns ?? []).map(({ name }) => name).join(', ')})`];
    case 'update':
      return [`update ${dotted(statement.table)} (${statement.sets.map(({ column }) => column.name).join(', ')})`];
    case 'delete':
      return [`delete ${dotted(statement.from)}`];
    case 'drop table':
    case 'drop index':
    case 'drop sequence':
    case 'drop type':
      return statement.names.map((name) => `${statement.type} ${dotted(name)}`);
    case 'create schema':
      return [`create schema ${statement.name.name}`];
    case 'create sequence':
    case 'create function':
      return [`${statement.type} ${dotted(statement.name)}`];
    case 'create enum':
    case 'create composite type':
      return [`create type ${dotted(statement.name)}`];
    default:
      return [statement.type];
  }
}

const constraintKinds: Readonly<Record<string, string>> = {
  'primary key': 'PrimaryKey',
  unique: 'Unique',
  check: 'Check',
  reference: 'ForeignKey',
  'foreign key': 'ForeignKey',
};

function keysOf({ constraints = [] }: CreateColumnDef) {
  return constraints.flatMap((constraint) => {
    const kind = constraintKinds[constraint.type];
    return kind === undefined ? [] : [{ kind, name: constraint.constraintName?.name ?? '' }];
  });
}

function theirColumn({ name, dataType, constraints = [] }: CreateColumnDef): string {
  const written = toSql.dataType(dataType);
  const [, size] = /^"?(big|small)?serial"?$/iu.exec(written) ?? ['', undefined];
  const type = /serial"?$/iu.test(written) ? `${size ?? ''}int` : written;
  const serial = type === written ? '' : ' serial';
  const value = constraints.some((one) => one.type === 'default' && one.default.type !== 'null') ? ' default' : '';
  return `${name.name} ${postgres.columnType(type).text}${serial}${value}`;
}

function alteration(table: string, change: TableAlteration): Outline {
  switch (change.type) {
    case 'add column': {
      const keys = keysOf(change.column).map(({ kind, name }) => `add ${kind} ${table} ${name}`);
      return [`add column ${table}.${theirColumn(change.column)}`, ...keys];
    }
    case 'drop column':
      return [`drop column ${table}.${change.column.name}`];
    case 'rename column':
      return [`rename column ${table}.${change.column.name} to ${change.to.name}`];
    case 'alter column':
      return [`alter column ${table}.${change.column.name}`];
    case 'rename':
      return [`rename table ${table} to ${change.to.name}`];
    case 'add constraint': {
      const kind = constraintKinds[change.constraint.type] ?? change.constraint.type;
      return [`add ${kind} ${table} ${change.constraint.constraintName?.name ?? ''}`];
    }
    case 'drop constraint':
      return [`drop constraint ${table} ${change.constraint.name}`];
    case 'rename constraint':
      return [`rename constraint ${table} ${change.constraint.name} to ${change.to.name}`];
    default:
      return [change.type];
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
});

/** Statements of which the other parser says too little to be compared. */
const unsaid: ReadonlySet<string> = new Set([
  'alter enum',
  'alter index',
  'alter sequence',
  'begin',
  'comment',
  'commit',
  'create extension',
  'do',
  'drop function',
  'refresh materialized view',
  'rollback',
  'set',
  'truncate table',
]);

const fixtures = path.join(import.meta.dirname, '../../../fixtures');

/** SQL of PostgreSQL that the project itself shows: the scripts, and the fences of the rules' pages. */
function ownScripts(): readonly string[] {
  const read = (folder: string, extension: string) =>
    readdirSync(path.join(fixtures, folder))
      .filter((file) => file.endsWith(extension))
      .map((file) => readFileSync(path.join(fixtures, folder, file), 'utf8'));
  const pages = read('rules', '.md').flatMap((page) => [...page.matchAll(/^```sql postgres[^\n]*\n([^]*?)^```/gmu)]);
  return [...read('schemas/postgres', '.sql'), ...pages.map(([, sql]) => sql ?? '')];
}

function parsed(sql: string): readonly Statement[] | undefined {
  try {
    return parse(sql);
  } catch {
    return undefined;
  }
}

function namesIn(sql: string): readonly string[] {
  return sql.match(/\w+|(?<=")[^"\s]+(?=")/gu) ?? [];
}

test('both parsers say the same of every statement of the fixtures that both read', () => {
  const differences: object[] = [];
  let compared = 0;
  for (const { sql, operations } of ownScripts().flatMap(statementsOf)) {
    const other = parsed(sql);
    if (other === undefined || other.some(({ type }) => unsaid.has(type))) continue;
    // PostgreSQL cuts names at 63 bytes, and the other parser does not.
    if (namesIn(sql).some((name) => Buffer.byteLength(name) > 63)) continue;
    compared++;
    const [own, theirOwn] = [operations.flatMap(ours), other.flatMap(theirs)];
    if (own.join('\n') !== theirOwn.join('\n')) differences.push({ sql, own, theirOwn });
  }
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(500);
});
