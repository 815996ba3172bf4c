import type { Dialect } from '../dialect.ts';
import { literal, parseExpression } from './expressions.ts';
import { facts } from './facts.ts';
import { readSqlite } from './read.ts';
import { sqliteTraits } from './traits.ts';
import { parseType } from './types.ts';
import { writeSqlite } from './write/index.ts';
import { writeQualified } from './write/names.ts';
import { rebuild } from './write/rebuild.ts';

/** SQLite 3.25 to 3.50. */
export const sqlite: Dialect = {
  traits: sqliteTraits,
  defaultVersion: '3.45',
  read: readSqlite,
  write: writeSqlite,
  facts,
  columnType: parseType,
  expression: parseExpression,
  literal,
  quote: writeQualified,
  rebuild,
};
