import { beforeAll, describe, expect, test } from 'vitest';
import { efCore } from '../../../src/frameworks/ef-core/index.ts';
import type { Setting } from './project.ts';
import { meaningOf, migrationText, readText, readUp } from './project.ts';

beforeAll(async () => efCore.prepare?.());

/** The tables that are dropped, each with its guards. */
function drops(up: string, setting?: Setting): readonly string[] {
  return readUp(up, setting).operations.map((operation) => {
    const guards = operation.guards?.map((guard) => (guard.kind === 'condition' ? guard.text : guard.kind)) ?? [];
    const what = operation.kind === 'DropTable' ? operation.table.name : operation.kind;
    return [what, ...guards, ...(operation.repeated === true ? ['repeated'] : [])].join(' | ');
  });
}

const drop = (name: string): string => `migrationBuilder.DropTable(${name});`;

describe('conditions', () => {
  test.each([
    ['migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL"', ['else']],
    ['migrationBuilder.ActiveProvider != "Npgsql.EntityFrameworkCore.PostgreSQL"', ['then']],
    ['migrationBuilder.ActiveProvider == "Pomelo.EntityFrameworkCore.MySql"', ['then']],
    ['migrationBuilder.ActiveProvider.Contains("mysql")', ['then']],
    ['migrationBuilder.IsNpgsql() || migrationBuilder.IsSqlite()', ['else']],
    ['!migrationBuilder.IsMySql()', ['else']],
    ['true && Debug', ['then | true && Debug', 'else | !(true && Debug)']],
  ])('if (%s)', (condition, expected) => {
    const up = `if (${condition}) { ${drop('"then"')} } else ${drop('"else"')}`;
    expect(drops(up, { dialect: 'mysql' })).toEqual(expected);
  });

  test('what follows a return runs only if it was not taken', () => {
    expect(drops(`if (Skip()) return; ${drop('"a"')}`)).toEqual(['a | !(Skip())']);
    expect(drops(`if (migrationBuilder.IsSqlite()) { return; } ${drop('"a"')} return; ${drop('"b"')}`)).toEqual(['a']);
  });

  test('switch over the provider', () => {
    const up = `switch (migrationBuilder.ActiveProvider)
      {
        case "Microsoft.EntityFrameworkCore.Sqlite": ${drop('"a"')} break;
        case "Pomelo.EntityFrameworkCore.MySql": ${drop('"b"')} break;
        default: ${drop('"c"')} break;
      }`;
    expect(drops(up, { dialect: 'mysql' })).toEqual(['b']);
    expect(drops(up, { dialect: 'postgres' })).toEqual(['c']);
  });

  test('both branches of a compiler condition are read', () => {
    expect(drops(`\n#if DEBUG\n${drop('"a"')}\n#else\n${drop('"b"')}\n#endif\n`)).toEqual([
      'a | DEBUG',
      'b | !(DEBUG)',
    ]);
  });
});

describe('loops', () => {
  test('over values that are written in the file', () => {
    expect(drops(`foreach (var name in new[] { "a", "b" }) { ${drop('name')} }`)).toEqual([
      'a | repeated',
      'b | repeated',
    ]);
  });

  test('over anything else', () => {
    expect(drops(`foreach (var name in Names()) { ${drop('name')} ${drop('"b"')} }`)).toEqual([
      'Opaque | repeated',
      'b | repeated',
    ]);
    expect(drops(`for (var i = 0; i < 3; i++) { ${drop('"t" + i')} }`)).toEqual(['Opaque | repeated']);
  });
});

describe('methods', () => {
  test('of the same class are read where they are called', () => {
    const members =
      'private static void Clean(MigrationBuilder builder, string name) { builder.DropTable(name + "s"); }';
    expect(drops('Clean(migrationBuilder, "user"); this.Clean(migrationBuilder, name: "order");', { members })).toEqual(
      ['users', 'orders'],
    );
  });

  test('that are local', () => {
    expect(drops(`void Clean(MigrationBuilder m) => m.DropTable("a"); Clean(migrationBuilder);`)).toEqual(['a']);
  });

  test('that are local see the builder, and the variables around them', () => {
    const own = `void Remove(string name) { ${drop('prefix + name')} }`;
    expect(drops(`var prefix = "t_"; ${own} Remove("a"); foreach (var one in new[] { "b" }) Remove(one);`)).toEqual([
      't_a',
      't_b | repeated',
    ]);
    expect(drops(`void One() { Two(); } void Two() { ${drop('"a"')} } One();`)).toEqual(['a']);
    expect(drops(`if (Debug) { void Own() { ${drop('"a"')} } Own(); }`)).toEqual(['a | Debug']);
  });

  test('that are local, and handed over or called for a value, are unknown', () => {
    const own = `string Own() { ${drop('"a"')} return "b"; }`;
    expect(drops(`${own} Names.ForEach(Own);`)).toEqual(['Opaque']);
    expect(drops(`${own} Console.WriteLine(Own());`)).toEqual(['Opaque']);
    expect(drops('string Own() => "b"; Console.WriteLine(Own());')).toEqual([]);
  });

  test.each(['void Change() { name = "b"; } Change();', 'Names.ForEach(one => { name = one; });'])(
    'that change a variable around them leave it unknown: %s',
    (change) => {
      expect(drops(`var name = "a"; ${change} ${drop('name')}`)).toEqual(['Opaque']);
    },
  );

  test('that call themselves end', () => {
    const members = 'void Clean(MigrationBuilder m) { m.DropTable("a"); Clean(m); }';
    expect(drops('Clean(migrationBuilder);', { members })).toEqual(['a', 'Opaque']);
  });

  test.each([
    ['migrationBuilder.CreateView("v");', 'CreateView() is not a method of MigrationBuilder that mig-lint knows'],
    ['Seeder.Run(migrationBuilder);', 'what Run() does with the migration builder is not known'],
    ['base.Up(migrationBuilder);', 'what Up() does with the migration builder is not known'],
    ['migrationBuilder.Operations.Add(new SqlOperation());', 'what Add() does with the migration builder is not known'],
    ['migrationBuilder.DropTable(name: "t", cascade: true);', 'DropTable has no parameter cascade that mig-lint knows'],
    ['migrationBuilder.DropColumn("a");', 'DropColumn is called without table'],
  ])('%s is opaque', (call, detail) => {
    expect(meaningOf(call)).toMatchObject([{ kind: 'Opaque', reason: 'not-recognised', detail }]);
  });

  test('what has nothing to do with the builder is passed over', () => {
    expect(drops('Console.WriteLine("x"); var provider = migrationBuilder.ActiveProvider;')).toEqual([]);
  });
});

test.each([
  'Names[Remove(migrationBuilder)] = 1;',
  'try { } catch (Exception e) when (Remove(migrationBuilder)) { }',
  '$"{Remove(migrationBuilder)}".ToString();',
])('a builder that is handed over anywhere is told: %s', (up) => {
  expect(drops(up).map((one) => one.split(' ')[0])).toEqual(['Opaque']);
});

test('a call whose result is kept is read', () => {
  expect(drops('var operation = migrationBuilder.DropTable("a"); _ = migrationBuilder.DropTable("b");')).toEqual([
    'a',
    'b',
  ]);
});

describe('the migration', () => {
  test('has its class for a head, and its comments', () => {
    const { migration, textAt } = readUp('// why\nmigrationBuilder.DropTable("t");');
    expect(textAt(migration.head)).toBe('Test');
    expect(migration.comments.map(({ text }) => text)).toEqual([
      '/// <inheritdoc />',
      '/// <inheritdoc />',
      '// why',
      '/// <inheritdoc />',
    ]);
    expect(migration.transaction).toBe('per-migration');
  });

  test('has a way back, even if that is empty', () => {
    expect(readUp('', { down: 'migrationBuilder.DropTable("t");' }).migration.down).toMatchObject([
      { side: 'down', operations: [{ kind: 'DropTable' }] },
    ]);
    expect(readUp('').migration.down).toEqual([]);
  });

  test('has no way back when Down is missing or only throws', () => {
    expect(readUp('', { down: 'throw new NotSupportedException();' }).migration.down).toBeUndefined();
    expect(
      readText('class M : Migration { protected override void Up(MigrationBuilder b) => b.DropTable("t"); }').migration
        .down,
    ).toBeUndefined();
  });

  test('can have an expression for a body, and any name for the builder', () => {
    const { operations } = readText(
      'class M : Migration { protected override void Up(MigrationBuilder b) => b.DropTable("t"); }',
    );
    expect(operations).toMatchObject([{ kind: 'DropTable' }]);
  });
});

describe('problems', () => {
  test.each([
    ['class M : Migration { }', 'M has no Up method'],
    ['class M : Migration { protected override void Up(MigrationBuilder b); }', 'Up of M has no body'],
    ['class M { }', 'No class here derives from Migration'],
    ['', 'No class here derives from Migration'],
  ])('%s', (text, message) => {
    expect(readText(text).migration.problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('a syntax error is told, and the rest is read', () => {
    const text = migrationText('migrationBuilder.DropTable("a"); var x = = 1; migrationBuilder.DropTable("b");');
    const { migration, operations } = readText(text);
    expect(migration.problems[0]?.message).toBe('This cannot be read as C#');
    expect(operations.map(({ kind }) => kind)).toEqual(['DropTable', 'DropTable']);
  });

  test('code that is nested beyond reason is told, and the rest is read', () => {
    const deep = '('.repeat(6000) + '"x"' + ')'.repeat(6000);
    const { migration, operations } = readUp(`migrationBuilder.Sql(${deep}); migrationBuilder.DropTable("b");`);
    expect(migration.problems[0]?.message).toBe('This cannot be read as C#');
    expect(operations.map(({ kind }) => kind)).toEqual(['Opaque', 'DropTable']);
  });
});
