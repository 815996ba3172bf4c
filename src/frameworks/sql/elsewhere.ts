import { lookUp } from '../../model/look-up.ts';

/** Folders whose files are no migrations of this project, by what they are. */
const otherFolders: readonly (readonly [why: string, names: readonly string[]])[] = [
  [
    'holds what was built or installed, not what is written here',
    ['node_modules', 'dist', 'bin', 'obj', 'vendor', 'target'],
  ],
  ['is for tests', ['fixture', 'fixtures', 'test', 'tests', '__tests__', 'testdata', 'test_data', 'spec', 'e2e']],
  ['holds data, not changes of the schema', ['seed', 'seeds', 'seeders', 'seeding']],
  [
    'holds definitions, not migrations',
    [
      ...['view', 'views', 'procedure', 'procedures', 'stored procedures', 'stored_procedures', 'storedprocedures'],
      ...['function', 'functions', 'routines', 'trigger', 'triggers', 'queries'],
    ],
  ],
  [
    'is for a database that is not read here',
    [
      ...['clickhouse', 'h2', 'oracle', 'cassandra', 'snowflake', 'bigquery', 'db2', 'hsqldb', 'derby', 'spanner'],
      ...['redshift', 'neo4j', 'mongodb', 'firebird', 'ql', 'rqlite'],
    ],
  ],
];

const reasons: Readonly<Record<string, string>> = Object.fromEntries(
  otherFolders.flatMap(([why, names]) => names.map((name) => [name, why] as const)),
);

/** Why the files of a folder are left alone, by the name of the folder or of one above it; `undefined`: they are not. */
export function whyElsewhere(folder: string): string | undefined {
  for (const segment of folder.split('/')) {
    const name = segment.toLowerCase();
    // `migration-tests` are tests, too.
    const why = lookUp(reasons, name) ?? lookUp(reasons, name.replace(/^.*[-_.](?=tests?$)/, ''));
    if (why !== undefined) return `the folder ${segment} ${why}`;
  }
  return undefined;
}

const clickHouse = /\bON\s+CLUSTER\b|\bENGINE\s*=\s*(?:\w*MergeTree|Distributed|Kafka)\b/i;

/** Why files are for a database that is not read here, by what they hold. */
export function foreignSign(samples: readonly { readonly path: string; readonly code: string }[]): string | undefined {
  for (const { path, code } of samples) {
    const sign = clickHouse.exec(code)?.[0];
    if (sign !== undefined) return `${path} is for ClickHouse: ${sign.replace(/\s+/g, ' ')}`;
  }
  return undefined;
}
