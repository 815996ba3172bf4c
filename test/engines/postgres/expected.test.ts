import { describe, expect, it } from 'vitest';
import { expectedBy } from '../../../src/engines/postgres/expected.ts';

describe('what the statements of a chain expect to be there', () => {
  it.each([
    ['GRANT SELECT ON t TO app, PUBLIC, CURRENT_USER', ['app']],
    ['ALTER TABLE t OWNER TO "App"', ['App']],
    ['CREATE POLICY p ON t TO reader USING (true)', ['reader']],
    ['ALTER DEFAULT PRIVILEGES FOR ROLE owner GRANT SELECT ON TABLES TO app', ['app', 'owner']],
    ['GRANT admin TO app', ['admin', 'app']],
    ['SET ROLE app', ['app']],
    ['SET ROLE NONE', []],
    ['CREATE SCHEMA AUTHORIZATION app', ['app']],
    ["INSERT INTO t VALUES ('GRANT SELECT ON t TO app')", []],
    ['this is no SQL', []],
  ])('%s', async (sql, roles) => {
    expect((await expectedBy([sql])).roles).toEqual(roles);
  });

  it('are not the roles that a statement makes', async () => {
    const statements = [
      'CREATE ROLE a',
      'DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles) THEN CREATE ROLE b; CREATE USER "C"; END IF; END $$',
      'GRANT SELECT ON t TO a, b, "C", d',
    ];
    expect((await expectedBy(statements)).roles).toEqual(['d']);
  });

  it('are the extensions that are made', async () => {
    const statements = ['CREATE EXTENSION IF NOT EXISTS "uuid-ossp"', 'CREATE EXTENSION citext SCHEMA public'];
    expect((await expectedBy(statements)).extensions).toEqual(['citext', 'uuid-ossp']);
  });
});
