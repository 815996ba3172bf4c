import { describe, expect, test } from 'vitest';
import { meaningOf, readText, readUp } from './project.ts';

describe('SQL', () => {
  test('is read by the dialect, outside of the transaction when told so', async () => {
    const { migration } = await readUp('Sql("DROP TABLE dbo.A", suppressTransaction: true);');
    expect(migration.up).toMatchObject([
      { outsideTransaction: true, sql: 'DROP TABLE dbo.A', operations: [{ kind: 'DropTable' }] },
    ]);
  });

  test('comes from an embedded resource or a file', async () => {
    const files = { 'App/Sql/up.sql': 'DROP TABLE dbo.A' };
    expect(await meaningOf('SqlResource("App.Sql.up.sql");', { files })).toMatchObject([{ kind: 'DropTable' }]);
    expect(await meaningOf(String.raw`SqlFile(@"..\Sql\up.sql");`, { files })).toMatchObject([{ kind: 'DropTable' }]);
    expect(await meaningOf('SqlResource("App.Sql.down.sql");', { files })).toMatchObject([
      { kind: 'Opaque', detail: 'the embedded SQL file App.Sql.down.sql is not in the project' },
    ]);
  });
});

describe('what Up does', () => {
  test('goes on in methods of the class', async () => {
    const members = 'private void Drop(string name) { DropTable("dbo." + name); }';
    expect(await meaningOf('Drop("A"); this.Drop("B");', { members })).toMatchObject([
      { kind: 'DropTable', table: { name: 'A' } },
      { kind: 'DropTable', table: { name: 'B' } },
    ]);
  });

  test.each([
    'this.CreateView("v");',
    'Helper.Run(this);',
    'AddAuditColumns("t");',
    'connection.Execute("x");',
    'base.Up();',
  ])('what it calls elsewhere is never passed over: %s', async (code) => {
    expect(await meaningOf(code)).toMatchObject([{ kind: 'Opaque', reason: 'not-recognised' }]);
  });

  test('values that are only built do nothing', async () => {
    const code = 'var sb = new StringBuilder(); sb.AppendLine("x"); Console.WriteLine("done"); var name = Find("x");';
    expect(await meaningOf(code)).toEqual([]);
  });

  test('under a condition it is guarded', async () => {
    expect(await meaningOf('if (Exists("A")) { DropTable("A"); }')).toMatchObject([
      { kind: 'DropTable', guards: [{ kind: 'condition', text: 'Exists("A")' }] },
    ]);
  });

  test('each migration is one transaction, and a Down that is not there is no way back', async () => {
    const text = 'class M : DbMigration { public override void Up() { DropTable("A"); } }';
    const { migration } = await readText(text);
    expect(migration.transaction).toBe('per-migration');
    expect(migration).not.toHaveProperty('down');
  });

  test('a class without Up is a problem', async () => {
    const { migration } = await readText('class M : DbMigration { }');
    expect(migration.problems).toMatchObject([{ message: 'M has no Up method' }]);
  });
});
