import type { Dialect } from '../dialect.ts';
import { literal, parseExpression } from './expressions.ts';
import { facts } from './facts.ts';
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
  facts,
  columnType: parseType,
  expression: parseExpression,
  literal,
  quote: writeQualified,
  asStored,
};
