import { describe, expect, it } from 'vitest';
import { automaticChangesIn, mayChangeSchema } from '../../src/frameworks/automatic-changes.ts';

function callsIn(file: string, text: string): readonly string[] {
  return mayChangeSchema(file) ? automaticChangesIn(file, text).map(({ tool, call }) => `${tool}: ${call}`) : [];
}

describe('what changes a schema by itself', () => {
  it.each([
    ['Program.cs', 'await db.Database.MigrateAsync();', 'EF Core: Database.MigrateAsync()'],
    ['Startup.cs', 'context.Database\n    .EnsureCreated();', 'EF Core: Database.EnsureCreated()'],
    ['Configuration.cs', 'AutomaticMigrationsEnabled = true;', 'Entity Framework 6: AutomaticMigrationsEnabled = true'],
    [
      'Global.asax.cs',
      'Database.SetInitializer(new MigrateDatabaseToLatestVersion<Shop, Configuration>());',
      'Entity Framework 6: new MigrateDatabaseToLatestVersion<…>',
    ],
    ['src/db.ts', "import 'typeorm'; const o = { synchronize: true };", 'TypeORM: synchronize: true'],
    ['ormconfig.json', '{ "migrationsRun": true }', 'TypeORM: "migrationsRun": true'],
    [
      'app.js',
      "require('sequelize'); db.sync({ logging: false, force: true })",
      'Sequelize: .sync({ logging: false, force: true })',
    ],
    ['app.ts', "import '@mikro-orm/core'; await orm.schema.update();", 'MikroORM: schema.update()'],
    ['Dockerfile', 'CMD npx prisma db push && node .', 'Prisma: prisma db push'],
    ['docker/entrypoint.sh', 'drizzle-kit push\nexec node .', 'Drizzle: drizzle-kit push'],
    ['package.json', '{ "scripts": { "start": "prisma db push && node ." } }', 'Prisma: prisma db push'],
  ])('%s: %s', (file, text, expected) => {
    expect(callsIn(file, text)).toEqual([expected]);
  });

  it.each([
    ['a comment', 'Program.cs', '// db.Database.Migrate();\n/* db.Database.Migrate(); */'],
    [
      'a string',
      'Program.cs',
      'Log("db.Database.Migrate()"); Log(@"db.Database.Migrate()"); Log("""Database.Migrate()""");',
    ],
    ['a false option', 'Configuration.cs', 'AutomaticMigrationsEnabled = false;'],
    ['another library', 'clock.ts', 'const o = { synchronize: true };'],
    ['sync that only creates what is missing', 'app.js', "require('sequelize'); db.sync()"],
    ['a condition that is not constant', 'db.ts', "import 'typeorm'; const o = { synchronize: isTest };"],
    ['development alone', 'Program.cs', 'if (env.IsDevelopment())\n{\n  Open();\n  db.Database.Migrate();\n}'],
    ['development alone, without braces', 'Program.cs', 'if (env.IsDevelopment()) db.Database.Migrate();'],
    [
      'development alone, in JavaScript',
      'app.js',
      "require('sequelize'); if (process.env.NODE_ENV === 'development') { db.sync({ force: true }) }",
    ],
    [
      'a script that developers run',
      'package.json',
      '{ "scripts": { "db:push": "prisma db push", "dev": "prisma db push" } }',
    ],
    ['a container for tests', 'Dockerfile.test', 'RUN npx prisma db push'],
    ['a comment in a script', 'deploy.sh', '# prisma db push'],
    ['a page', 'README.md', 'prisma db push'],
  ])('leaves %s alone', (_, file, text) => {
    expect(callsIn(file, text)).toEqual([]);
  });

  it('tells a block for development from one behind it', () => {
    const text = 'if (env.IsDevelopment()) { Open(); }\ndb.Database.Migrate();';
    expect(callsIn('Program.cs', text)).toHaveLength(1);
  });

  it('gives the place in the text as it is', () => {
    const text = '/* ä */ db.Database.Migrate();';
    const [found] = automaticChangesIn('Program.cs', text);
    expect(text.slice(found?.span.start, found?.span.end)).toBe('Database.Migrate(');
  });
});
