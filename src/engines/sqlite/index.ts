import { sqlite } from '../../dialects/sqlite/index.ts';
import { plainText } from '../../model/source-text.ts';
import type { Engine } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { readDigest } from './digest.ts';
import { introspect } from './introspect.ts';
import type { Query } from './query.ts';
import { refusal } from './refusal.ts';
import { readTableNames, readTableRows } from './table-rows.ts';

/** SQLite in this process, in memory, with foreign keys enforced as most drivers do. */
export async function openSqlite(): Promise<Engine> {
  const { Database } = (await loadPackage('node-sqlite3-wasm', () => import('node-sqlite3-wasm'))).default;
  let database = open();
  function open(): InstanceType<typeof Database> {
    const opened = new Database();
    opened.exec('PRAGMA foreign_keys = ON');
    return opened;
  }
  const query: Query = (sql, values) => database.all(sql, [...values]);
  return {
    dialect: 'sqlite',
    run(statement) {
      const refused = refusal(sqlite.read(plainText('', statement)).statements);
      if (refused !== undefined) return Promise.resolve({ ok: false, message: refused });
      try {
        database.exec(statement);
        return Promise.resolve({ ok: true });
      } catch (error) {
        return Promise.resolve(failure(error));
      }
    },
    introspect: () => Promise.resolve(introspect(query, sqlite)),
    digest: () => Promise.resolve().then(() => readDigest(query)),
    tables: () => Promise.resolve().then(() => readTableNames(query)),
    rows: (table, limit) => Promise.resolve().then(() => readTableRows(query, table, limit)),
    endsStatements: false,
    reset() {
      database.close();
      database = open();
      return Promise.resolve();
    },
    close() {
      database.close();
      return Promise.resolve();
    },
  };
}
