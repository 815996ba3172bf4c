import { describe, expect, it } from 'vitest';
import { findInNew } from '../find-in-new.ts';

describe('no-drop-table', () => {
  it('names the columns that a copy left behind, but none that can be made again', async () => {
    const shipped = `
      create table users (
        id bigint generated always as identity, email text, phone text, fax text,
        domain text generated always as (lower(email)) stored
      );
      create table accounts (email text);`;
    const [finding] = await findInNew(
      'no-drop-table',
      { dialect: 'postgres' },
      shipped,
      'insert into accounts select email from users; drop table users;',
    );
    expect(finding?.message).toBe('users is dropped with the values of phone and fax, which were not copied');
  });
});

describe('no-lossy-type-change', () => {
  it('names the values that a set does not have', async () => {
    const [finding] = await findInNew(
      'no-lossy-type-change',
      { dialect: 'mysql' },
      `create table t (a enum('x','y','z') not null);`,
      `alter table t modify a set('x') not null;`,
    );
    expect(finding?.why).toBe("lost or refused in t.a: 'y', 'z', which set('x') does not list");
  });

  it('says what PostgreSQL loses', async () => {
    const [finding] = await findInNew(
      'no-lossy-type-change',
      { dialect: 'postgres' },
      'create table t (a timestamptz);',
      'alter table t alter a type date;',
    );
    expect(finding?.why).toBe('lost or refused in t.a: the time of day');
  });
});

describe('rename-not-drop', () => {
  const shipped = 'create table t (id int, name varchar(100));';

  it('mends by itself when every value fits', async () => {
    const [finding] = await findInNew(
      'rename-not-drop',
      { dialect: 'postgres' },
      shipped,
      'alter table t drop name, add title text;',
    );
    expect(finding?.fix?.title).toBe('Rename name to title');
    expect(finding?.suggestions).toEqual([]);
  });

  it('only suggests when some value may not fit', async () => {
    const [finding] = await findInNew(
      'rename-not-drop',
      { dialect: 'postgres' },
      shipped,
      'alter table t drop name, add title varchar(50);',
    );
    expect(finding?.fix).toBeUndefined();
    expect(finding?.suggestions.map((one) => one.title)).toEqual(['Rename name to title']);
  });
});
