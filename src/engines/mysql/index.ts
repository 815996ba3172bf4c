import type { Connection } from 'mysql2/promise';
import { mysql } from '../../dialects/mysql/index.ts';
import type { Operation } from '../../model/operation.ts';
import { plainText } from '../../model/source-text.ts';
import type { Engine, Preparation, Ran, Server } from '../engine.ts';
import { failure, loadPackage } from '../engine.ts';
import { withinTime } from '../time-limit.ts';
import { readDigest } from './digest.ts';
import { introspect } from './introspect.ts';
import { isForClient, refusal } from './refusal.ts';
import { rowsOf } from './rows.ts';
import { readTableNames, readTableRows } from './table-rows.ts';
import { cancelQuery, connect, createDatabase, dropDatabase, scratchName } from './scratch.ts';

/**
 * A database of its own on a MySQL or MariaDB server. Nothing else on the server is touched: statements that would leave
 * the database are refused before they are sent.
 */
export async function openMysql({ url }: Server, preparation: Preparation = {}): Promise<Engine> {
  const { createConnection } = await loadPackage('mysql2', () => import('mysql2/promise'));
  const name = scratchName();

  const open = async (): Promise<Connection> => {
    const opened = await connect(createConnection, url);
    try {
      await createDatabase(opened, name);
      return opened;
    } catch (error) {
      await opened.end();
      throw error;
    }
  };
  const drop = (): Promise<void> => dropDatabase(createConnection, url, connection, name);

  let connection = await open();
  const preparing: string[] = [];
  const query = (sql: string, values?: readonly string[]): ReturnType<typeof rowsOf> => rowsOf(connection, sql, values);
  const [row] = await query('SELECT version() AS version');
  const version = String(row?.['version']);
  return {
    dialect: 'mysql',
    version,
    async run(statement) {
      const operations = readAfter(preparing, statement);
      if (operations.some(prepares)) preparing.push(statement);
      const refused = refusal(operations, name);
      if (refused !== undefined) return { ok: false, message: refused };
      if (operations.every(isForClient)) return { ok: true };
      return withinTime(
        preparation.statementTimeout,
        () => connection.query(statement).then((): Ran => ({ ok: true }), failure),
        () => cancelQuery(createConnection, url, connection),
      );
    },
    introspect: () => introspect(query, mysql, version, name),
    digest: () => readDigest(query, name),
    tables: () => readTableNames(query, name),
    rows: (table, limit) => readTableRows(query, name, table, limit),
    endsStatements: true,
    async reset() {
      preparing.length = 0;
      await drop();
      connection = await open();
    },
    close: drop,
  };
}

/** The operations of a statement after others: EXECUTE is what PREPARE and SET made of it. */
function readAfter(before: readonly string[], statement: string): readonly Operation[] {
  const isExecuted = /^\s*execute\b/iu.test(statement);
  const known = isExecuted || /^\s*(?:prepare|set)\b/iu.test(statement) ? before : [];
  const { statements } = mysql.read(plainText('', [...known, statement].join(';\n')));
  return statements.slice(known.length).flatMap(({ operations }) => operations);
}

/** Whether an operation can decide what a later EXECUTE runs. */
function prepares(operation: Operation): boolean {
  if (operation.kind === 'SetVariable') return operation.name.startsWith('@');
  return operation.kind === 'NoChange' && operation.statement === 'PREPARE';
}
