import { describe, expect, it } from 'vitest';
import { findTable } from '../../src/model/schema.ts';
import { describeTable, inconsistenciesOf, schemaAfter } from './replaying.ts';

const orders = `
  create table customers (id int primary key);
  create table orders (id int primary key, customer_id int not null references customers (id), note text);
  create index orders_customer on orders (customer_id);`;

describe('tables', () => {
  it('are created with their columns, keys and indexes, named as the engine names them', async () => {
    const schema = await schemaAfter('postgres', orders);
    expect(describeTable(schema, 'orders')).toEqual([
      'id integer not null',
      'customer_id integer not null',
      'note text',
      'PrimaryKey orders_pkey (id)',
      'ForeignKey orders_customer_id_fkey (customer_id) to customers(id)',
      'Index orders_customer (customer_id)',
    ]);
  });

  it('are followed by the keys that point to them when they are renamed', async () => {
    const schema = await schemaAfter('postgres', orders, 'alter table customers rename to clients');
    expect(describeTable(schema, 'orders')).toContain(
      'ForeignKey orders_customer_id_fkey (customer_id) to clients(id)',
    );
    expect(describeTable(schema, 'customers')).toEqual(['no such table']);
  });

  it('take the keys of others with them when they are dropped with CASCADE', async () => {
    const schema = await schemaAfter('postgres', orders, 'drop table customers cascade');
    expect(describeTable(schema, 'orders').filter((line) => line.startsWith('ForeignKey'))).toEqual([]);
  });

  it('end as one when a rebuild copies, drops and renames', async () => {
    const rebuild = `
      create table new_orders (id int primary key, note text);
      insert into new_orders select id, note from orders;
      drop table orders;
      alter table new_orders rename to orders;`;
    const schema = await schemaAfter('postgres', orders, rebuild);
    expect(describeTable(schema, 'orders')).toEqual([
      'id integer not null',
      'note text',
      'PrimaryKey new_orders_pkey (id)',
    ]);
    expect(inconsistenciesOf(schema)).toEqual([]);
  });

  it('remember whether rows were put in', async () => {
    const schema = await schemaAfter('postgres', orders, 'insert into customers values (1)');
    expect(findTable(schema, { name: 'customers' })?.populated).toBe(true);
    expect(findTable(schema, { name: 'orders' })?.populated).toBe(false);
  });
});

describe('columns', () => {
  it('take their keys and indexes with them when they are dropped', async () => {
    const schema = await schemaAfter('postgres', orders, 'alter table orders drop column customer_id');
    expect(describeTable(schema, 'orders')).toEqual([
      'id integer not null',
      'note text',
      'PrimaryKey orders_pkey (id)',
    ]);
  });

  it('keep the rest of an index in MySQL when one of its columns is dropped', async () => {
    const schema = await schemaAfter(
      'mysql',
      'create table t (a int, b int, key ab (a, b))',
      'alter table t drop column a',
    );
    expect(describeTable(schema, 't')).toContain('Index ab (b)');
  });

  it('are followed by keys and indexes, their own and those of other tables, when they are renamed', async () => {
    const schema = await schemaAfter(
      'postgres',
      orders,
      'alter table orders rename column customer_id to client_id; alter table customers rename column id to number',
    );
    expect(describeTable(schema, 'orders').slice(3)).toEqual([
      'PrimaryKey orders_pkey (id)',
      'ForeignKey orders_customer_id_fkey (client_id) to customers(number)',
      'Index orders_customer (client_id)',
    ]);
  });

  it('change facet by facet', async () => {
    const schema = await schemaAfter(
      'postgres',
      orders,
      `alter table orders alter column note type varchar(20), alter column note set not null, alter column note set default 'x'`,
      'alter table orders alter column note drop default',
    );
    expect(describeTable(schema, 'orders')[2]).toBe('note character varying(20) not null');
  });

  it('stand where MySQL was told to put them', async () => {
    const schema = await schemaAfter(
      'mysql',
      'create table t (a int, b int)',
      'alter table t add column first int first, add column between_ int after a',
    );
    expect(describeTable(schema, 't').map((line) => line.split(' ')[0])).toEqual(['first', 'a', 'between_', 'b']);
  });

  it('remember that an update carried their values over, or gave them some', async () => {
    const schema = await schemaAfter(
      'postgres',
      orders,
      'alter table orders add column remark text; update orders set remark = note',
    );
    const columns = findTable(schema, { name: 'orders' })?.columns ?? [];
    expect(columns.filter((column) => column.copied !== undefined).map((column) => column.name)).toEqual(['note']);
    expect(columns.filter((column) => column.filled !== undefined).map((column) => column.name)).toEqual(['remark']);
  });
});

describe('keys', () => {
  it('are validated when VALIDATE says so', async () => {
    const added = 'alter table orders add constraint positive check (id > 0) not valid';
    expect(describeTable(await schemaAfter('postgres', orders, added), 'orders')).toContain(
      'Check positive (id) not valid',
    );
    const validated = await schemaAfter('postgres', orders, added, 'alter table orders validate constraint positive');
    expect(describeTable(validated, 'orders')).toContain('Check positive (id)');
  });

  it('take over the index that they are made of', async () => {
    const schema = await schemaAfter(
      'postgres',
      'create table t (a int not null); create unique index t_a on t (a); alter table t add constraint t_pk primary key using index t_a',
    );
    expect(describeTable(schema, 't')).toEqual(['a integer not null', 'PrimaryKey t_pk (a)']);
  });

  it('forbid NULL in the columns of a primary key', async () => {
    const schema = await schemaAfter('postgres', 'create table t (a int)', 'alter table t add primary key (a)');
    expect(describeTable(schema, 't')[0]).toBe('a integer not null');
  });
});

describe('indexes', () => {
  it('are found without their table where their names belong to the schema', async () => {
    const schema = await schemaAfter(
      'postgres',
      orders,
      'alter index orders_customer rename to by_customer',
      'drop index by_customer',
    );
    expect(describeTable(schema, 'orders').filter((line) => line.startsWith('Index'))).toEqual([]);
    expect(inconsistenciesOf(schema)).toEqual([]);
  });
});

describe('SQL Server', () => {
  it('replaces an index that is created WITH (DROP_EXISTING = ON)', async () => {
    const schema = await schemaAfter(
      'sqlserver',
      'CREATE TABLE t (a INT, b INT)\nGO\nCREATE INDEX i ON t (a)',
      'CREATE INDEX i ON t (a, b) WITH (DROP_EXISTING = ON)',
    );
    expect(describeTable(schema, 't')).toContain('Index i (a, b)');
    expect(inconsistenciesOf(schema)).toEqual([]);
  });

  it('creates a temporary table again in another session', async () => {
    const schema = await schemaAfter('sqlserver', 'CREATE TABLE #t (a INT)', 'CREATE TABLE #t (b INT)');
    expect(describeTable(schema, '#t')).toEqual(['b int']);
    expect(inconsistenciesOf(schema)).toEqual([]);
  });
});

describe('types', () => {
  it('keep the order of their values', async () => {
    const schema = await schemaAfter(
      'postgres',
      `create type mood as enum ('sad', 'happy')`,
      `alter type mood add value 'ok' before 'happy'; alter type mood rename value 'sad' to 'blue'`,
    );
    expect(schema.types.get('mood')?.values).toEqual(['blue', 'ok', 'happy']);
  });
});

describe('guards', () => {
  it('keep an operation from doing anything when the object is (not) there', async () => {
    const schema = await schemaAfter(
      'postgres',
      orders,
      'create table if not exists orders (other int); drop table if exists nothing; alter table orders add column if not exists note int',
    );
    expect(describeTable(schema, 'orders')).toContain('note text');
    expect(inconsistenciesOf(schema)).toEqual([]);
  });

  it('of an IF are decided once, before the first operation inside', async () => {
    const schema = await schemaAfter(
      'sqlserver',
      'CREATE TABLE t (a INT)',
      "IF COL_LENGTH('t', 'b') IS NULL BEGIN ALTER TABLE t ADD b INT; ALTER TABLE t ADD c INT END",
      "IF COL_LENGTH('t', 'b') IS NULL BEGIN ALTER TABLE t ADD d INT END",
    );
    expect(describeTable(schema, 't')).toEqual(['a int', 'b int', 'c int']);
  });
});

describe('what does not fit', () => {
  it.each([
    ['drop table nothing', 'table nothing is not there to be dropped'],
    ['alter table orders drop column nothing', 'column orders.nothing is not there to be dropped'],
    ['alter table orders rename column nothing to something', 'column orders.nothing is not there to be renamed'],
    ['alter table orders alter column nothing set not null', 'column orders.nothing is not there to be altered'],
    ['alter table orders add column note int', 'column orders.note exists already'],
    ['alter table orders drop constraint nothing', 'constraint nothing of orders is not there to be dropped'],
    ['create table orders (a int)', 'table orders exists already'],
    ['drop index nothing', 'index nothing is not there to be dropped'],
    ['drop type nothing', 'type nothing is not there to be dropped'],
  ])('is recorded, and the rest stays as it was: %s', async (sql, message) => {
    const before = await schemaAfter('postgres', orders);
    const schema = await schemaAfter('postgres', orders, sql);
    expect(inconsistenciesOf(schema)).toEqual([`m2: ${message}`]);
    expect(describeTable(schema, 'orders')).toEqual(describeTable(before, 'orders'));
  });

  it('is said once of a table that the chain never created, and what is said of it is kept', async () => {
    const schema = await schemaAfter(
      'postgres',
      'alter table old add column a int; alter table old add column b int',
      'alter table old drop column c',
    );
    expect(inconsistenciesOf(schema)).toEqual(['m1: table old was never created by this chain']);
    expect(describeTable(schema, 'old')).toEqual(['a integer', 'b integer']);
  });
});

describe('names', () => {
  it('mean the same with and without the default schema', async () => {
    const schema = await schemaAfter('postgres', 'create table public.t (a int)', 'alter table t add column b int');
    expect(describeTable(schema, 't')).toEqual(['a integer', 'b integer']);
  });

  it('differ in case where the database says so', async () => {
    const postgres = await schemaAfter('postgres', 'create table "T" (a int)', 'create table t (b int)');
    expect(describeTable(postgres, 'T')).toEqual(['a integer']);
    const mysql = await schemaAfter('mysql', 'create table T (a int)', 'alter table t add column B int');
    expect(describeTable(mysql, 'T')).toEqual(['a int', 'B int']);
  });

  it('that the engine gave follow their table in MySQL and stay in PostgreSQL', async () => {
    const script = `
      create table team (id int primary key);
      create table player (id int primary key, team int, foreign key (team) references team (id));
      alter table player rename to member;`;
    expect(describeTable(await schemaAfter('mysql', script), 'member')).toContain(
      'ForeignKey member_ibfk_1 (team) to team(id)',
    );
    expect(describeTable(await schemaAfter('postgres', script), 'member')).toContain(
      'ForeignKey player_team_fkey (team) to team(id)',
    );
  });
});

describe("SQL Server's sp_rename", () => {
  const table = `create table app.t (a int constraint df_a default 0, b int, constraint pk_t primary key (a),
    constraint t_of_u foreign key (b) references u (b))`;
  it.each([
    ["exec sp_rename 'app.pk_t', 'pk_u'", ['pk_u', 't_of_u']],
    ["exec sp_rename N'app.pk_t', N'pk_u', N'OBJECT'", ['pk_u', 't_of_u']],
    ["exec sp_rename '[app].[t_of_u]', 't_to_u'", ['pk_t', 't_to_u']],
    ["exec sp_rename 'app.t.pk_t', 'pk_u'", ['pk_u', 't_of_u']],
  ])('finds the constraint that it names, with and without its table: %s', async (rename, names) => {
    const schema = await schemaAfter('sqlserver', table, rename);
    expect(inconsistenciesOf(schema)).toEqual([]);
    expect(schema.tables.first()?.constraints.map(({ name }) => name)).toEqual(names);
  });

  it('finds a default that has a name', async () => {
    const schema = await schemaAfter('sqlserver', table, "exec sp_rename 'app.df_a', 'df_b'");
    expect(schema.tables.first()?.columns[0]).toMatchObject({ name: 'a', defaultName: 'df_b' });
  });

  it('leaves a constraint of another schema alone', async () => {
    const schema = await schemaAfter('sqlserver', table, "exec sp_rename 'dbo.pk_t', 'pk_u'");
    expect(schema.tables.first()?.constraints[0]).toMatchObject({ name: 'pk_t' });
  });
});

describe('a transaction that is rolled back', () => {
  it('leaves the schema as it was, where DDL takes part in it', async () => {
    const script = 'create table t (a int); begin; alter table t add column b int; rollback;';
    expect(describeTable(await schemaAfter('postgres', script), 't')).toEqual(['a integer']);
    expect(describeTable(await schemaAfter('mysql', script), 't')).toEqual(['a int', 'b int']);
  });
});
