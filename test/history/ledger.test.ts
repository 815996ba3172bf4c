import path from 'node:path';
import { describe, expect, it } from 'vitest';
import sqlite from 'node-sqlite3-wasm';
import type { Row } from '../../src/connections/read-only.ts';
import { connectToLedger, LedgerError } from '../../src/history/ledger-connection.ts';
import type { LedgerConnection, LedgerSelection } from '../../src/history/ledger-connection.ts';
import type { LedgerQuestion } from '../../src/history/ledger.ts';
import { shippedByLedger } from '../../src/history/ledger.ts';
import { temporaryFolder } from './repository.ts';

const question: LedgerQuestion = {
  chain: 'main',
  schema: undefined,
  table: 'migrations',
  identity: 'name',
  order: undefined,
  applied: undefined,
  dirty: undefined,
  rolledBack: undefined,
  finished: undefined,
};

/** A database that answers with these rows, and remembers what it was asked. */
function answering(rows: readonly Row[] | undefined): {
  readonly asked: LedgerSelection[];
  readonly closed: () => boolean;
  readonly connect: () => Promise<LedgerConnection>;
} {
  const asked: LedgerSelection[] = [];
  let isClosed = false;
  return {
    asked,
    closed: () => isClosed,
    connect: () =>
      Promise.resolve({
        select(selection) {
          asked.push(selection);
          return Promise.resolve(rows);
        },
        close() {
          isClosed = true;
          return Promise.resolve();
        },
      }),
  };
}

const env = { DATABASE_URL: 'postgres://app:s3cret@db/shop' };

describe('what a ledger says', () => {
  it('is the identity of each row, and no more is asked', async () => {
    const database = answering([{ name: '001' }, { name: 2n }, { name: null }]);
    const shipped = await shippedByLedger('env:DATABASE_URL', [question], env, database.connect);
    expect(shipped.chains.get('main')).toEqual(['001', '2']);
    expect(shipped.description).toBe('the ledger in DATABASE_URL');
    expect(database.asked).toEqual([{ schema: undefined, table: 'migrations', columns: ['name'], order: undefined }]);
    expect(database.closed()).toBe(true);
  });

  it.each<[string, Partial<LedgerQuestion>, readonly Row[], readonly string[]]>([
    [
      'a failed row does not count',
      { applied: 'success' },
      [
        { name: 'a', success: false },
        { name: 'b', success: 1 },
      ],
      ['b'],
    ],
    [
      'the last row of one migration decides',
      { applied: 'up' },
      [
        { name: 'a', up: true },
        { name: 'a', up: false },
      ],
      [],
    ],
    [
      'a dirty row does not count',
      { dirty: 'dirty' },
      [
        { name: 'a', dirty: true },
        { name: 'b', dirty: 0 },
      ],
      ['b'],
    ],
    [
      'what was begun and not finished, or rolled back, does not count',
      { finished: 'done', rolledBack: 'back' },
      [
        { name: 'a', done: null, back: null },
        { name: 'b', done: 'x', back: 'x' },
        { name: 'c', done: 'x', back: null },
      ],
      ['c'],
    ],
  ])('%s', async (_, columns, rows, expected) => {
    const database = answering(rows);
    const shipped = await shippedByLedger('env:DATABASE_URL', [{ ...question, ...columns }], env, database.connect);
    expect(shipped.chains.get('main')).toEqual(expected);
  });

  it('is nothing where the table is not there, and that is said', async () => {
    const database = answering(undefined);
    const shipped = await shippedByLedger('env:DATABASE_URL', [{ ...question, schema: 'app' }], env, database.connect);
    expect(shipped.chains.get('main')).toEqual([]);
    expect(shipped.limits).toEqual([
      'main: the database in DATABASE_URL has no table app.migrations: nothing has shipped there',
    ]);
  });

  it('cannot be asked without the variable', async () => {
    await expect(shippedByLedger('env:DATABASE_URL', [question], {})).rejects.toThrow(
      /the variable DATABASE_URL is not set.*--since <ref>/,
    );
  });

  it('keeps the password to itself when it cannot be read, and closes the connection', async () => {
    const database = answering([]);
    const refusing = async (): Promise<LedgerConnection> => ({
      ...(await database.connect()),
      select: () => Promise.reject(new Error('no rights for s3cret at postgres://app:s3cret@db/shop')),
    });
    await expect(shippedByLedger('env:DATABASE_URL', [question], env, refusing)).rejects.toThrow(
      'the ledger in DATABASE_URL cannot be read: no rights for *** at ***',
    );
    expect(database.closed()).toBe(true);
  });
});

describe('connecting', () => {
  it('reads a SQLite file, and cannot write to it', async () => {
    const file = path.join(temporaryFolder(), 'shop.db');
    const database = new sqlite.Database(file);
    database.exec(
      'CREATE TABLE migrations (id INTEGER, "na""me" TEXT); INSERT INTO migrations VALUES (2, \'b\'), (1, \'a\')',
    );
    database.close();
    const connection = await connectToLedger(`file:${file}`, 'DB');
    const selection = { schema: undefined, columns: ['na"me'], order: 'id' };
    expect(await connection.select({ ...selection, table: 'migrations' })).toEqual([
      { 'na"me': 'a' },
      { 'na"me': 'b' },
    ]);
    expect(await connection.select({ ...selection, table: 'nothing' })).toBeUndefined();
    await connection.close();
  });

  it('says that a database cannot be reached, without its password', async () => {
    const refused = connectToLedger('postgres://app:s3cret@127.0.0.1:1/shop', 'DATABASE_URL');
    await expect(refused).rejects.toThrow(LedgerError);
    await expect(refused).rejects.toThrow(/^the database in DATABASE_URL cannot be reached: .*ECONNREFUSED/);
    await expect(refused).rejects.not.toThrow(/s3cret/);
    await expect(connectToLedger('mysql://app:s3cret@127.0.0.1:1/shop', 'DB')).rejects.toThrow(/ECONNREFUSED/);
    await expect(connectToLedger('file:/nothing/here.db', 'DB')).rejects.toThrow(/cannot be reached/);
  });

  it('says which databases can be asked', async () => {
    await expect(connectToLedger('sqlserver://s3cret', 'DB')).rejects.toThrow(/^DB is no URL .*`mig-lint ship`/);
  });
});
