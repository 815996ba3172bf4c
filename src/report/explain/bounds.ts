import type { Batch, BatchMigration } from '../../model/batch.ts';
import type { TransactionMode } from '../../model/migration.ts';
import { count } from '../counts.ts';
import { inWordsBriefly } from './held.ts';

const alone: Readonly<Record<Exclude<TransactionMode, 'per-file-implicit'>, string>> = {
  'whole-batch': 'runs in one transaction, as all pending migrations together would',
  'per-migration': 'runs in a transaction of its own',
  none: 'runs in no transaction of the tool: each statement by itself, unless it begins one',
};

/** How transactions are drawn around what a tool runs in one go, as a sentence without a full stop. */
export function boundsWords({ migrations, steps, framework, commitsAlone }: Batch): string {
  const [first, second] = migrations;
  if (first === undefined) return '';
  if (commitsAlone)
    return 'every change of the schema commits by itself, whatever the tool does, and lets go of its locks';
  if (second === undefined) return ofOne(first, steps.length);
  const others = migrations.filter(({ transaction }) => transaction !== 'whole-batch');
  const together = `${framework} runs ${count(migrations.length, 'pending migration')} in one transaction`;
  if (others.length === 0) return `${together}: a lock is held until the last of them is done`;
  return `${together}, but for ${named(others)}, which ${others.length === 1 ? 'runs' : 'run'} outside of it`;
}

function ofOne({ transaction }: BatchMigration, statements: number): string {
  if (transaction !== 'per-file-implicit') return alone[transaction];
  return statements > 1
    ? 'is sent as one command, which the server runs as one transaction'
    : 'is sent as one command of one statement: no transaction is around it';
}

function named(migrations: readonly BatchMigration[]): string {
  return inWordsBriefly(
    migrations.map(({ id }) => id),
    3,
  );
}
