import type {
  Attributes,
  Constraint,
  ForeignKey,
  Index,
  PrimaryKey,
  ReferentialAction,
  Unique,
} from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { writeName, writeNames, writeQualified } from './names.ts';
import { writeOptions } from './options.ts';

/** A constraint as CREATE TABLE and ALTER TABLE ADD write it; `undefined`: SQL Server has no such constraint. */
export function writeConstraint(constraint: Constraint, execution?: Attributes): string | undefined {
  switch (constraint.kind) {
    case 'PrimaryKey':
    case 'Unique':
      return writeKey(constraint, execution);
    case 'Check':
      return phrase(named(constraint.name), 'CHECK', writeReplication(constraint), `(${constraint.expression.sql})`);
    case 'ForeignKey':
      return writeForeignKey(constraint);
    case 'Exclusion':
      return undefined;
  }
}

/** An index as CREATE TABLE writes it. */
export function writeInlineIndex(index: Index): string | undefined {
  if (index.name === undefined) return undefined;
  return phrase('INDEX', writeName(index.name), writeIndexKind(index), writeIndexBody(index, {}));
}

export function writeIndexKind({ unique, clustered, method }: Index): string {
  return phrase(
    unique && 'UNIQUE',
    clustered === true && 'CLUSTERED',
    method === 'columnstore' && 'COLUMNSTORE',
    method === 'hash' && 'NONCLUSTERED HASH',
  );
}

/** Columns, INCLUDE, WHERE and options. */
export function writeIndexBody(index: Index, execution: Attributes): string | undefined {
  const parts = index.parts.map(({ column, descending }) =>
    column === undefined ? undefined : phrase(writeName(column), descending === true && 'DESC'),
  );
  if (parts.includes(undefined)) return undefined;
  const order = index.attributes?.['order'];
  return phrase(
    parts.length > 0 && `(${parts.join(', ')})`,
    index.include && `INCLUDE ${writeNames(index.include)}`,
    order !== undefined && `ORDER (${order})`,
    index.where && `WHERE ${index.where.sql}`,
    writeOptions(index.attributes, execution),
  );
}

function writeKey(
  { kind, name, columns, clustered, attributes = {} }: PrimaryKey | Unique,
  execution?: Attributes,
): string {
  const descending = new Set((attributes['descending'] ?? '').split(', '));
  const parts = columns.map((column) => {
    const written = writeName(column);
    return descending.has(written) ? `${written} DESC` : written;
  });
  return phrase(
    named(name),
    kind === 'PrimaryKey' ? 'PRIMARY KEY' : 'UNIQUE',
    clustered !== undefined && (clustered ? 'CLUSTERED' : 'NONCLUSTERED'),
    attributes['method'] === 'hash' && 'HASH',
    `(${parts.join(', ')})`,
    writeOptions(attributes, execution),
  );
}

const actionWords: Readonly<Record<ReferentialAction, string>> = {
  'no-action': '',
  restrict: '',
  cascade: 'CASCADE',
  'set-null': 'SET NULL',
  'set-default': 'SET DEFAULT',
};

function writeForeignKey(key: ForeignKey): string {
  const onDelete = actionWords[key.onDelete];
  const onUpdate = actionWords[key.onUpdate];
  return phrase(
    named(key.name),
    `FOREIGN KEY ${writeNames(key.columns)}`,
    `REFERENCES ${writeQualified(key.target)}`,
    key.targetColumns.length > 0 && writeNames(key.targetColumns),
    onDelete !== '' && `ON DELETE ${onDelete}`,
    onUpdate !== '' && `ON UPDATE ${onUpdate}`,
    writeReplication(key),
  );
}

function writeReplication({ attributes }: Constraint): string {
  return attributes?.['for-replication'] === 'no' ? 'NOT FOR REPLICATION' : '';
}

function named(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `CONSTRAINT ${writeName(name)}`;
}
