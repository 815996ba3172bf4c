import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lintProject } from '../../src/lint/lint.ts';
import type { DialectName } from '../../src/model/names.ts';
import { openInMemory } from '../rules/example-project.ts';
import type { Reader } from './reader.ts';

/** Where one migration of a text ends and the next begins. */
const next = '\n-- next\n';

/** What every database takes, on few names: what one statement makes, another one changes, and a third one needs. */
const common = [
  'create table #t (id int primary key, #c int not null)',
  'create table #t (id int primary key, #c int references #u (id) on delete cascade, #d varchar(20) default 1)',
  'drop table #t',
  'drop table if exists #t',
  'alter table #t add #c int not null',
  'alter table #t drop column #c',
  'alter table #t add constraint k_#c foreign key (#c) references #u (id)',
  'alter table #t add constraint k_#c check (#c > 0)',
  'create unique index i_#t_#c on #t (#c, #d)',
  'create view v_#t as select #c, #d from #u',
  'drop view v_#t',
  'update #t set #c = #d where #c is null',
  'insert into #t (#c, #d) select #c, #d from #u',
  'delete from #t where #c = 1',
  'not a statement',
  '-- mig-lint-disable-next-line no-drop-table -- it is empty\ndrop table #t',
];

const own: Readonly<Record<DialectName, readonly string[]>> = {
  postgres: [
    'alter table #t rename to #u',
    'alter table #t rename column #c to #d',
    'alter table #t alter column #c type bigint, alter column #d set not null',
    'alter table #t add constraint k_#c check (#c is not null) not valid',
    'alter table #t validate constraint k_#c',
    'alter table #t drop constraint k_#c',
    'create index concurrently i_#t_#d on #t (#d)',
    'drop index i_#t_#c',
    'begin',
    'commit',
    'truncate #t cascade',
    'create table #t (like #u including all)',
    'create table #t partition of #u for values in (1)',
  ],
  mysql: [
    'rename table #t to #u',
    'alter table #t change #c #d bigint not null, algorithm=inplace',
    'alter table #t modify #c varchar(30)',
    'alter table #t drop foreign key k_#c',
    'drop index i_#t_#c on #t',
    'alter table #t convert to character set utf8mb4',
    'create table #t like #u',
  ],
  sqlserver: [
    "exec sp_rename '#t', '#u'",
    "exec sp_rename '#t.#c', '#d', 'COLUMN'",
    'alter table #t alter column #c bigint not null',
    'alter table #t with nocheck add constraint k_#c check (#c > 0)',
    'alter table #t drop constraint k_#c',
    'drop index i_#t_#c on #t',
    'go',
    "if object_id('#t') is null create table #t (id int)",
    'select * into #t from #u',
  ],
  sqlite: [
    'alter table #t rename to #u',
    'alter table #t rename column #c to #d',
    'pragma foreign_keys = off',
    'drop index i_#t_#c',
    'create table #t as select * from #u',
    'begin',
    'commit',
  ],
};

/** Chains of a few migrations of a few statements each. */
function chainGrammar(dialect: DialectName): fc.Arbitrary<string> {
  const table = fc.constantFrom('a', 'b', 'c');
  const column = fc.constantFrom('id', 'x', 'y');
  const statement = fc
    .tuple(fc.constantFrom(...common, ...own[dialect]), table, table, column, column)
    .map(([template, t, u, c, d]) =>
      template.replaceAll('#t', t).replaceAll('#u', u).replaceAll('#c', c).replaceAll('#d', d),
    );
  const migration = fc.array(statement, { maxLength: 6 }).map((lines) => lines.map((line) => `${line};\n`).join(''));
  return fc.array(migration, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(next));
}

/** All rules over chains of migrations: they end, break nothing, find the same again, and in places that are there. */
export const lintReaders: readonly Reader[] = (['postgres', 'mysql', 'sqlserver', 'sqlite'] as const).map(
  (dialect) => ({
    name: `lint-${dialect}`,
    files: /\.sql$/,
    grammar: chainGrammar(dialect),
    samples: [...common, ...own[dialect]].map((line) => `${line};${next}`),
    load: () => Promise.resolve((text: string) => checkChain(dialect, text)),
  }),
);

async function checkChain(dialect: DialectName, text: string): Promise<void> {
  const files = new Map(text.split(next).map((sql, at) => [`migrations/${String(at + 1).padStart(3, '0')}.sql`, sql]));
  const shipped = new Map([...files].slice(0, text.length % (files.size + 1)));
  const project = await openInMemory({
    config: { chains: [{ name: 'main', framework: 'sql', dialect, include: ['migrations/**'] }] },
    workTree: files,
    shipped,
  });
  const lint = (): readonly unknown[] => {
    const { diagnostics } = lintProject(project, { all: true, today: '2026-01-31', startedAt: 0 });
    for (const { rule, span, fix, suggestions } of diagnostics) {
      const edits = [fix, ...suggestions].flatMap((one) => one?.edits ?? []);
      for (const { file, start, end } of [span, ...edits.map((edit) => edit.span)]) {
        const length = files.get(file)?.length;
        assert(length !== undefined, `${rule} finds something in ${file}, which is not there`);
        assert(start >= 0 && start <= end && end <= length, `${rule} finds something out of ${file}: ${start}–${end}`);
      }
    }
    return diagnostics;
  };
  assert.deepEqual(lint(), lint());
}
