import { describe, expect, it } from 'vitest';
import { mysql } from '../../src/dialects/mysql/index.ts';
import { plainText } from '../../src/model/source-text.ts';
import { engineOnMariadb, missingMariadb } from './mariadb.ts';

if (missingMariadb !== undefined) console.warn(`Hidden statements not held against MariaDB: ${missingMariadb}`);

/** Text that looks as if it did nothing, and whether the server empties the table by it. */
const texts: readonly (readonly [sql: string, isEmptied: boolean])[] = [
  ['/*M! DELETE FROM t */', true],
  ['/*M!100100 DELETE FROM t */', true],
  ['/*!50000 DELETE FROM t */', true],
  ['/*!999999 DELETE FROM t */ SELECT 1', false],
  ['/*M!999999 DELETE FROM t */ SELECT 1', false],
  ['/*m! DELETE FROM t */ SELECT 1', false],
  ['-- a\rDELETE FROM t\nSELECT 1', false],
  ['ANALYZE DELETE FROM t', true],
  ['ANALYZE FORMAT=JSON DELETE FROM t', true],
  ['EXPLAIN DELETE FROM t', false],
];

describe.skipIf(missingMariadb !== undefined)('MariaDB runs what the reader says that it runs', () => {
  const engine = engineOnMariadb();

  it.each(texts)('%j', async (sql, isEmptied) => {
    await engine().reset();
    for (const setup of ['CREATE TABLE t (id int)', 'INSERT INTO t VALUES (1)']) await engine().run(setup);
    await engine().run(sql);
    const { rows } = await engine().rows({ name: 't' }, 10);
    expect(rows).toHaveLength(isEmptied ? 0 : 1);
    const read = mysql.read(plainText('f.sql', sql)).statements.flatMap(({ operations }) => operations);
    expect(read.some(({ kind }) => kind === 'DeleteRows')).toBe(isEmptied);
  });
});
