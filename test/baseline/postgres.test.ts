import { afterAll, describe, expect, it } from 'vitest';
import { closeEngines, foundIn, proved } from './proving.ts';

afterAll(closeEngines);

const old = {
  '001_types.up.sql': `
    CREATE TYPE mood AS ENUM ('low', 'fair', 'high');
    CREATE SEQUENCE ticket START WITH 1000;
    CREATE TABLE country (code text CONSTRAINT country_pk PRIMARY KEY, name text COLLATE "C" NOT NULL);
    INSERT INTO country VALUES ('de', 'Germany'), ('fr', 'France');`,
  '002_people.up.sql': `
    CREATE TABLE person (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      mood mood,
      country text CONSTRAINT person_country REFERENCES country,
      city text,
      changed timestamptz
    ) WITH (fillfactor = 70);
    ALTER TABLE person ALTER COLUMN city SET STATISTICS 500;
    CREATE STATISTICS person_places ON country, city FROM person;
    CREATE INDEX person_city ON person (city) WHERE city <> '';
    COMMENT ON TABLE person IS 'Who comes';
    UPDATE person SET city = '';`,
  '003_code.up.sql': `
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;
    CREATE TRIGGER person_touch BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION touch();
    CREATE RULE country_stays AS ON DELETE TO country DO INSTEAD NOTHING;
    CREATE AGGREGATE product (numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1');
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;`,
};

const base = {
  '003_base.up.sql': `
    CREATE TYPE mood AS ENUM ('low', 'fair', 'high');
    CREATE SEQUENCE ticket START WITH 1000;
    CREATE TABLE country (code text CONSTRAINT country_pk PRIMARY KEY, name text COLLATE "C" NOT NULL);
    INSERT INTO country VALUES ('fr', 'France'), ('de', 'Germany');
    CREATE RULE country_stays AS ON DELETE TO country DO INSTEAD NOTHING;
    CREATE TABLE person (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      mood mood,
      country text CONSTRAINT person_country REFERENCES country,
      city text,
      changed timestamptz
    ) WITH (fillfactor = 70);
    ALTER TABLE person ALTER COLUMN city SET STATISTICS 500;
    CREATE STATISTICS person_places ON country, city FROM person;
    CREATE INDEX person_city ON person (city) WHERE (city != '');
    COMMENT ON TABLE person IS 'Who comes';
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;
    CREATE TRIGGER person_touch BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION touch();
    CREATE AGGREGATE product (numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1');
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;`,
};

/** Fourteen things that people lose when they squash, each as what stands in the base and what they write instead. */
const seeded: readonly (readonly [is: string, becomes: string])[] = [
  ['SET STATISTICS 500', 'SET STATISTICS 100'],
  ['fillfactor = 70', 'fillfactor = 80'],
  ["IS 'Who comes'", "IS 'Who came'"],
  ['CREATE STATISTICS person_places ON country, city FROM person;', ''],
  ['CREATE RULE country_stays AS ON DELETE TO country DO INSTEAD NOTHING;', ''],
  ["INITCOND = '1'", "INITCOND = '0'"],
  ['START WITH 1000', 'START WITH 1'],
  ['name text COLLATE "C"', 'name text'],
  ['ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;', ''],
  [" WHERE (city != '')", " WHERE (city != ' ')"],
  ['CONSTRAINT person_country REFERENCES', 'REFERENCES'],
  ["('low', 'fair', 'high')", "('low', 'high', 'fair')"],
  ['CREATE TRIGGER person_touch BEFORE UPDATE ON person', 'CREATE TRIGGER person_touch BEFORE INSERT ON person'],
  ["('fr', 'France'), ", ''],
];

function withDifferences(text: string, changes: typeof seeded): string {
  return changes.reduce((soFar, [is, becomes]) => {
    expect(soFar).toContain(is);
    return soFar.replace(is, becomes);
  }, text);
}

/** What alters default privileges makes another database necessary for the next chain. */
describe('a squashed PostgreSQL base', { timeout: 240_000 }, () => {
  it('is equal, whatever order and words it is written in', async () => {
    const result = await proved(old, base);
    expect(foundIn(result)).toEqual([]);
    expect(result).toMatchObject({
      verdict: 'equal',
      by: { kind: 'execution', engine: 'PGlite' },
      old: { squashed: ['001_types', '002_people', '003_code'] },
      new: { base: ['003_base'] },
      // The update found no rows, on a new database: nobody misses it there.
      leftOut: [{ statement: 'UPDATE', table: 'person', place: { migration: '002_people', line: 13 } }],
    });
  });

  it('shows fourteen seeded differences, and no other', async () => {
    const result = await proved(old, { '003_base.up.sql': withDifferences(base['003_base.up.sql'], seeded) });
    expect(result.verdict).toBe('different');
    expect(foundIn(result)).toEqual([
      'aggregate public.product(numeric), initial value',
      'default privileges in public on tables',
      'index public.person_city',
      'rule country_stays on public.country',
      'sequence public.ticket, start',
      'statistics object public.person_places',
      'table constraint person_country on public.person',
      'table public.country, column name, collation',
      'table public.person, column city, statistics target',
      'table public.person, comment',
      'table public.person, options',
      'trigger person_touch on public.person',
      'type public.mood',
      'rows of country',
    ]);
    // What was only read is not said a second time.
    expect(result.unconfirmed).toEqual([]);
    expect(result.differences).toContainEqual({
      subject: 'table constraint person_country on public.person',
      old: 'FOREIGN KEY (country) REFERENCES public.country(code)',
      new: 'the same, called table constraint person_country_fkey on public.person',
      place: { migration: '002_people', file: 'old/migrations/002_people.up.sql', line: 2 },
    });
    expect(result.rows).toMatchObject([
      {
        table: 'country',
        missing: { count: 1, first: ["code = 'fr', name = 'France'"] },
        added: { count: 0 },
        lost: [{ statement: 'INSERT', place: { migration: '001_types', line: 5 } }],
      },
    ]);
  });
});
