import type { Dialect } from '../dialect.ts';
import { expression, literal } from './expressions.ts';
import { facts } from './facts.ts';
import { loadParser } from './parser.ts';
import { read } from './read.ts';
import { traits } from './traits.ts';
import { columnType } from './types.ts';
import { write } from './write.ts';
import { inBatches } from './write/batches.ts';
import { quoteQualified } from './write/names.ts';

/** PostgreSQL, once its parser is loaded; from then on everything is synchronous. */
export async function loadPostgres(): Promise<Dialect> {
  await loadParser();
  const quote = quoteQualified;
  return { traits, defaultVersion: '17', read, write, inBatches, facts, columnType, expression, literal, quote };
}
