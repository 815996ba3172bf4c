import { describe, expect, it } from 'vitest';
import { flyway } from '../../../src/frameworks/flyway/index.ts';
import { idsOf, inMemory, problemsOf, readProject } from '../reading.ts';

const up = 'DROP TABLE a;';

describe('a folder is a chain of Flyway', () => {
  it('by the names of its files', async () => {
    const { chain } = await readProject(flyway, { 'sql/V1__a.sql': up, 'sql/R__b.sql': up, 'sql/notes.sql': up });
    expect(chain.paths).toEqual(['sql/R__b.sql', 'sql/V1__a.sql']);
    expect(chain.evidence[0]).toBe('1 file called V<version>__<description>.sql, such as V1__a.sql');
  });

  it.each(['sql/R__b.sql', 'sql/U1__b.sql', 'sql/V1_b.sql', 'sql/v1__b.sql'])('but not with %s alone', (path) => {
    expect(flyway.detect(inMemory({ [path]: up }))).toEqual([]);
  });

  it('with the folders below db/migration', async () => {
    const { chain } = await readProject(flyway, {
      'r/db/migration/V1__a.sql': up,
      'r/db/migration/2024/V2__b.sql': up,
    });
    expect(chain.folder).toBe('r/db/migration');
  });

  it.each([
    ['for another database', 'db/migration/mysql/V1__a.sql', 'db/migration/postgresql/V2__a.sql'],
    ['with the same version', 'db/migration/one/V1__a.sql', 'db/migration/two/V1.0__b.sql'],
  ])('without those %s', (_, one, other) => {
    expect(flyway.detect(inMemory({ [one]: up, [other]: up })).map(({ paths }) => paths)).toEqual([[one], [other]]);
  });
});

it.each([
  ['H2', 'db/migration/h2/V1__a.sql', 'the folder h2 is for a database that is not read here'],
  ['Oracle', 'oracle/V1__a.sql', 'the folder oracle is for a database that is not read here'],
  [
    'programs',
    'db/migration/V1__A.java',
    'they are programs, which are not read: what they change is missing from the schema',
  ],
])('%s are left alone, which is said', (_, path, reason) => {
  const files = inMemory({ [path]: up });
  expect(flyway.detect(files)).toEqual([]);
  expect(flyway.passOver?.(files)).toMatchObject([{ files: 1, reason }]);
});

describe('the order', () => {
  it.each([
    ['goes by numbers', ['V1__a', 'V1_9__b', 'V1.10__c', 'V2__d', 'V10__e']],
    ['takes 1.0 and 1 for the same', ['V1.0__a', 'V1.0.1__b', 'V2__c']],
    ['ends with what is repeatable, by description', ['V1__z', 'R__a', 'R__b']],
    ['begins a version with its baseline', ['V1__a', 'B2__a', 'V2__b']],
  ])('%s', async (_, ids) => {
    const files = Object.fromEntries(ids.toReversed().map((id) => [`sql/${id}.sql`, up]));
    expect(await idsOf(flyway, files)).toEqual(ids);
  });

  it('has no two migrations of one version', async () => {
    expect(await problemsOf(flyway, { 'sql/V1__a.sql': up, 'sql/V1.0__b.sql': up })).toEqual([
      'V1__a has the version 1, as V1.0__b has: Flyway can record only one of them',
    ]);
  });
});

describe('the kinds of scripts', () => {
  it('an undo script is the way back', async () => {
    const { migrations } = await readProject(flyway, { 'sql/V1__a.sql': up, 'sql/U1__back.sql': up });
    expect(migrations).toMatchObject([{ id: 'V1__a', files: ['sql/V1__a.sql', 'sql/U1__back.sql'], down: [{}] }]);
  });

  it('an undo script of nothing is a problem', async () => {
    expect(await problemsOf(flyway, { 'sql/V1__a.sql': up, 'sql/U2__b.sql': up })).toEqual([
      'sql/U2__b.sql has no up file beside it',
    ]);
  });

  it('a repeatable script says so', async () => {
    const { migrations } = await readProject(flyway, { 'sql/V1__a.sql': up, 'sql/R__my_views.sql': up });
    expect(migrations.map(({ repeatable, ledgerKey }) => [repeatable, ledgerKey])).toEqual([
      [undefined, '1'],
      [true, 'my views'],
    ]);
  });

  it('the newest baseline hides older baselines and versions up to its own', async () => {
    const ids = ['B1__a', 'V1__a', 'B3__c', 'V3__c', 'V4__d'];
    const { migrations } = await readProject(flyway, Object.fromEntries(ids.map((id) => [`sql/${id}.sql`, up])));
    expect(migrations.filter(({ up: statements }) => statements.length > 0).map(({ id }) => id)).toEqual([
      'B3__c',
      'V4__d',
    ]);
  });
});

describe('placeholders', () => {
  const script = 'DROP TABLE ${my-table};';

  it.each([
    ['flyway.conf', 'flyway.placeholders.my-table=a'],
    ['flyway.toml', '[flyway.placeholders]\nmy-table = "a"'],
    ['src/application.properties', 'spring.flyway.placeholders.My-Table: a'],
    [
      'src/application.yml',
      'spring:\n  flyway:\n    # ours\n    placeholders:\n      my-table: a # the table\nother: x',
    ],
  ])('are filled in from %s', async (name, settings) => {
    const { chain, migrations } = await readProject(flyway, { 'src/sql/V1__a.sql': script, [name]: settings });
    expect(chain.evidence).toContain(`settings in ${name}`);
    expect(migrations[0]?.up).toMatchObject([
      { sql: 'DROP TABLE a', span: { start: 0, end: 22 }, operations: [{ kind: 'DropTable', table: { name: 'a' } }] },
    ]);
  });

  it.each([
    ['nobody gives a value', {}],
    ['the value comes from the environment', { 'flyway.conf': 'flyway.placeholders.my-table=${TABLE}' }],
    [
      'they are not to be replaced',
      { 'flyway.conf': 'flyway.placeholders.my-table=a\nflyway.placeholderReplacement=false' },
    ],
    [
      'the file says so',
      { 'flyway.conf': 'flyway.placeholders.my-table=a', 'sql/V1__a.sql.conf': 'placeholderReplacement=false' },
    ],
  ])('stay as they are when %s', async (_, settings) => {
    const { migrations } = await readProject(flyway, { 'sql/V1__a.sql': script, ...settings });
    expect(migrations[0]?.up).toMatchObject([{ sql: 'DROP TABLE ${my-table}' }]);
  });

  it('look as the settings say', async () => {
    const settings = 'flyway.placeholderPrefix=@@\nflyway.placeholderSuffix=@@\nflyway.placeholders.t=a';
    const { migrations } = await readProject(flyway, { 'sql/V1__a.sql': 'DROP TABLE @@t@@;', 'flyway.conf': settings });
    expect(migrations[0]?.up).toMatchObject([{ sql: 'DROP TABLE a' }]);
  });
});

describe('transactions', () => {
  async function transactionOf(script: string, more: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const { migrations } = await readProject(flyway, { 'postgres/V1__a.sql': script, ...more });
    return migrations[0]?.transaction;
  }

  const concurrent = 'CREATE INDEX CONCURRENTLY i ON t (a);';

  it.each([
    ['each file has one', up, {}, 'per-migration'],
    ['a file can opt out', up, { 'postgres/V1__a.sql.conf': 'executeInTransaction=false' }, 'none'],
    ['a file of what cannot run in one has none', concurrent, {}, 'none'],
    ['all of them are one', up, { 'flyway.conf': 'flyway.group=true' }, 'whole-batch'],
  ])('%s', async (_, script, more, expected) => {
    expect(await transactionOf(script, more)).toBe(expected);
  });

  it('are not mixed, unless the settings say so', async () => {
    const files = { 'postgres/V1__a.sql': up + concurrent };
    expect(await problemsOf(flyway, files)).toEqual([
      'This statement cannot run in a transaction and others here can: Flyway refuses the migration, unless it is told to by mixed=true',
    ]);
    expect(await problemsOf(flyway, { ...files, 'flyway.conf': 'flyway.mixed=true' })).toEqual([]);
  });
});

it('the ledger is where the settings say', async () => {
  const { chain } = await readProject(flyway, { 'sql/V1__a.sql': up, 'flyway.conf': 'flyway.table=history' });
  expect(chain.ledgerTable).toBe('history');
});
