import { describe, expect, it } from 'vitest';
import { findInNew } from '../find-in-new.ts';

const postgres = { dialect: 'postgres' } as const;
const mysql = { dialect: 'mysql' } as const;

describe('the rules about the types of new columns', () => {
  it('say all columns of a table in one finding, and show them alone', async () => {
    const sql = 'create table orders (id bigint primary key, note varchar(50) not null, city varchar(9));';
    const [finding, ...others] = await findInNew('prefer-text', postgres, '', sql);
    expect(others).toEqual([]);
    expect(finding?.message).toBe('orders.note and orders.city are limited by their types');
    expect(finding?.remedy.split('\n').at(-1)).toBe('    CREATE TABLE orders (note text NOT NULL, city text);');
    expect(finding?.suggestions).toEqual([]);
  });

  it('name the type of a single column, and suggest the better one', async () => {
    const shipped = 'create table orders (id bigint primary key);';
    const sql = 'alter table orders add column at timestamp(3) not null default now();';
    const [finding] = await findInNew('prefer-timestamptz', postgres, shipped, sql);
    expect(finding?.message).toBe('orders.at is a timestamp(3) without time zone');
    expect(finding?.suggestions.map(({ title, edits }) => [title, edits.map(({ text }) => text)])).toEqual([
      [
        'Make at a timestamptz',
        ['ALTER TABLE orders ADD COLUMN at timestamp(3) with time zone DEFAULT now() NOT NULL;'],
      ],
    ]);
  });

  it('suggest nothing where one statement adds several columns', async () => {
    const shipped = 'create table orders (id bigint primary key);';
    const found = await findInNew('prefer-jsonb', postgres, shipped, 'alter table orders add a json, add b json;');
    expect(found.map(({ message, suggestions }) => [message, suggestions])).toEqual([
      ['orders.a is json', []],
      ['orders.b is json', []],
    ]);
  });

  it('look at the key that a table gets later in the migration', async () => {
    const sql = 'create table orders (id int not null, n int); alter table orders add primary key (id);';
    const found = await findInNew('prefer-bigint', mysql, '', sql);
    expect(found.map(({ message }) => message)).toEqual(['orders.id is int, whose numbers end at 2,147,483,647']);
  });

  it('know how far unsigned numbers go', async () => {
    const sql = 'create table orders (id int unsigned not null auto_increment primary key);';
    const [finding] = await findInNew('prefer-bigint', mysql, '', sql);
    expect(finding?.message).toBe('orders.id is int unsigned, whose numbers end at 4,294,967,295');
    expect(finding?.remedy).toContain('bigint unsigned NOT NULL AUTO_INCREMENT');
  });
});

describe('enum-append-only', () => {
  const shipped = "create table orders (id bigint primary key, state enum('new','it''s','lost') not null);";
  const find = (list: string) =>
    findInNew('enum-append-only', mysql, shipped, `alter table orders modify state ${list} not null;`);

  it('writes the old values first, and the new ones behind them', async () => {
    const [finding] = await find("enum('new','sent','it''s','lost')");
    expect(finding?.message).toBe("the values of orders.state get other places: 'it''s' and 'lost'");
    expect(finding?.remedy).toContain("MODIFY COLUMN state enum('new','it''s','lost','sent') NOT NULL;");
  });

  it('says how to ask for another order', async () => {
    const [finding] = await find("enum('lost','new','it''s')");
    expect(finding?.remedy).toContain("ORDER BY FIELD(state, 'lost', 'new', 'it''s')");
  });

  it('names what is gone', async () => {
    const [finding] = await find("enum('new')");
    expect(finding?.message).toBe("orders.state loses the values 'it''s' and 'lost'");
    expect(finding?.why).toContain('orders is copied for it');
  });
});

describe('enum-order', () => {
  const shipped = `
    create type priority as enum ('low', 'high');
    create table tickets (id bigint primary key, priority priority not null);
    create view queue as select t.id from tickets t order by t.priority desc;`;

  it('names what goes by the order, and suggests to say the place that it gets anyway', async () => {
    const sql = "alter type priority add value if not exists 'urgent';";
    const [finding] = await findInNew('enum-order', postgres, shipped, sql);
    expect(finding?.message).toBe("'urgent' goes behind 'high' in priority, whose order counts");
    expect(finding?.why).toContain('the view queue sorts by tickets.priority');
    expect(finding?.suggestions[0]?.edits.map(({ text }) => text)).toEqual([
      "ALTER TYPE priority ADD VALUE IF NOT EXISTS 'urgent' AFTER 'high';",
    ]);
  });

  it.each([
    ['select max(priority) from tickets', true],
    ["select id from tickets where priority >= 'high'", true],
    ["select id from tickets where 'low' < priority", true],
    ["select id from tickets where priority between 'low' and 'high'", true],
    ['select id from tickets order by id, priority asc nulls last limit 3', true],
    ['select id, row_number() over (partition by id order by priority) as n from tickets', true],
    ["select id from tickets where priority <> 'high'", false],
    ['select id, priority::text as p from tickets order by priority::text', false],
    ["select id from tickets order by case priority when 'high' then 1 else 2 end", false],
    ["select id, '>' as mark, priority from tickets order by id", false],
  ])('%s: %s', async (query, isFound) => {
    const before = `
      create type priority as enum ('low', 'high');
      create table tickets (id bigint primary key, priority priority not null);
      create view queue as ${query};`;
    const found = await findInNew('enum-order', postgres, before, "alter type priority add value 'urgent';");
    expect(found).toHaveLength(isFound ? 1 : 0);
  });
});

describe('several-foreign-keys', () => {
  it('names every table that is locked, and points to the first lock', async () => {
    const shipped = 'create table a (id bigint primary key); create table b (id bigint primary key);';
    const sql =
      'begin; create table x (a bigint references a (id)); create table y (b bigint references b (id)); commit;';
    const [finding] = await findInNew('several-foreign-keys', postgres, shipped, sql);
    expect(finding?.message).toBe('a and b are locked by foreign keys of one transaction');
    expect(finding?.related.map(({ message }) => message)).toEqual(['the first lock, on a, is taken here']);
    expect(finding?.remedy).toContain('ALTER TABLE y ADD FOREIGN KEY (b) REFERENCES b (id);');
  });

  it('writes down four keys of many', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const shipped = names.map((name) => `create table ${name} (id bigint primary key);`).join('\n');
    const sql = `create table x (${names.map((name) => `${name} bigint references ${name} (id)`).join(', ')});`;
    const [finding] = await findInNew('several-foreign-keys', postgres, shipped, sql);
    expect(finding?.message).toContain('a, b, c and 4 more');
    expect(finding?.remedy.match(/ADD FOREIGN KEY/g)).toHaveLength(4);
  });
});

describe('schema-qualified', () => {
  it('says each name once, and how the statement would be written', async () => {
    const shipped = 'create table public.users (id bigint primary key);';
    const sql = 'alter table users add name text; alter table users add city text;';
    const found = await findInNew('schema-qualified', postgres, shipped, sql);
    expect(found.map(({ message, remedy }) => [message, remedy])).toEqual([
      [
        'users does not say in which schema it is',
        'say public.users:\n    ALTER TABLE public.users ADD COLUMN name text;',
      ],
    ]);
  });
});
