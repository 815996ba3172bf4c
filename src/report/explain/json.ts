import type { Batch, Explanation } from '../../model/batch.ts';
import { heldLocks } from '../held-locks.ts';
import { jsonText } from '../json-text.ts';
import { placesIn, type PlaceOf } from '../places.ts';
import type { ExplainJson } from './contract.ts';
import { heldBefore, transactionsOf } from './held.ts';

/** For programs: all that is known, as a versioned contract. */
export function explainJson({ batches, notes, texts }: Explanation): string {
  const placeOf = placesIn(texts);
  const plain: ExplainJson = { version: 1, batches: batches.map((batch) => jsonBatch(batch, placeOf)), notes };
  return `${jsonText(plain, 2)}\n`;
}

function jsonBatch(batch: Batch, placeOf: PlaceOf): ExplainJson['batches'][number] {
  const { chain, framework, dialect, engineVersion, commitsAlone, migrations, steps, sizes, stats } = batch;
  const locks = heldLocks(batch);
  return {
    chain,
    framework,
    dialect,
    engineVersion,
    commitsAlone,
    migrations: migrations.map(({ asked, ...migration }) => ({ ...migration, explained: asked })),
    statements: steps.map(({ migration, span, text, operations, ...step }, at) => ({
      number: at + 1,
      migration,
      ...placeOf(span),
      sql: text,
      operations,
      ...step,
      held: heldBefore(locks, at).map(({ table, mode, blocks, from }) => ({ table, mode, blocks, since: from + 1 })),
    })),
    transactions: transactionsOf(batch).map(({ number, from, to }) => ({ number, from: from + 1, to: to + 1 })),
    locks: locks.map(({ from, to, ...lock }) => ({ ...lock, from: from + 1, to: to + 1 })),
    sizes: sizes.map(({ name, ...size }) => ({ ...name, ...size })),
    ...(stats === undefined ? {} : { stats }),
  };
}
