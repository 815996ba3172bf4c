import { describe, expect, it } from 'vitest';
import { loadDialect } from '../../../src/dialects/index.ts';
import type { Snapshot } from '../../../src/frameworks/framework.ts';
import { mikroOrm } from '../../../src/frameworks/mikro-orm/index.ts';
import { snapshotReader } from '../../../src/frameworks/mikro-orm/snapshot.ts';
import type { DialectName } from '../../../src/model/names.ts';
import { emptySchema } from '../../../src/schema/empty.ts';
import { replayAll } from '../../../src/schema/replay.ts';
import { creationOf } from '../../../src/schema/creation.ts';
import { inMemory } from '../reading.ts';

const file = 'migrations/.snapshot-garden.json';

async function read(
  dialectName: DialectName,
  content: string,
): Promise<{ snapshot: Snapshot; sql: readonly string[] }> {
  const dialect = await loadDialect(dialectName);
  const chain = { name: 'd', framework: 'mikro-orm', dialect: dialectName, folder: '', paths: [], evidence: [] };
  const snapshot = snapshotReader()(file, { files: inMemory({ [file]: content }), chain, dialect });
  const schema = replayAll(emptySchema(dialect.traits), snapshot.operations, 'snapshot');
  const sql = creationOf(schema).flatMap((operation) => dialect.write(operation) ?? [operation.kind]);
  return { snapshot, sql: sql.map((statement) => statement.replace(/\s+/g, ' ')) };
}

function column(name: string, type: string, more: object = {}): object {
  return { [name]: { name, type, unsigned: false, autoincrement: false, primary: false, nullable: false, ...more } };
}

const plant = {
  name: 'plant',
  schema: 'public',
  columns: {
    ...column('id', 'int', { autoincrement: true, primary: true }),
    ...column('name', 'varchar', { length: 50, nullable: true }),
    ...column('kind', 'text', { enumItems: ['herb', 'tree'], default: "'herb'" }),
    ...column('planted_at', 'timestamptz', { length: 6 }),
  },
  indexes: [
    { keyName: 'plant_name_index', columnNames: ['name'], primary: false, unique: false },
    { keyName: 'plant_kind_unique', columnNames: ['kind'], constraint: true, primary: false, unique: true },
    {
      keyName: 'plant_lower',
      columnNames: [],
      primary: false,
      unique: false,
      expression: 'create index "plant_lower" on "plant" (lower(name))',
    },
    { keyName: 'plant_pkey', columnNames: ['id'], primary: true, unique: true },
  ],
  checks: [],
  foreignKeys: {
    plant_bed: {
      constraintName: 'plant_bed',
      columnNames: ['id'],
      localTableName: 'public.plant',
      referencedColumnNames: ['id'],
      referencedTableName: 'public.bed',
      deleteRule: 'cascade',
      updateRule: 'cascade',
    },
  },
};
const bed = { ...plant, name: 'bed', foreignKeys: {}, indexes: [plant.indexes[3]], columns: column('id', 'int') };

describe('the snapshot', () => {
  it('is what MikroORM writes for it', async () => {
    const { snapshot, sql } = await read('postgres', JSON.stringify({ tables: [plant, bed] }));
    expect(snapshot.problems).toEqual([]);
    expect(sql).toContain('CREATE INDEX plant_lower ON public.plant ((lower(name)))');
    expect(sql.find((statement) => statement.startsWith('CREATE TABLE public.plant '))).toBe(
      "CREATE TABLE public.plant (id serial, name character varying(50), kind text DEFAULT 'herb' NOT NULL, planted_at timestamp with time zone NOT NULL, CONSTRAINT plant_kind_check CHECK (kind IN ('herb', 'tree')), CONSTRAINT plant_pkey PRIMARY KEY (id), CONSTRAINT plant_kind_unique UNIQUE (kind))",
    );
    expect(sql.at(-1)).toContain('FOREIGN KEY (id) REFERENCES public.bed (id) ON DELETE CASCADE ON UPDATE CASCADE');
  });

  it.each([['{'], ['{}'], ['']])('that cannot be read is a problem: %s', async (content) => {
    expect((await read('postgres', content)).snapshot.problems).toHaveLength(1);
  });

  it('lies beside the migrations, and is not taken when there are several', () => {
    const chain = {
      name: 'd',
      framework: 'mikro-orm',
      dialect: 'postgres' as const,
      folder: '',
      paths: ['migrations/Migration1.ts'],
      evidence: [],
    };
    const latest = (more: Readonly<Record<string, string>>): string | undefined =>
      mikroOrm.snapshots?.latest(chain, inMemory({ 'migrations/Migration1.ts': '', [file]: '', ...more }));
    expect(latest({})).toBe(file);
    expect(latest({ 'other/.snapshot-b.json': '' })).toBe(file);
    expect(latest({ 'migrations/.snapshot-b.json': '' })).toBeUndefined();
  });
});
