import fc from 'fast-check';

const folders = [
  '',
  'db/migrations/',
  'migrations/',
  'prisma/migrations/20240101000000_a/',
  'm/',
  'src/main/resources/db/migration/',
];

const names = [
  ...[
    'V1__a.sql',
    'V1.2.3__a.sql',
    'V01_2__b.sql',
    'V1__.sql',
    'U1__a.sql',
    'B1__a.sql',
    'R__a.sql',
    'V__a.sql',
    'V1_a.sql',
  ],
  ...[
    '0001_a.up.sql',
    '0001_a.down.sql',
    '1_a.sql',
    '0_a.sql',
    '00000000000000000000001_a.sql',
    '20240101000000_a.sql',
  ],
  ...[
    'up.sql',
    'down.sql',
    'migration.sql',
    'migration_lock.toml',
    'schema.prisma',
    'meta/_journal.json',
    '0000_a.sql',
  ],
  ...[
    '1-a.js',
    '1_a.ts',
    '20240101000000_a.cs',
    '1700000000000-A.ts',
    'knexfile.js',
    'package.json',
    'a.csproj',
    'é.sql',
  ],
  ...[
    '99999999999999999999999999_a.sql',
    '-1_a.sql',
    ' 1_a.sql',
    '.sql',
    '1.sql',
    '1_.sql',
    'a.SQL',
    '__proto__',
    'a b.sql',
  ],
];

const folder = fc.oneof(
  fc.constantFrom(...folders),
  fc.string({ maxLength: 6 }).map((name) => `${name}/`),
);
const name = fc.oneof(
  fc.constantFrom(...names),
  fc.string({ maxLength: 12 }).map((stem) => `${stem}.sql`),
);

/** Names of files, one a line. */
export const pathGrammar: fc.Arbitrary<string> = fc
  .array(fc.tuple(folder, name), { maxLength: 8 })
  .map((paths) => paths.map((parts) => parts.join('')).join('\n'));
