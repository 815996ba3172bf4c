import { afterAll, describe, expect, it } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import { openEngine } from '../../../src/engines/index.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { behavesLikeALedgerScript } from './behaviour.ts';
import { postgresCases, sqliteCases } from './cases.ts';
import { entry, fill, rowsIn, runScript, scriptOf } from './ledgers.ts';

// Opening it takes longer than a hook may.
const pglite = await openEngine('pglite');
const sqlite = await openEngine('sqlite');
afterAll(async () => {
  await pglite.close();
  await sqlite.close();
});

describe.each([
  ['PostgreSQL', postgresCases, pglite],
  ['SQLite', sqliteCases, sqlite],
] as const)('the ledger script on %s', (_, cases, engine) => {
  describe.each(cases.map((one) => [one.framework, one] as const))('of %s', (__, one) => {
    behavesLikeALedgerScript(one, () => engine);
  });
});

const [prisma] = postgresCases;
const goose = postgresCases.find(({ framework }) => framework === 'goose');
const golangMigrate = sqliteCases.find(({ framework }) => framework === 'golang-migrate');
if (prisma === undefined || goose === undefined || golangMigrate === undefined) throw new Error('a case is missing');

describe('the ledger script', () => {
  it('lets pass what it is told of: later migrations, and those of others', async () => {
    await fill(pglite, goose, [...goose.rows, goose.stranger]);
    const { sql = '' } = await scriptOf(goose, [entry('9_x', 'm/9_x.sql', '9')]);
    expect(await runScript(pglite, sql)).toBeUndefined();
    expect(await rowsIn(pglite, goose)).toEqual([...goose.settled, ['9', 'true']]);
  });

  it('leaves a ledger of one row alone that is past the base', async () => {
    await fill(sqlite, golangMigrate, [golangMigrate.stranger]);
    const { sql = '' } = await scriptOf(golangMigrate, [entry('9_x', 'm/9_x.up.sql', '9')]);
    expect(await runScript(sqlite, sql)).toBeUndefined();
    expect(await rowsIn(sqlite, golangMigrate)).toEqual([['9', '0']]);
  });

  it('is not written where the one row stays as it is', async () => {
    const { sql, notes } = await scriptOf({ ...golangMigrate, base: entry('3_base', 'm/3_base.up.sql', '3') });
    expect(sql).toBeUndefined();
    expect(notes[0]).toBe('3_base is recorded as the last old migration is: no ledger has to change');
  });

  it('is not written for a tool without a ledger', async () => {
    const { sql, notes } = await scriptOf({ ...goose, framework: 'sql' });
    expect(sql).toBeUndefined();
    expect(notes[0]).toMatch(/keeps no record that is known/);
  });

  it('asks for nothing that a new database never ran, nor for what is run again and again', async () => {
    await fill(pglite, goose, goose.rows.slice(0, 3));
    const [one, two, three] = goose.squashed;
    if (one === undefined || two === undefined || three === undefined) throw new Error('three are needed');
    const squashed = [one, two, { ...three, repeatable: true }, { ...entry('8_h', 'm/8_h.sql', '8'), neverRun: true }];
    const { sql = '' } = await scriptOf({ ...goose, squashed });
    expect(await runScript(pglite, sql)).toBeUndefined();
    expect(await rowsIn(pglite, goose)).toEqual(goose.settled);
  });

  it('names the tool’s own command beside what it leaves undone', async () => {
    const { sql } = await scriptOf(prisma);
    expect(sql).toContain("-- Prisma's own command, `npx prisma migrate resolve --applied 3_base`");
  });

  it('keeps a name in its comment, and in its literal', async () => {
    const { sql = '' } = await scriptOf({ ...prisma, base: entry("x\n'; DROP TABLE a; --", 'm/x/migration.sql') });
    const comments = sql.split('\n').filter((line) => line.startsWith('--'));
    expect(comments.join('\n')).toContain("x '; DROP TABLE a; --");
    expect(sql).toContain("'x\n''; DROP TABLE a; --'");
  });
});

describe('the ledger script for SQL Server', () => {
  it('holds no statement that the dialect does not know', async () => {
    const { sql = '' } = await scriptOf({ ...goose, dialect: 'sqlserver' });
    const { statements } = (await loadDialect('sqlserver')).read(plainText('ledger.sql', sql));
    const kinds = statements.flatMap(({ operations }) => operations.map(({ kind }) => kind));
    expect(kinds).toEqual(expect.arrayContaining(['DeleteRows']));
    expect(kinds).not.toContain('Opaque');
  });

  it('asks first, and changes the ledger in one transaction', async () => {
    const { sql = '' } = await scriptOf({ ...goose, dialect: 'sqlserver', framework: 'ef-core' });
    expect(sql).toMatchInlineSnapshot(`
      "-- __EFMigrationsHistory of EF Core: 3_base takes the place of 3 migrations (1_a to 3_c).
      -- Run it once on every database that exists, before the tool sees the new files there: a new database needs none of it.
      -- A database that is not at 3_c is refused and left as it is; a second run changes nothing.

      SET XACT_ABORT ON;
      BEGIN TRANSACTION;
      DECLARE @rows int;
      SELECT @rows = COUNT(*) FROM __EFMigrationsHistory WITH (TABLOCKX, HOLDLOCK);
      IF EXISTS (SELECT 1 FROM __EFMigrationsHistory WHERE MigrationId IN (N'3_base')) AND NOT EXISTS (SELECT 1 FROM __EFMigrationsHistory WHERE MigrationId IN (N'1_a', N'2_b', N'3_c'))
        PRINT N'__EFMigrationsHistory has 3_base already: nothing to do';
      ELSE
      BEGIN
        IF 3 - (SELECT COUNT(DISTINCT MigrationId) FROM __EFMigrationsHistory WHERE MigrationId IN (N'1_a', N'2_b', N'3_c')) > 0 BEGIN; THROW 50000, N'not all 3 squashed migrations are recorded in __EFMigrationsHistory as applied: bring the database to 3_c with EF Core first', 1; END;
        IF (SELECT COUNT(*) FROM __EFMigrationsHistory WHERE NOT MigrationId IN (N'1_a', N'2_b', N'3_c', N'3_base')) > 0 BEGIN; THROW 50000, N'__EFMigrationsHistory records migrations that the squash does not know: this database is not where the old ones ended', 1; END;
        DELETE FROM __EFMigrationsHistory WHERE MigrationId IN (N'1_a', N'2_b');
        UPDATE __EFMigrationsHistory SET MigrationId = N'3_base' WHERE MigrationId IN (N'3_c');
        PRINT N'__EFMigrationsHistory has 3_base in the place of 3 migrations';
      END;
      COMMIT TRANSACTION;
      "
    `);
  });
});
