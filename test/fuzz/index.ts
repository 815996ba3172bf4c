import fc from 'fast-check';
import { formatReaders } from './format-readers.ts';
import { lintReaders } from './lint-readers.ts';
import { mutated } from './mutation.ts';
import { projectReaders } from './project-readers.ts';
import { randomFrom } from './random.ts';
import type { Reader } from './reader.ts';
import { postgresSplitter, sqlReaders } from './sql-readers.ts';

/** Everything that reads texts which people wrote. */
export const readers: readonly Reader[] = [
  ...sqlReaders,
  postgresSplitter,
  ...projectReaders,
  ...formatReaders,
  ...lintReaders,
];

/** Texts for a reader: one in four made up, the others real ones that were changed. */
export function textsFor(
  { grammar, samples, framed = (piece) => piece }: Reader,
  real: readonly string[] = [],
): fc.Arbitrary<string> {
  const sources = [...real, ...samples];
  const changed = fc.noBias(fc.nat(0xffff_ffff)).map((seed) => {
    const random = randomFrom(seed);
    const text = mutated(sources, random);
    return random.oneIn(4) ? text : framed(text);
  });
  return fc.oneof({ weight: 3, arbitrary: changed }, { weight: 1, arbitrary: grammar.map(framed) });
}

/** The texts of a batch: the same seed gives the same ones. */
export function batchOf(texts: fc.Arbitrary<string>, seed: number, size: number): readonly string[] {
  return fc.sample(texts, { seed, numRuns: size });
}
