import pc from 'picocolors';
import type { Batch, BatchMigration, DurationClass, Explanation } from '../../model/batch.ts';
import type { DialectName } from '../../model/names.ts';
import { printableLine } from '../../model/printable.ts';
import { count } from '../counts.ts';
import { inert } from '../inert.ts';
import { placesIn, type PlaceOf } from '../places.ts';
import { hang, wrap } from '../wrap.ts';
import { boundsWords } from './bounds.ts';
import { feltLocks, heldBefore, transactionsOf } from './held.ts';
import { durationWords, statementRows, type Page } from './statement.ts';
import { transactionRows } from './transaction.ts';

interface ExplainOptions {
  readonly color: boolean;
  readonly width: number;
}

/** For people at a terminal: each statement with what it does, in the transactions that the tool opens. */
export function explainText({ batches, notes, texts }: Explanation, { color, width }: ExplainOptions): string {
  const page: Page = { colors: pc.createColors(color), width };
  const placeOf = placesIn(texts);
  const blocks = batches.map((batch, at) => {
    const isSameChain = batches[at - 1]?.chain === batch.chain;
    return [...(isSameChain ? [] : [chainHead(batch, page), '']), ...batchRows(batch, placeOf, page)];
  });
  const closing = [
    ...notes.flatMap((note) => hang('', 2, wrap(printableLine(`note: ${note}`), width - 2))).map(page.colors.dim),
    ...(batches.length === 0 ? [] : wrap(summary(batches), width)),
  ];
  return inert(`${[...blocks.flatMap((rows) => [...rows, '']), ...closing].join('\n')}\n`);
}

const dialectTitles: Readonly<Record<DialectName, string>> = {
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
  sqlserver: 'SQL Server',
  sqlite: 'SQLite',
};

function chainHead({ chain, framework, dialect, engineVersion, stats }: Batch, { colors, width }: Page): string {
  const version = /^mariadb/i.test(engineVersion)
    ? engineVersion.replace(/^mariadb/i, 'MariaDB')
    : `${dialectTitles[dialect]} ${engineVersion}`;
  const sizes = stats === undefined ? '' : `, table sizes of ${stats.takenAt.slice(0, 10)} from ${stats.file}`;
  const about = wrap(printableLine(`${framework}, ${version}${sizes}`), width - 2);
  return [colors.bold(printableLine(chain)), ...about.map((line) => `  ${colors.dim(line)}`)].join('\n');
}

function batchRows(batch: Batch, placeOf: PlaceOf, page: Page): readonly string[] {
  const { migrations, steps } = batch;
  const felt = feltLocks(batch);
  const transactions = transactionsOf(batch);
  const areSaid = transactions.length > 1 || steps.some(({ transaction }) => transaction === undefined);
  const said = (words: string): readonly string[] => (areSaid ? [page.colors.dim(`  ${words}`)] : []);
  const bounds = wrap(printableLine(boundsWords(batch)), page.width - 2).map((line) => page.colors.dim(`  ${line}`));
  const rows: string[] = migrations.length > 1 ? [...bounds, ''] : [];
  for (const migration of migrations) {
    rows.push(migrationHead(migration, page), ...(migrations.length > 1 ? [] : bounds));
    let told = '';
    const own = steps.flatMap((step, at) => (step.migration === migration.id ? [{ step, at }] : []));
    if (own.length === 0) rows.push('  holds no statements');
    for (const { step, at } of own) {
      const opened = transactions.find(({ from }) => from === at);
      if (opened !== undefined) rows.push(...said(`transaction ${opened.number} begins`));
      if (migration.asked) {
        const { line } = placeOf(step.span);
        const held = heldBefore(felt, at);
        // What is held is said again only when it is something else than a statement before.
        const state = held.map(({ table, mode }) => `${table} ${mode}`).join();
        rows.push(...statementRows(step, { number: at + 1, line, held: state === told ? [] : held }, batch, page));
        told = state;
      }
      const ended = transactions.find(({ to }) => to === at);
      if (ended === undefined) continue;
      const picture = transactionRows(ended, felt, batch, page);
      rows.push(...said(`transaction ${ended.number} ends`), ...(picture.length === 0 ? [] : ['', ...picture]));
      if (picture.length > 0 && at !== own.at(-1)?.at) rows.push('');
    }
    rows.push('');
  }
  return rows.slice(0, -1);
}

/** The file, with the id in it underlined; both where the file does not say the id. */
function migrationHead({ id, file, shipped, asked }: BatchMigration, { colors }: Page): string {
  const at = file.lastIndexOf(id);
  const name = colors.underline(printableLine(id));
  const [before, after] = at === -1 ? ['', `  ${file}`] : [file.slice(0, at), file.slice(at + id.length)];
  const about = [...(shipped ? [', shipped'] : []), ...(asked ? [] : [', pending, in the same batch'])].join('');
  return `${colors.dim(printableLine(before))}${name}${colors.dim(printableLine(after + about))}`;
}

/** `12 statements in 3 migrations: 9 instant, 2 grow with rows, 1 unknown (1 not understood)`. */
function summary(batches: readonly Batch[]): string {
  const asked = batches.flatMap(({ migrations }) => migrations.filter((migration) => migration.asked));
  const ids = new Set(asked.map(({ file }) => file));
  const steps = batches.flatMap(({ steps: all, migrations }) =>
    all.filter((step) => migrations.some(({ id, file }) => id === step.migration && ids.has(file))),
  );
  const applied = steps.filter((step) => step.applied);
  const classes: readonly DurationClass[] = ['instant', 'grows-with-rows', 'unknown'];
  const counts = classes.flatMap((duration) => {
    const number = applied.filter((step) => step.duration === duration).length;
    return number === 0
      ? []
      : [`${number} ${duration === 'grows-with-rows' && number > 1 ? 'grow with rows' : durationWords[duration]}`];
  });
  const opaque = applied.filter((step) => step.opaque !== undefined).length;
  return [
    `${count(steps.length, 'statement')} in ${count(asked.length, 'migration')}`,
    ...(counts.length === 0 ? [] : [`: ${counts.join(', ')}`]),
    ...(steps.length === applied.length ? [] : [`; ${steps.length - applied.length} skipped`]),
    ...(opaque === 0 ? [] : [`; ${opaque} not understood`]),
  ].join('');
}
