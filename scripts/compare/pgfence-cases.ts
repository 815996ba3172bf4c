import type { Case, Extracted } from './verdicts.ts';

/** What pgfence takes for the version when a test says none. */
const defaultVersion = '14';

/** Their formats that are no plain SQL, and how our framework of that name wants its files called. */
const files: Readonly<Record<string, string>> = {
  typeorm: '1700000000000-Case.ts',
  knex: '20240101000000_case.ts',
  sequelize: '20240101000000-case.js',
};

/** A test with more than the migration in it: sizes of tables, a schema, other rules. What it says holds for no other linter. */
const besides = /snapshotFile|tableStats|plugin|rejects|rules: \{/;

const blocks = /^ {2}it\((['"`])(?<title>.*?)\1, async \(\) => \{\n(?<body>[\s\S]*?)^ {2}\}\);/gm;

const verdictPatterns: readonly RegExp[] = [
  // expect(list.find((c) => c.ruleId === 'x')).toBeDefined()
  /expect\([\w.[\]]+\.(?:find|some)\(\((\w+)\) => \1\.ruleId === '(?<rule>[\w-]+)'\)\)\.(?<said>toBeDefined|toBeUndefined|toBe\(true\)|toBe\(false\))/g,
];

const variablePattern =
  /const (?<name>\w+) = [\w.[\]]+\.(?:find|filter|some)\(\s*\((\w+)\) => \2\.ruleId === '(?<rule>[\w-]+)'[^;]*;/g;

/**
 * The cases in pgfence's tests of its analyzer: what a migration is said to break, or not to.
 *
 * @param fixture the text of a fixture by its name; absent when there is none
 */
export function pgfenceCases(source: string, fixture: (name: string) => string | undefined): Extracted {
  const cases = new Map<string, Case>();
  const skipped: string[] = [];
  for (const { groups } of source.matchAll(blocks)) {
    const { title = '', body = '' } = groups ?? {};
    const found = casesOf(title, body, fixture);
    if (found.length === 0) skipped.push(title);
    for (const one of found) {
      const key = [one.rule, one.engineVersion, one.file, one.text].join('\0');
      if (!cases.has(key)) cases.set(key, one);
    }
  }
  return { cases: [...cases.values()], skipped };
}

function casesOf(title: string, body: string, fixture: (name: string) => string | undefined): readonly Case[] {
  const text = textOf(body, fixture);
  const format = /format: '(\w+)'/.exec(body)?.[1] ?? formatOf(/fixture\('([^']+)'/.exec(body)?.[1]);
  if (text === undefined || besides.test(body) || body.split('await analyze(').length !== 2) return [];
  const file = files[format] ?? '001_case.sql';
  const common = {
    file,
    text,
    ...(format in files ? { framework: format } : {}),
    engineVersion: /minPostgresVersion: (\d+)/.exec(body)?.[1] ?? defaultVersion,
    inTransaction: false,
  };
  return [...verdictsIn(body)].map(([rule, fires]) => ({ name: `${title} (${rule})`, rule, fires, ...common }));
}

function formatOf(fixture: string | undefined): string {
  return (
    fixture
      ?.replace(/\..*$/, '')
      .split('-')
      .find((word) => word in files) ?? 'sql'
  );
}

/** The migration of a test: a fixture, or SQL that stands in the test. */
function textOf(body: string, fixture: (name: string) => string | undefined): string | undefined {
  const named = /fixture\('([^']+)'\)/.exec(body)?.[1];
  if (named !== undefined) return fixture(named);
  const written =
    /const sql = (?:`([^`]*)`|'([^'\n]*)')/.exec(body) ??
    /withTempSqlFile\(\s*'[^']*',\s*(?:`([^`]*)`|'([^'\n]*)')/.exec(body);
  const text = written?.[1] ?? written?.[2];
  return text?.includes('${') === true ? undefined : text?.replaceAll(String.raw`\n`, '\n');
}

/** What is said of each rule; a test can say it of the finding itself, of a variable that holds it, or of their number. */
function verdictsIn(body: string): ReadonlyMap<string, boolean> {
  const verdicts = new Map<string, boolean>();
  for (const pattern of verdictPatterns) {
    for (const { groups } of body.matchAll(pattern)) {
      const { rule = '', said = '' } = groups ?? {};
      verdicts.set(rule, said === 'toBeDefined' || said === 'toBe(true)');
    }
  }
  for (const { groups } of body.matchAll(variablePattern)) {
    const { name = '', rule = '' } = groups ?? {};
    const said = new RegExp(String.raw`expect\(${name}(?:\.length)?\)\.(\w+)\(([^)]*)\)`).exec(body);
    if (said === null) continue;
    const [, matcher = '', given = ''] = said;
    const fires = firesBy(matcher, given);
    if (fires !== undefined) verdicts.set(rule, fires);
  }
  return verdicts;
}

function firesBy(matcher: string, given: string): boolean | undefined {
  switch (matcher) {
    case 'toBeDefined':
      return true;
    case 'toBeUndefined':
      return false;
    case 'toBe':
      return given === 'true' ? true : given === 'false' ? false : undefined;
    case 'toHaveLength':
    case 'toBeGreaterThanOrEqual':
      return Number(given) > 0;
    case 'toBeGreaterThan':
      return true;
    default:
      return undefined;
  }
}
