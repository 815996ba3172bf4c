/** A database that has one object of each kind whose details are changed below. */
export const seeded: readonly string[] = [
  "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
  'CREATE TABLE country (code text PRIMARY KEY, name text NOT NULL)',
  "INSERT INTO country VALUES ('at', 'Austria'), ('pt', 'Portugal')",
  `CREATE TABLE person (
    id int PRIMARY KEY, name text, mood mood, country text, age int CONSTRAINT adult CHECK (age > 17))`,
  'CREATE INDEX person_name ON person (name) WHERE age > 20',
  "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
  'CREATE TRIGGER touched BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION touch()',
  "CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int, initcond = '0')",
  'CREATE RULE keep AS ON DELETE TO country DO INSTEAD NOTHING',
  'CREATE SEQUENCE numbers START 10',
];

export interface Difference {
  readonly name: string;
  readonly change: readonly string[];
  /** The subjects that the change adds, takes away or gives another value: these and no others. */
  readonly subjects: readonly string[];
}

/** Details that comparisons of schemas are known to pass over. */
export const differences: readonly Difference[] = [
  {
    name: 'a statistics target',
    change: ['ALTER TABLE person ALTER name SET STATISTICS 500'],
    subjects: ['table public.person, column name, statistics target'],
  },
  {
    name: 'a fillfactor',
    change: ['ALTER TABLE person SET (fillfactor = 70)'],
    subjects: ['table public.person, options'],
  },
  {
    name: 'a comment',
    change: ["COMMENT ON COLUMN person.name IS 'as in the passport'"],
    subjects: ['table public.person, column name, comment'],
  },
  {
    name: 'extended statistics',
    change: ['CREATE STATISTICS person_stats ON country, mood FROM person'],
    subjects: ['statistics object public.person_stats'],
  },
  {
    name: 'a rule',
    change: ['CREATE OR REPLACE RULE keep AS ON DELETE TO country WHERE old.code = $$at$$ DO INSTEAD NOTHING'],
    subjects: ['rule keep on public.country'],
  },
  {
    name: 'the initial value of an aggregate',
    change: ["CREATE OR REPLACE AGGREGATE total (int) (sfunc = int4pl, stype = int, initcond = '1')"],
    subjects: ['aggregate public.total(integer), initial value'],
  },
  {
    name: 'where a sequence starts',
    change: ['ALTER SEQUENCE numbers START 100 RESTART'],
    subjects: ['sequence public.numbers, start'],
  },
  {
    name: 'a collation',
    change: ['ALTER TABLE person ALTER country TYPE text COLLATE "C"'],
    subjects: ['table public.person, column country, collation'],
  },
  {
    name: 'default privileges',
    change: ['ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC'],
    subjects: ['default privileges on tables, grants to PUBLIC'],
  },
  {
    name: "an index's predicate",
    change: ['DROP INDEX person_name', 'CREATE INDEX person_name ON person (name) WHERE age > 21'],
    subjects: ['index public.person_name'],
  },
  {
    name: "a constraint's name",
    change: ['ALTER TABLE person RENAME CONSTRAINT adult TO of_age'],
    subjects: ['table constraint adult on public.person', 'table constraint of_age on public.person'],
  },
  {
    name: "the order of an enum's labels",
    change: [
      'ALTER TABLE person ALTER mood TYPE text',
      'DROP TYPE mood',
      "CREATE TYPE mood AS ENUM ('ok', 'sad', 'happy')",
      'ALTER TABLE person ALTER mood TYPE mood USING mood::mood',
    ],
    subjects: ['type public.mood'],
  },
  {
    name: 'a trigger that is not enabled',
    change: ['ALTER TABLE person DISABLE TRIGGER touched'],
    subjects: ['trigger touched on public.person, enabled'],
  },
  {
    name: 'a seeded row',
    change: ["UPDATE country SET name = 'Österreich' WHERE code = 'at'"],
    subjects: ['rows of country'],
  },
];
