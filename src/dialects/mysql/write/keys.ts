import type {
  Check,
  Constraint,
  ForeignKey,
  Index,
  IndexPart,
  PrimaryKey,
  ReferentialAction,
  Unique,
} from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { quotedString } from '../strings.ts';
import { writeName, writeNames, writeQualified } from './names.ts';

/** A constraint as CREATE TABLE and ALTER TABLE ADD write it; `undefined`: MySQL has no such constraint. */
export function writeConstraint(constraint: Constraint): string | undefined {
  switch (constraint.kind) {
    case 'PrimaryKey':
      return writePrimaryKey(constraint);
    case 'Unique':
      return writeUnique(constraint);
    case 'Check':
      return writeCheck(constraint);
    case 'ForeignKey':
      return writeForeignKey(constraint);
    case 'Exclusion':
      return undefined;
  }
}

/** An index as CREATE TABLE and ALTER TABLE ADD write it. */
export function writeIndex(index: Index): string {
  const name = index.name === undefined ? undefined : writeName(index.name);
  return phrase(`${indexWords(index)}INDEX`, name, writeIndexBody(index));
}

/** `UNIQUE `, `FULLTEXT `, `SPATIAL ` or nothing. */
export function indexWords({ unique, method }: Index): string {
  if (method === 'fulltext') return 'FULLTEXT ';
  if (method === 'spatial') return 'SPATIAL ';
  return unique ? 'UNIQUE ' : '';
}

/** Parts and options, as CREATE INDEX has them too. */
export function writeIndexBody({ parts, method, attributes = {} }: Index): string {
  const ownMethod = method !== undefined && method !== 'fulltext' && method !== 'spatial';
  return phrase(
    `(${parts.map(writePart).join(', ')})`,
    ownMethod && `USING ${method.toUpperCase()}`,
    writeIndexOptions(attributes),
  );
}

function writeIndexOptions(attributes: Readonly<Record<string, string>>): string {
  return phrase(
    attributes['comment'] !== undefined && `COMMENT ${quotedString(attributes['comment'])}`,
    attributes['parser'] !== undefined && `WITH PARSER ${writeName(attributes['parser'])}`,
    attributes['key-block-size'] !== undefined && `KEY_BLOCK_SIZE = ${attributes['key-block-size']}`,
    attributes['visible'] === 'no' && 'INVISIBLE',
    attributes['ignored'] === 'yes' && 'IGNORED',
  );
}

function writePart({ column, expression, prefix, descending }: IndexPart): string {
  const what = column === undefined ? `(${expression?.sql ?? ''})` : writeName(column);
  return phrase(prefix === undefined ? what : `${what}(${prefix})`, descending === true && 'DESC');
}

function writePrimaryKey({ name, columns, attributes = {} }: PrimaryKey): string {
  const method = attributes['method'];
  return phrase(
    named(name),
    `PRIMARY KEY ${writeNames(columns)}`,
    method !== undefined && `USING ${method.toUpperCase()}`,
    writeIndexOptions(attributes),
  );
}

function writeUnique({ name, columns }: Unique): string {
  return phrase(named(name), `UNIQUE ${writeNames(columns)}`);
}

function writeCheck({ name, expression, attributes }: Check): string {
  return phrase(named(name), `CHECK (${expression.sql})`, attributes?.['enforced'] === 'no' && 'NOT ENFORCED');
}

const actionWords: Readonly<Record<ReferentialAction, string>> = {
  'no-action': '',
  restrict: 'RESTRICT',
  cascade: 'CASCADE',
  'set-null': 'SET NULL',
  'set-default': 'SET DEFAULT',
};

function writeForeignKey(key: ForeignKey): string {
  const index = key.attributes?.['index'];
  return phrase(
    named(key.name),
    'FOREIGN KEY',
    index === undefined ? undefined : writeName(index),
    writeNames(key.columns),
    `REFERENCES ${writeQualified(key.target)}`,
    key.targetColumns.length > 0 && writeNames(key.targetColumns),
    key.match !== undefined && `MATCH ${key.match.toUpperCase()}`,
    key.onDelete !== 'no-action' && `ON DELETE ${actionWords[key.onDelete]}`,
    key.onUpdate !== 'no-action' && `ON UPDATE ${actionWords[key.onUpdate]}`,
  );
}

function named(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `CONSTRAINT ${writeName(name)}`;
}
