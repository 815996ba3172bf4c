import type { Dialect } from '../dialect.ts';
import { literal, parseExpression } from './expressions.ts';
import { facts } from './facts.ts';
import { readSqlServer } from './read.ts';
import { sqlServerTraits } from './traits.ts';
import { parseType } from './types.ts';
import { writeSqlServer } from './write/index.ts';
import { writeQualified } from './write/names.ts';

/** Microsoft SQL Server and Azure SQL. */
export const sqlserver: Dialect = {
  traits: sqlServerTraits,
  defaultVersion: '16.0',
  read: readSqlServer,
  write: writeSqlServer,
  facts,
  columnType: parseType,
  expression: parseExpression,
  literal,
  quote: writeQualified,
};
