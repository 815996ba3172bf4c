import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../src/engines/index.ts';
import { scriptsOf } from '../engines/fixtures.ts';
import { prove } from '../engines/proof.ts';
import { engineOnMariadb, missingMariadb, startMariadb } from './mariadb.ts';
import type { RunningServer } from './postgres.ts';

if (missingMariadb !== undefined) console.warn(`Not proved on MariaDB: ${missingMariadb}`);

describe.skipIf(missingMariadb !== undefined)('the replayed schema is the one that MariaDB has after', () => {
  const engine = engineOnMariadb();

  it.each(scriptsOf('mysql'))('$name', async ({ sql }) => {
    const { problems, differences } = await prove(engine(), sql);
    expect({ problems, differences }).toEqual({ problems: [], differences: [] });
  });
});

describe.skipIf(missingMariadb !== undefined)('a scratch database on a MariaDB server', () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startMariadb();
  });
  afterAll(() => server.stop());

  it.each([
    ['USE other', 'USE other'],
    ['CREATE DATABASE other', 'CREATE DATABASE other'],
    ['DROP SCHEMA IF EXISTS other', 'DROP DATABASE other'],
    ['ALTER DATABASE other CHARACTER SET latin1', 'a change of a database'],
    ['CREATE TABLE other.t (id INT)', 'other.t'],
    ['INSERT INTO t SELECT user FROM mysql.user', 'mysql.user'],
    ["CREATE USER 'a'@'%'", 'a change of users or roles'],
    ["GRANT ALL ON *.* TO 'a'@'%'", 'GRANT'],
    ['SET GLOBAL max_connections = 1', 'SET GLOBAL max_connections'],
    ['FLUSH TABLES WITH READ LOCK', 'FLUSH'],
    ['KILL 1', 'KILL'],
    ['SHUTDOWN', 'SHUTDOWN'],
    ["LOAD DATA INFILE '/etc/passwd' INTO TABLE t", 'LOAD from a file'],
    ["SELECT 1 INTO OUTFILE 'x'", 'a file of the server'],
  ])('refuses %s', async (statement, named) => {
    const engine = await openEngine('mysql', server);
    const ran = await engine.run(statement);
    expect(ran.ok ? 'it ran' : ran.message).toContain(`${named} would leave the scratch database, and was not run`);
    await engine.close();
  });

  it('refuses what is put together when it runs, and goes on', async () => {
    const engine = await openEngine('mysql', server);
    expect(await engine.run("SET @sql = CONCAT('DROP DATABASE ', 'mysql')")).toEqual({ ok: true });
    expect(await engine.run('PREPARE s FROM @sql')).toMatchObject({ ok: true });
    expect(await engine.run('EXECUTE s')).toMatchObject({ ok: false });
    expect(await engine.run('CREATE TABLE t (id INT)')).toEqual({ ok: true });
    expect([...(await engine.introspect()).tables.keys()]).toEqual(['t']);
    await engine.reset();
    expect((await engine.introspect()).tables.size).toBe(0);
    await engine.close();
  });

  it('is gone when it is closed, whatever was left open in it', async () => {
    const engine = await openEngine('mysql', server);
    await engine.run('CREATE TABLE t (id INT)');
    await engine.run('LOCK TABLES t WRITE');
    await engine.close();
    const other = await openEngine('mysql', server);
    const left =
      "SELECT 1 / (SELECT count(*) = 1 FROM information_schema.schemata WHERE schema_name LIKE 'mig\\\\_lint%') INTO @one";
    expect(await other.run(left)).toEqual({ ok: true });
    expect(await other.run("SELECT IF(@one = 1, 'gone', (SELECT 1 UNION SELECT 2))")).toEqual({ ok: true });
    await other.close();
  });

  it('does not say the password when the URL is none of such a server', async () => {
    await expect(openEngine('mysql', { url: 'postgres://me:secret@host/db' })).rejects.toThrow(/^The URL of a MySQL/);
  });
});
