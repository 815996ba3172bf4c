import type { Dialect } from '../dialect.ts';
import { literal, parseExpression } from './expressions.ts';
import { readMysql } from './read.ts';
import { asStored } from './stored-form.ts';
import { mysqlTraits, traitsOfVersion } from './traits.ts';
import { parseType } from './types.ts';
import { writeMysql } from './write/index.ts';
import { writeQualified } from './write/names.ts';

/** MySQL and MariaDB. */
export const mysql: Dialect = {
  traits: mysqlTraits,
  traitsOf: traitsOfVersion,
  defaultVersion: '8.0',
  read: readMysql,
  write: writeMysql,
  /** Nothing is known yet of what MySQL locks, rewrites and scans. */
  facts: () => undefined,
  columnType: parseType,
  expression: parseExpression,
  literal,
  quote: writeQualified,
  asStored,
};
