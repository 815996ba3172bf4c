import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One table is made by each of so many migrations: what repositories with thousands of them come to. */
const migrationsPerTable = 10;

const statementsPerFile = 10;

/** Writes PostgreSQL migrations, ten statements each, the same ones for the same number of files. */
export function writePostgresFolder(folder: string, files: number): void {
  mkdirSync(folder, { recursive: true });
  for (let number = 1; number <= files; number += 1) {
    writeFileSync(path.join(folder, fileName(number)), migration(number));
  }
}

/** Writes all the statements into one file of so many characters, or a few more. */
export function writeBigFile(folder: string, characters: number): void {
  mkdirSync(folder, { recursive: true });
  const texts: string[] = [];
  for (let [number, length] = [1, 0]; length < characters; number += 1) {
    const text = migration(number);
    texts.push(text);
    length += text.length;
  }
  writeFileSync(path.join(folder, fileName(1)), texts.join('\n'));
}

/** What the file of a migration is called. */
export function fileName(number: number): string {
  return `${String(number).padStart(6, '0')}_change.sql`;
}

/** The text of a migration; another `edit` gives another text of the same kind. */
export function migration(number: number, edit = 0): string {
  const next = randomNumbers(number + edit * 1_000_003);
  const isFirstOfTable = (number - 1) % migrationsPerTable === 0;
  const statements = isFirstOfTable ? newTable((number - 1) / migrationsPerTable) : [];
  while (statements.length < statementsPerFile) {
    const change = changes[next(changes.length)];
    const left = statementsPerFile - statements.length;
    const written = change?.(tableBefore(number, next), `${String(number)}_${String(statements.length)}`, next) ?? [];
    if (written.length <= left) statements.push(...written);
  }
  return `-- Migration ${String(number)}\n${statements.map((statement) => `${statement};\n`).join('\n')}`;
}

/** Work goes on where it went on lately, more often than not. */
function tableBefore(number: number, next: Random): string {
  const tables = Math.ceil(number / migrationsPerTable);
  return tableName(next(3) === 0 ? next(tables) : tables - 1 - next(Math.min(tables, 8)));
}

function tableName(table: number): string {
  return `${subjects[table % subjects.length] ?? ''}_${String(table)}`;
}

const subjects = ['orders', 'customers', 'invoices', 'shipments', 'products', 'payments', 'accounts', 'messages'];

function newTable(table: number): string[] {
  const name = tableName(table);
  const other = tableName(Math.max(0, table - 1));
  return [
    `CREATE TABLE ${name} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint REFERENCES ${other} (id) ON DELETE CASCADE,
  external_id uuid NOT NULL DEFAULT gen_random_uuid(),
  title text NOT NULL,
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'open', 'done')),
  amount numeric(12, 2),
  details jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz
)`,
    `CREATE INDEX ${name}_parent_idx ON ${name} (parent_id)`,
    `CREATE UNIQUE INDEX ${name}_external_key ON ${name} (external_id)`,
    `COMMENT ON TABLE ${name} IS 'What has become of ${name}'`,
  ];
}

type Random = (below: number) => number;

type Change = (table: string, unique: string, next: Random) => readonly string[];

const types = ['integer', 'text', 'boolean', 'timestamptz', 'varchar(200)', 'numeric(10, 2)', 'jsonb', 'uuid'];

/** What migrations do with tables that are there; `unique` makes names that no other migration gives. */
const changes: readonly Change[] = [
  (table, unique, next) => [`ALTER TABLE ${table} ADD COLUMN field_${unique} ${types[next(types.length)] ?? ''}`],
  (table, unique) => [`ALTER TABLE ${table} ADD COLUMN flag_${unique} boolean NOT NULL DEFAULT false`],
  (table, unique) => [
    `ALTER TABLE ${table} ADD COLUMN rank_${unique} integer`,
    `UPDATE ${table} SET rank_${unique} = 0 WHERE rank_${unique} IS NULL AND created_at < now()`,
    `ALTER TABLE ${table} ALTER COLUMN rank_${unique} SET NOT NULL`,
  ],
  (table, unique) => [
    `ALTER TABLE ${table} ADD CONSTRAINT ${table}_amount_${unique} CHECK (amount >= 0) NOT VALID`,
    `ALTER TABLE ${table} VALIDATE CONSTRAINT ${table}_amount_${unique}`,
  ],
  (table, unique) => [`CREATE INDEX ${table}_${unique}_idx ON ${table} (state, created_at DESC) WHERE state <> 'done'`],
  (table, unique) => [
    `ALTER TABLE ${table} ADD COLUMN note_${unique} varchar(40)`,
    `ALTER TABLE ${table} ALTER COLUMN note_${unique} TYPE text`,
    `COMMENT ON COLUMN ${table}.note_${unique} IS 'As the customer wrote it'`,
  ],
  (table, unique) => [
    `INSERT INTO ${table} (title, state, amount) VALUES ('First ${unique}', 'new', 10.50), ('Second ${unique}', 'open', NULL)`,
  ],
  (table, unique, next) => [
    `UPDATE ${table} SET details = jsonb_set(details, '{step}', '${String(next(100))}'), updated_at = now() WHERE title LIKE 'First ${unique}%'`,
  ],
  (table, unique) => [
    `CREATE VIEW ${table}_open_${unique} AS SELECT id, title, amount FROM ${table} WHERE state = 'open'`,
    `DROP VIEW ${table}_open_${unique}`,
  ],
  (table, unique) => [
    `ALTER TABLE ${table} ADD COLUMN tmp_${unique} bigint`,
    `ALTER TABLE ${table} RENAME COLUMN tmp_${unique} TO total_${unique}`,
    `ALTER TABLE ${table} ALTER COLUMN total_${unique} SET DEFAULT 0`,
    `ALTER TABLE ${table} DROP COLUMN total_${unique}`,
  ],
  (table, unique) => [
    `CREATE TABLE ${table}_log_${unique} (id bigint PRIMARY KEY, item_id bigint NOT NULL REFERENCES ${table} (id), line text)`,
    `CREATE INDEX ${table}_log_${unique}_item ON ${table}_log_${unique} (item_id)`,
    `DROP TABLE ${table}_log_${unique}`,
  ],
  (table) => [`DELETE FROM ${table} WHERE state = 'done' AND updated_at < now() - interval '2 years'`],
];

/** The same numbers for the same seed, everywhere. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
