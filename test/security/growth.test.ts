import { beforeAll, describe, expect, it } from 'vitest';
import { loadDialect } from '../../src/dialects/index.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import type { DialectName } from '../../src/model/names.ts';
import { dialectNames } from '../../src/model/names.ts';
import type { Operation } from '../../src/model/operation.ts';
import { plainText } from '../../src/model/source-text.ts';

// Texts that a reader is through with in a moment when its work grows with their length, and in no time that a test
// waits for when it grows with the square of it.

const dialects = new Map<DialectName, Dialect>();

beforeAll(async () => {
  for (const name of dialectNames) dialects.set(name, await loadDialect(name));
});

function operationsOf(dialect: DialectName, text: string): readonly Operation[] {
  const read = dialects.get(dialect)?.read(plainText('f.sql', text));
  return read?.statements.flatMap(({ operations }) => operations) ?? [];
}

/** As many of them as make the length. */
function times(length: number, part: string): string {
  return part.repeat(Math.ceil(length / part.length));
}

const million = 1_000_000;

/** What has no end is a statement that is not understood. */
const endless: readonly (readonly [dialect: DialectName, what: string, text: string])[] = [
  ['postgres', 'comments that are opened before each statement', times(5 * million, '/*;\nselect 1\n')],
  ['postgres', 'COPY from stdin without semicolons', times(million, 'copy t from stdin\n')],
  ['postgres', 'the word COPY', times(million, '\ncopy t ')],
  ['postgres', 'comments in comments of which one is closed', `${times(5 * million, '/*')}*/`],
  ['postgres', 'batches of another server', times(5 * million, '\nGO\n/*')],
  [
    'postgres',
    'clauses of another server that are no clauses',
    `create table t (a int) ${times(million, 'distkey(a) ')}`,
  ],
];

describe('a text that repeats what has no end', () => {
  it.each(endless)('%s: %s', (dialect, _, text) => {
    expect(operationsOf(dialect, text).at(-1)?.kind).toBe('Opaque');
  });
});

/** What is right as it stands: none of it is passed over. */
const right: readonly (readonly [dialect: DialectName, what: string, text: string, operations: number])[] = [
  ['postgres', 'COPY from stdin without rows', 'copy t from stdin;\n'.repeat(20_000), 20_000],
  ['postgres', 'COPY from stdin in a text', `select '${'\ncopy t from stdin;'.repeat(50_000)}';`, 1],
  ['postgres', 'comments that end far from the next', nestedComments(50_000, 'select /* 1 */ 2;'), 1],
  ['sqlserver', 'a text that grows', `declare @a varchar(max) = '';\n${"set @a = @a + 'a';\n".repeat(12_000)}`, 12_001],
  [
    'sqlserver',
    'texts that are run before many quotes',
    `${"exec('')\n".repeat(10_000)}/*${times(5 * million, "' ")}*/`,
    10_000,
  ],
  ['sqlserver', 'parentheses', `create table t (a int default ${'('.repeat(200_000)}1${')'.repeat(200_000)});`, 1],
  ['sqlserver', 'batches without statements', `${'GO\n'.repeat(200_000)}select 1`, 1],
];

function nestedComments(depth: number, after: string): string {
  return `${'/*'.repeat(depth)}${'*/'.repeat(depth)}${' '.repeat(5 * million)}${after}`;
}

describe('a text that repeats what is right', () => {
  it.each(right)('%s: %s', (dialect, _, text, count) => {
    const operations = operationsOf(dialect, text);
    expect(operations.filter(({ kind }) => kind === 'Opaque')).toEqual([]);
    expect(operations).toHaveLength(count);
  });
});

describe('what is under more conditions than anybody writes', () => {
  it.each<readonly [dialect: DialectName, what: string, text: string]>([
    ['postgres', 'branches of psql', `${'\\if a\n'.repeat(300)}select 1;`],
    [
      'postgres',
      'branches of PL/pgSQL',
      `do $$ begin if a then perform 0; ${'elsif a then perform 1; '.repeat(300)}end if; end $$;`,
    ],
    ['sqlserver', 'branches of a batch', `${'if @a = 1\n'.repeat(300)}select 1`],
  ])('%s: %s: is said to be under more than are told apart', (dialect, _, text) => {
    const { guards = [] } = operationsOf(dialect, text).at(-1) ?? {};
    expect(guards).toHaveLength(101);
    expect(guards.at(-1)).toEqual({ kind: 'condition', text: 'more than 100 conditions' });
  });

  it('postgres: is in one of many branches beside one another, of which not each names all before it', () => {
    const operations = operationsOf('postgres', `\\if a\n${'\\elif b\n'.repeat(2000)}select 1;`);
    const longest = Math.max(...operations.map(({ guards }) => JSON.stringify(guards ?? []).length));
    expect(longest).toBeLessThan(2000);
  });
});

describe('a text that names a long one again and again', () => {
  const long = `select 1 /* ${'x'.repeat(100_000)} */`;

  it.each<readonly [dialect: DialectName, text: string]>([
    ['postgres', `\\set a '${long}'\n${':a\n;'.repeat(10_000)}`],
    ['mysql', `prepare s from '${long}';\n${'execute s;\n'.repeat(20_000)}`],
    ['sqlserver', `declare @a varchar(max) = '${long}';\n${'exec(@a);\n'.repeat(20_000)}`],
  ])('%s: is read up to a bound, and that is said', (dialect, text) => {
    const last = operationsOf(dialect, text).at(-1);
    expect(last?.kind === 'Opaque' ? last.detail : last?.kind).toContain('2000000 characters');
  });
});
