import { sqlite } from '../../dialects/sqlite/index.ts';
import type { Engine } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { introspect } from './introspect.ts';

/** SQLite in this process, in memory, with foreign keys enforced as most drivers do. */
export async function openSqlite(): Promise<Engine> {
  const { Database } = (await loadPackage('node-sqlite3-wasm', () => import('node-sqlite3-wasm'))).default;
  let database = open();
  function open(): InstanceType<typeof Database> {
    const opened = new Database();
    opened.exec('PRAGMA foreign_keys = ON');
    return opened;
  }
  return {
    dialect: 'sqlite',
    run(statement) {
      try {
        database.exec(statement);
        return Promise.resolve({ ok: true });
      } catch (error) {
        return Promise.resolve(failure(error));
      }
    },
    introspect: () => Promise.resolve(introspect((sql, values) => database.all(sql, [...values]), sqlite)),
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
