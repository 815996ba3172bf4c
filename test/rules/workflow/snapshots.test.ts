import { describe, expect, it } from 'vitest';
import { lintProject } from '../../../src/lint/lint.ts';
import { openProject } from '../../../src/lint/project.ts';
import { projectMemory } from '../../../src/lint/project-memory.ts';
import { resolveConfig } from '../../../src/config/resolve.ts';
import type { Diagnostic } from '../../../src/model/diagnostic.ts';
import { rules } from '../../../src/rules/index.ts';
import { filesInMemory, openInMemory, shippedFiles } from '../example-project.ts';

type Texts = Readonly<Record<string, string>>;

const config = {
  extends: [],
  chains: [{ name: 'app', include: ['**'] }],
  rules: { 'stale-snapshot': 'error', 'snapshot-drift': 'error' },
} as const;

async function found(shipped: Texts, added: Texts, all = false): Promise<readonly Diagnostic[]> {
  const workTree = new Map(Object.entries({ ...shipped, ...added }));
  const project = await openInMemory({ config, workTree, shipped: new Map(Object.entries(shipped)) });
  return lintProject(project, { today: '2026-01-31', startedAt: 0, all }).diagnostics;
}

function drizzleSnapshot(id: string, prevId: string, columns: readonly string[]): string {
  const all = columns.map((name): readonly [string, object] => [
    name,
    { name, type: 'integer', primaryKey: false, notNull: false },
  ]);
  const table = { name: 'customer', schema: '', columns: Object.fromEntries(all), indexes: {}, foreignKeys: {} };
  return JSON.stringify({ id, prevId, tables: { 'public.customer': table } });
}

function journal(...tags: readonly string[]): string {
  return JSON.stringify({ dialect: 'postgresql', entries: tags.map((tag, idx) => ({ idx, when: idx + 1, tag })) });
}

describe('two branches of Drizzle', () => {
  const shipped = {
    'drizzle/meta/_journal.json': journal('0000_customer', '0001_country'),
    'drizzle/0000_customer.sql': 'CREATE TABLE "customer" ("id" integer);',
    'drizzle/meta/0000_snapshot.json': drizzleSnapshot('a', '0', ['id']),
    'drizzle/0001_country.sql': 'ALTER TABLE "customer" ADD COLUMN "country" integer;',
    'drizzle/meta/0001_snapshot.json': drizzleSnapshot('b', 'a', ['id', 'country']),
  };
  const added = (prevId: string, columns: readonly string[]): Texts => ({
    'drizzle/meta/_journal.json': journal('0000_customer', '0001_country', '0002_age'),
    'drizzle/0002_age.sql': 'ALTER TABLE "customer" ADD COLUMN "age" integer;',
    'drizzle/meta/0002_snapshot.json': drizzleSnapshot('c', prevId, columns),
  });

  it('are told by the snapshot that the new one was made from', async () => {
    const stale = (await found(shipped, added('a', ['id', 'age']))).filter(({ rule }) => rule === 'stale-snapshot');
    expect(stale).toMatchObject([
      {
        message:
          '0002_age was generated without knowing 0001_country: 0002_snapshot.json lacks column customer.country',
        migration: '0002_age',
        related: [{ message: 'not known to 0002_age' }],
      },
    ]);
    expect(stale[0]?.remedy).toContain('npx drizzle-kit generate');
  });

  it('are none when it was made from the one before it', async () => {
    expect(await found(shipped, added('b', ['id', 'age', 'country']))).toEqual([]);
  });

  it('are none when nobody knows what it was made from', async () => {
    expect(await found(shipped, added('z', ['id', 'age', 'country']))).toEqual([]);
  });
});

function model(body: string): string {
  return `modelBuilder.Entity("Shop.Customer", b => { b.Property<int>("Id").HasColumnType("int"); ${body} b.HasKey("Id"); b.ToTable("customer"); });`;
}

function migration(name: string, up: string): string {
  return `public partial class ${name} : Migration { protected override void Up(MigrationBuilder migrationBuilder) { ${up} } }`;
}

function designer(id: string, body: string): string {
  return `[DbContext(typeof(ShopContext))] [Migration("${id}")] partial class X { protected override void BuildTargetModel(ModelBuilder modelBuilder) { ${model(body)} } }`;
}

function snapshot(body: string): Texts {
  const text = `[DbContext(typeof(ShopContext))] partial class S : ModelSnapshot { protected override void BuildModel(ModelBuilder modelBuilder) { ${model(body)} } }`;
  return { 'Migrations/ShopContextModelSnapshot.cs': text };
}

const age = 'b.Property<int?>("Age").HasColumnType("int");';
const lost = 'b.Property<int?>("Lost").HasColumnType("int");';
const first = '20240101000000_Customer';
const second = '20240201000000_Age';
const create =
  'migrationBuilder.CreateTable(name: "customer", columns: t => new { Id = t.Column<int>(type: "int"), Old = t.Column<int>(type: "int", nullable: true) }, constraints: t => { t.PrimaryKey("PK_customer", x => x.Id); });';
const addAge = 'migrationBuilder.AddColumn<int>(name: "Age", table: "customer", type: "int", nullable: true);';
const customer: Texts = {
  [`Migrations/${first}.cs`]: migration('Customer', create),
  [`Migrations/${first}.Designer.cs`]: designer(first, ''),
};
const ages: Texts = {
  [`Migrations/${second}.cs`]: migration('Age', addAge),
  [`Migrations/${second}.Designer.cs`]: designer(second, age),
};

describe('a drift', () => {
  it('that is older than the new migrations is left to --all', async () => {
    const shipped = { ...customer, ...snapshot('') };
    const messages = async (all: boolean): Promise<readonly string[]> =>
      (await found(shipped, { ...ages, ...snapshot(age) }, all)).map(({ message }) => message);
    expect(await messages(false)).toEqual([]);
    expect(await messages(true)).toEqual(['The model snapshot lacks column customer.Old']);
  });

  it('that is older is told by the snapshot that shipped, where migrations have no picture of their own', async () => {
    const bare = { [`Migrations/${first}.cs`]: migration('Customer', create), ...snapshot('') };
    const added = { [`Migrations/${second}.cs`]: migration('Age', addAge), ...snapshot(age) };
    expect(await found(bare, added)).toEqual([]);
  });

  it('is shown where the new migration makes it, with what to do about each part', async () => {
    const [one] = await found({ ...customer, ...snapshot('') }, { ...ages, ...snapshot(lost) });
    expect(one).toMatchObject({
      message: 'The model snapshot lacks column customer.Age and has column customer.Lost in excess',
      span: { file: `Migrations/${second}.cs` },
    });
    expect(one?.remedy).toBe(
      [
        'in the migrations, not in the snapshot: take it back, or bring it into the model',
        `    column customer.Age, made by ${second}`,
        'in the snapshot, not in the migrations: write it into a migration',
        '    column customer.Lost',
      ].join('\n'),
    );
  });

  it('is none without new migrations', async () => {
    expect(await found({ ...customer, ...snapshot(lost) }, {})).toEqual([]);
  });

  it('cannot be told when the snapshot cannot be read in full, which is said', async () => {
    const unread = await found({ ...customer, ...snapshot('') }, { ...ages, ...snapshot(`${lost} var x = 1;`) });
    expect(unread.map(({ message }) => message)).toEqual([
      'The model snapshot cannot be read in full, so that it was not held against the migrations',
    ]);
  });
});

describe('large files', () => {
  async function opened(active: Readonly<Record<string, 'error'>>): Promise<readonly string[]> {
    const workTree = new Map(Object.entries({ ...customer, ...ages, ...snapshot(age) }));
    const shipped = new Map(Object.entries({ ...customer, ...snapshot('') }));
    const files = filesInMemory(workTree);
    const read: string[] = [];
    const project = await openProject({
      config: resolveConfig({ ...config, rules: active }, { root: '/project', rules }),
      files: {
        ...files,
        read: (path) => {
          read.push(path);
          return files.read(path);
        },
      },
      shipped: () => Promise.resolve(shippedFiles(shipped, workTree)),
      memory: projectMemory(),
    });
    lintProject(project, { today: '2026-01-31', startedAt: 0, inlineConfig: false });
    return [...new Set(read)].filter((path) => /Designer|Snapshot/.test(path)).sort();
  }

  it('are not opened when no rule asks', async () => {
    expect(await opened({ 'no-drop-column': 'error' })).toEqual([]);
  });

  it('are those of the new migrations only, when a rule asks for them', async () => {
    expect(await opened({ 'stale-snapshot': 'error' })).toEqual([
      `Migrations/${second}.Designer.cs`,
      'Migrations/ShopContextModelSnapshot.cs',
    ]);
  });
});
