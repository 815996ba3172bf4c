import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type fc from 'fast-check';
import { loadDialect } from '../../src/dialects/index.ts';
import type { ChainSource, Framework, ReadContext } from '../../src/frameworks/framework.ts';
import { findFramework } from '../../src/frameworks/index.ts';
import { inMemory } from '../frameworks/reading.ts';
import { csharpGrammar, scriptGrammar } from './code-grammar.ts';
import { configurationGrammar, directiveGrammar, jsonGrammar } from './format-grammar.ts';
import { holdsForMigration, isReadMore, isSame } from './promises.ts';
import type { Reader } from './reader.ts';

/** A file of a project of fixtures/projects that the texts stand in for. */
interface Slot {
  /** The project, and the framework where the reader is not called like it. */
  readonly project: string;
  readonly framework?: string;
  readonly place: string;
  readonly grammar: fc.Arbitrary<string>;
  readonly framed?: (piece: string) => string;
}

const inEfCore = (piece: string): string => `using Microsoft.EntityFrameworkCore.Migrations;
public partial class Init : Migration {
  private const string Schema = "s";
  protected override void Up(MigrationBuilder migrationBuilder) {
${piece}
  }
  protected override void Down(MigrationBuilder migrationBuilder) { }
}`;

const inEf6 = (piece: string): string => `namespace Library { public partial class Init : DbMigration {
  public override void Up() {
${piece}
  }
  public override void Down() { }
} }`;

const inSnapshot = (
  piece: string,
): string => `[DbContext(typeof(ShopContext))] partial class ShopContextModelSnapshot : ModelSnapshot {
  protected override void BuildModel(ModelBuilder modelBuilder) {
    modelBuilder.Entity("Shop.A", b => { b.Property<int>("Id"); b.HasKey("Id"); b.ToTable("A"); });
${piece}
  }
}`;

const inFunction =
  (parameter: string) =>
  (piece: string): string =>
    `exports.up = async (${parameter}) => {\n${piece}\n};\nexports.down = async (${parameter}) => {};`;

const inClass =
  (base: string, parameter: string) =>
  (piece: string): string =>
    `const { Migration, Table } = require('x');\nmodule.exports = class Init1700000000000 ${base} {\nasync up(${parameter}) {\n${piece}\n}\nasync down(${parameter}) {}\n};`;

const slots: Readonly<Record<string, Slot>> = {
  'ef-core': {
    project: 'ef-core-shop',
    place: 'Migrations/20240115090000_Init.cs',
    framed: inEfCore,
    grammar: csharpGrammar([
      ...[
        'migrationBuilder.Sql(%s);',
        'migrationBuilder.DropTable(%s, %s);',
        'migrationBuilder.DropColumn(name: %s, table: %s);',
      ],
      ...[
        'migrationBuilder.AddColumn<string>(name: %s, table: %s, nullable: %s);',
        'migrationBuilder.RenameColumn(%s, %s, %s);',
      ],
      'migrationBuilder.CreateTable(name: %s, columns: t => new { Id = t.Column<int>(%s).Annotation(%s, 1) }, constraints: t => t.PrimaryKey("PK", x => x.Id));',
      ...[
        'migrationBuilder.CreateIndex(%s, %s, %s).Annotation("a", 1);',
        'migrationBuilder.InsertData(%s, %s, %s);',
        '%s;',
      ],
      ...['migrationBuilder.AlterColumn<int>(%s, %s, oldNullable: %s);', 'migrationBuilder.AddForeignKey(%s, %s, %s);'],
    ]),
  },
  'ef-core-snapshot': {
    project: 'ef-core-shop',
    framework: 'ef-core',
    place: 'Migrations/ShopContextModelSnapshot.cs',
    framed: inSnapshot,
    grammar: csharpGrammar([
      ...[
        'modelBuilder.Entity(%s, b => { b.Property<int>(%s).HasColumnType(%s); });',
        'modelBuilder.HasAnnotation(%s, %s);',
      ],
      ...['modelBuilder.Entity("Shop.A", b => { b.HasOne(%s, null).WithMany().HasForeignKey(%s); });', 'b.HasKey(%s);'],
      ...[
        'modelBuilder.Entity("Shop.B", b => { b.HasBaseType(%s); b.ToTable(%s, (string)null); b.HasIndex(%s); });',
        '%s;',
      ],
      'modelBuilder.Entity("Shop.A", b => { b.OwnsOne("Shop.B", "B", b1 => { b1.Property<int>(%s); b1.WithOwner().HasForeignKey(%s); }); });',
    ]),
  },
  ef6: {
    project: 'ef6-library',
    place: 'Migrations/202401150900001_Init.cs',
    framed: inEf6,
    grammar: csharpGrammar([
      ...[
        'Sql(%s);',
        'DropTable(%s);',
        'CreateTable(%s, c => new { Id = c.Int(nullable: %s), B = c.String() }).PrimaryKey(t => t.Id);',
      ],
      ...[
        'AddColumn(%s, %s, c => c.String(maxLength: %s));',
        'CreateIndex(%s, %s);',
        'RenameColumn(%s, %s, %s);',
        '%s;',
      ],
      ...[
        'AddForeignKey(%s, %s, %s, cascadeDelete: true);',
        'AlterColumn(%s, %s, c => c.Int());',
        'DropColumn(%s, %s);',
      ],
    ]),
  },
  typeorm: {
    project: 'typeorm-shop',
    place: 'src/migrations/1700000000000-Init.js',
    framed: inClass('', 'queryRunner'),
    grammar: scriptGrammar([
      ...[
        'await queryRunner.query(%s);',
        'await queryRunner.query(`ALTER TABLE t ADD a int DEFAULT ${%s}`, [%s]);',
        '%s;',
      ],
      ...[
        'await queryRunner.createTable(new Table({ name: %s, columns: [{ name: "a", type: %s, default: %s }] }), true);',
      ],
      ...[
        'await queryRunner.addColumn(%s, %s);',
        'await queryRunner.dropColumn(%s, %s);',
        'await queryRunner.createIndex(%s, %s);',
      ],
      ...[
        'await queryRunner.manager.save(%s);',
        'await queryRunner.changeColumn(%s, %s, %s);',
        'await queryRunner.renameTable(%s, %s);',
      ],
    ]),
  },
  knex: {
    project: 'knex-shop',
    place: 'db/migrations/20240105090000_create_customers.js',
    framed: inFunction('knex'),
    grammar: scriptGrammar([
      ...[
        'await knex.schema.createTable(%s, (t) => { t.increments(%s); t.string(%s).notNullable(); });',
        'await knex.raw(%s, [%s]);',
      ],
      ...[
        'await knex.schema.alterTable("t", (t) => { t.dropColumn(%s); t.index(%s, %s); });',
        'return knex.schema.dropTable(%s);',
      ],
      ...[
        'await knex("t").where(%s).update(%s);',
        'if (await knex.schema.hasTable(%s)) { await knex.raw(%s); }',
        '%s;',
      ],
      ...[
        'await knex.schema.table("t", (t) => t.specificType("a", %s).defaultTo(%s).alter());',
        'knex.schema.raw(%s);',
      ],
      ...['await knex("t").insert([%s, %s]);', 'await knex.transaction(async (trx) => { await trx.raw(%s); });'],
    ]),
  },
  sequelize: {
    project: 'sequelize-library',
    place: 'migrations/20240101090000-init.js',
    framed: inClass('', 'queryInterface, Sequelize'),
    grammar: scriptGrammar([
      ...[
        'await queryInterface.createTable(%s, { id: { type: Sequelize.INTEGER, defaultValue: %s, references: %s } });',
        '%s;',
      ],
      ...[
        'await queryInterface.addColumn(%s, %s, %s);',
        'await queryInterface.sequelize.query(%s, { replacements: %s });',
      ],
      ...[
        'await queryInterface.addIndex(%s, %s, %s);',
        'await queryInterface.bulkInsert(%s, [%s]);',
        'await queryInterface.dropTable(%s);',
      ],
      ...['await queryInterface.changeColumn("t", "a", { type: Sequelize.ENUM(%s, %s), allowNull: %s });'],
      ...['await queryInterface.addConstraint("t", { type: "check", fields: [%s], where: %s });'],
    ]),
  },
  'node-pg-migrate': {
    project: 'node-pg-migrate-library',
    place: 'migrations/1704880800000_create-books.js',
    framed: inFunction('pgm'),
    grammar: scriptGrammar([
      ...[
        'pgm.createTable(%s, { id: "id", a: { type: %s, default: %s } });',
        'pgm.sql(%s, %s);',
        'pgm.addColumns(%s, %s);',
        '%s;',
      ],
      ...[
        'pgm.addConstraint(%s, %s, %s);',
        'pgm.createIndex(%s, %s, %s);',
        'pgm.alterColumn(%s, %s, %s);',
        'pgm.dropTable(%s);',
      ],
      ...[
        'pgm.createFunction(%s, [%s], { returns: "int", language: "sql" }, %s);',
        'pgm.noTransaction();',
        'pgm.func(%s);',
      ],
    ]),
  },
  kysely: {
    project: 'kysely-bakery',
    place: 'migrations/2024-01-10_create_breads.js',
    framed: (piece) => `import { sql } from 'kysely';\nexport async function up(db) {\n${piece}\n}\n`,
    grammar: scriptGrammar([
      ...['await db.schema.createTable(%s).addColumn(%s, %s, (c) => c.notNull().defaultTo(%s)).execute();', '%s;'],
      ...[
        'await sql`ALTER TABLE ${sql.ref(%s)} ADD a int DEFAULT ${%s}`.execute(db);',
        'await sql.raw(%s).execute(db);',
      ],
      ...[
        'await db.schema.alterTable(%s).dropColumn(%s).execute();',
        'await db.schema.createIndex(%s).on(%s).columns([%s]).execute();',
      ],
      ...[
        'await db.updateTable(%s).set({ a: %s }).where("a", "=", %s).execute();',
        'await db.insertInto("t").values(%s).execute();',
      ],
      ...[
        'await db.deleteFrom(%s).where(%s, "is", null).execute();',
        'await db.schema.createView(%s).as(db.selectFrom(%s).selectAll()).execute();',
      ],
    ]),
  },
  'mikro-orm': {
    project: 'mikro-orm-garden',
    place: 'migrations/Migration20240110093000.ts',
    framed: (piece) =>
      `import { Migration } from '@mikro-orm/migrations';\nexport class M extends Migration {\nasync up(): Promise<void> {\n${piece}\n}\n}\n`,
    grammar: scriptGrammar([
      ...['this.addSql(%s);', 'await this.execute(%s, [%s]);', 'this.addSql(`update t set a = ${%s}`);', '%s;'],
      ...['const knex = this.getKnex(); this.addSql(knex.raw(%s, [%s]));', 'this.addSql(knex.schema.dropTable(%s));'],
    ]),
  },
  umzug: {
    project: 'umzug-clinic',
    place: 'migrations/2024.01.01T09.00.00.patients.js',
    framed: inFunction('{ context: queryInterface, name }'),
    grammar: scriptGrammar([
      ...['await queryInterface.addColumn(%s, %s, %s);', 'await queryInterface.sequelize.query(%s);', '%s;'],
      'await queryInterface.createTable(%s, { id: { type: DataTypes.INTEGER } }, %s);',
    ]),
  },
  knexfile: {
    project: 'knex-shop',
    framework: 'knex',
    place: 'knexfile.js',
    grammar: scriptGrammar(['module.exports = { client: %s, migrations: { directory: %s } };']),
  },
  'data-source': {
    project: 'typeorm-shop',
    framework: 'typeorm',
    place: 'src/data-source.js',
    grammar: scriptGrammar(['new DataSource({ type: %s, migrations: [%s], migrationsTransactionMode: %s });']),
  },
  sequelizerc: {
    project: 'sequelize-library',
    framework: 'sequelize',
    place: '.sequelizerc',
    grammar: scriptGrammar(['module.exports = { "migrations-path": path.resolve(%s, %s), config: %s };']),
  },
  goose: { project: 'goose', place: 'migrations/00001_create_orders.sql', grammar: directiveGrammar },
  dbmate: { project: 'dbmate', place: 'db/migrations/20240105090000_create_users.sql', grammar: directiveGrammar },
  drizzle: { project: 'drizzle', place: 'drizzle/0000_calm_otter.sql', grammar: directiveGrammar },
  'golang-migrate': {
    project: 'golang-migrate',
    place: 'migrations/000001_create_teams.up.sql',
    grammar: directiveGrammar,
  },
  flyway: {
    project: 'flyway',
    place: 'src/main/resources/db/migration/postgresql/V1__init.sql',
    grammar: directiveGrammar,
  },
  'flyway-configuration': {
    project: 'flyway',
    framework: 'flyway',
    place: 'src/main/resources/application.yml',
    grammar: configurationGrammar,
  },
  'flyway-script-configuration': {
    project: 'flyway',
    framework: 'flyway',
    place: 'src/main/resources/db/migration/postgresql/V10__customer_note.sql.conf',
    grammar: configurationGrammar,
  },
  'diesel-metadata': {
    project: 'diesel',
    framework: 'diesel',
    place: 'migrations/20240212100000_index_titles/metadata.toml',
    grammar: configurationGrammar,
  },
  diesel: { project: 'diesel', framework: 'diesel', place: 'diesel.toml', grammar: configurationGrammar },
  'prisma-schema': { project: 'prisma', framework: 'prisma', place: 'db/model.prisma', grammar: configurationGrammar },
  'supabase-configuration': {
    project: 'supabase',
    framework: 'supabase',
    place: 'supabase/config.toml',
    grammar: configurationGrammar,
  },
  'drizzle-journal': {
    project: 'drizzle',
    framework: 'drizzle',
    place: 'drizzle/meta/_journal.json',
    grammar: jsonGrammar(['version', 'dialect', 'entries', 'idx', 'when', 'tag', 'breakpoints']),
  },
  'drizzle-snapshot': {
    project: 'drizzle',
    framework: 'drizzle',
    place: 'drizzle/meta/0002_snapshot.json',
    grammar: jsonGrammar([
      'id',
      'dialect',
      'tables',
      'columns',
      'name',
      'type',
      'indexes',
      'foreignKeys',
      'schema',
      'enums',
    ]),
  },
  'project-file': {
    project: 'dbup',
    framework: 'dbup',
    place: 'src/Migrator/Migrator.csproj',
    grammar: configurationGrammar,
  },
  'package-file': {
    project: 'node-pg-migrate-library',
    framework: 'node-pg-migrate',
    place: 'package.json',
    grammar: jsonGrammar(['dependencies', 'devDependencies', 'scripts', 'name', 'type', 'pg']),
  },
};

export const projectReaders: readonly Reader[] = Object.entries(slots).map(([name, slot]) => readerOf(name, slot));

function readerOf(name: string, { project, framework = name, place, grammar, framed }: Slot): Reader {
  const texts = textsIn(path.join('fixtures/projects', project));
  return {
    name,
    files: new RegExp(
      `${path
        .extname(place)
        .replace('.', String.raw`\.`)
        .replace(/[jt]s$/, '[jt]s')}$`,
    ),
    grammar,
    samples: [texts[place] ?? ''],
    ...(framed === undefined ? {} : { framed }),
    load: () => checkOf(framework, texts, place),
  };
}

function textsIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file).replaceAll(path.sep, '/'), readFileSync(file, 'utf8')];
    }),
  );
}

async function checkOf(
  name: string,
  texts: Readonly<Record<string, string>>,
  place: string,
): Promise<(text: string) => void> {
  const framework = findFramework(name);
  await framework?.prepare?.();
  const chain = framework?.detect(inMemory(texts)).find(({ framework: owner }) => owner === name);
  if (framework === undefined || chain === undefined) throw new Error(`nothing of ${name} is found in its project`);
  const dialect = await loadDialect(chain.dialect);
  return (text) => {
    const contents = { ...texts, [place]: text };
    const files = inMemory(contents);
    const context = { files, chain, dialect };
    const found = framework.detect(files);
    const readTwice = isReadMore(text);
    if (readTwice) isSame(found, framework.detect(files));
    framework.passOver?.(files);
    const entries = framework.list(chain, files);
    // What else the project holds can depend on the text.
    const concerned = entries.filter((entry) => entry.files.includes(place));
    for (const entry of concerned.length > 0 || !isReadMore(text) ? concerned : entries.slice(0, 1)) {
      const migration = framework.read(entry, context);
      holdsForMigration(migration, contents);
      if (readTwice) isSame(migration, framework.read(entry, context));
    }
    readSnapshot(framework, place, context);
  };
}

function readSnapshot(framework: Framework, place: string, context: ReadContext & { chain: ChainSource }): void {
  const latest = framework.snapshots?.latest(context.chain, context.files);
  if (latest !== place) return;
  const { operations, problems } = framework.snapshotReader?.()(place, context) ?? { operations: [], problems: [] };
  const length = context.files.read(place)?.length ?? 0;
  for (const { span } of [...operations, ...problems]) {
    if (span.start < 0 || span.end > length || span.start > span.end)
      throw new Error(`out of the snapshot: ${span.start}`);
  }
}
