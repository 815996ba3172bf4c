import { expect, it } from 'vitest';
import { supabase } from '../../../src/frameworks/supabase/index.ts';
import { inMemory, readProject } from '../reading.ts';

it('a folder is a chain of Supabase by its place', async () => {
  const { chain } = await readProject(supabase, {
    'app/supabase/migrations/1_a.sql': '',
    'app/supabase/config.toml': '',
    'app/supabase/migrations/notes.sql': '',
  });
  expect(chain).toMatchObject({
    folder: 'app/supabase/migrations',
    dialect: 'postgres',
    paths: ['app/supabase/migrations/1_a.sql'],
  });
  expect(chain.evidence).toContain('app/supabase/config.toml is the configuration of Supabase');
});

it.each(['supabase/migrations/sub/1_a.sql', 'migrations/1_a.sql', 'supabase/seeds/1_a.sql'])(
  '%s is none of it',
  (path) => {
    expect(supabase.detect(inMemory({ [path]: '' }))).toEqual([]);
  },
);

it.each([
  'CREATE INDEX CONCURRENTLY i ON t (a)',
  'create unique index concurrently i on t (a)',
  'DROP INDEX CONCURRENTLY i',
  'REINDEX INDEX CONCURRENTLY i',
  'REINDEX (VERBOSE)\nTABLE CONCURRENTLY t',
  'VACUUM t',
  'ALTER SYSTEM SET work_mem = 1',
])('%s is run outside of the transaction', async (statement) => {
  const { migrations } = await readProject(supabase, {
    'supabase/migrations/1_a.sql': `ALTER TABLE t ADD a int; ${statement};`,
  });
  expect(migrations[0]?.transaction).toBe('per-migration');
  expect(migrations[0]?.up.map(({ outsideTransaction }) => outsideTransaction)).toEqual([undefined, true]);
});
