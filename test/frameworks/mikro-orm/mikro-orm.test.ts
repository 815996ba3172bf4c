import { beforeAll, expect, it } from 'vitest';
import { mikroOrm } from '../../../src/frameworks/mikro-orm/index.ts';
import { idsOf, inMemory, readProject } from '../reading.ts';

beforeAll(() => mikroOrm.prepare?.());

function migration(body: string): string {
  return `import { Migration } from '@mikro-orm/migrations';\nexport class M extends Migration {\n${body}\n}\n`;
}

it('addSql is read by the dialect, whatever its quotes', async () => {
  const body =
    'async up() { this.addSql(`create table "t" ("a" text default \'\\`\');`); this.addSql(\'drop table "u";\'); }';
  const { migrations } = await readProject(mikroOrm, { 'migrations/Migration1.ts': migration(body) });
  expect(migrations[0]?.up.flatMap(({ operations }) => operations)).toMatchObject([
    { kind: 'CreateTable', columns: [{ default: { sql: "'`'" } }] },
    { kind: 'DropTable' },
  ]);
});

it('what execute is given runs before what addSql gathers', async () => {
  const body = `async up() { this.addSql('drop table t'); await this.execute('delete from t where a = ?', [1]); }`;
  const { migrations } = await readProject(mikroOrm, { 'migrations/Migration1.ts': migration(body) });
  expect(migrations[0]?.up.map(({ sql }) => sql)).toEqual(['delete from t where a = 1', 'drop table t']);
});

it('a class without down has no way back', async () => {
  const { migrations } = await readProject(mikroOrm, { 'migrations/Migration1.ts': migration('up() {}') });
  expect(migrations[0]).not.toHaveProperty('down');
});

it.each([
  ['all migrations share one transaction', '', 'whole-batch'],
  ['one that is not transactional runs by itself', 'isTransactional() { return false; }', 'none'],
])('%s', async (_, method, transaction) => {
  const { migrations } = await readProject(mikroOrm, { 'migrations/Migration1.ts': migration(`up() {} ${method}`) });
  expect(migrations[0]?.transaction).toBe(transaction);
});

it('what the entity manager does is not known', async () => {
  const body = `async up() { await this.getEntityManager().flush(); }`;
  const { migrations } = await readProject(mikroOrm, { 'migrations/Migration1.ts': migration(body) });
  expect(migrations[0]?.up[0]?.operations).toMatchObject([
    { kind: 'Opaque', detail: 'what this.getEntityManager.flush does is not known' },
  ]);
});

it.each([
  'await seed(this);',
  "await this[process.env.METHOD]('x');",
  'const copy = { self: this }; await seed(copy);',
])('a migration that is handed over is not passed over: %s', async (body) => {
  const contents = { 'migrations/Migration1.ts': migration(`async up() { ${body} }`) };
  const { migrations } = await readProject(mikroOrm, contents);
  expect(migrations[0]?.up[0]?.operations).toMatchObject([{ kind: 'Opaque' }]);
});

it.each([
  ['the configuration', { 'mikro-orm.config.ts': `import { MySqlDriver } from '@mikro-orm/mysql';` }, 'mysql'],
  ['the snapshot', { 'migrations/.snapshot-shop.json': '{"type":"timestamptz(0)","x":"jsonb"}' }, 'postgres'],
  ['the package', { 'package.json': '{"dependencies":{"@mikro-orm/better-sqlite":"6"}}' }, 'sqlite'],
])('%s tells the database', (_, contents, dialect) => {
  const [chain] = mikroOrm.detect(inMemory({ ...contents, 'migrations/Migration1.ts': migration('up() {}') }));
  expect(chain?.dialect).toBe(dialect);
});

it('migrations run in the order of the names of their files', async () => {
  const text = migration('up() {}');
  const contents = { 'm/migrations/Migration2.ts': text, 'm/migrations/Migration10.ts': text };
  expect(await idsOf(mikroOrm, contents)).toEqual(['Migration10', 'Migration2']);
});
