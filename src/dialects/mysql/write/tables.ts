import { lookUp } from '../../../model/look-up.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { phrase } from '../../phrase.ts';
import type { TableOption } from '../options.ts';
import { tableOptions } from '../options.ts';
import { quotedString } from '../strings.ts';
import { writeColumn } from './columns.ts';
import { writeConstraint, writeIndex } from './keys.ts';
import { periodName } from '../periods.ts';
import { writeGuards, writeName, writeNames, writeQualified } from './names.ts';

export function writeCreateTable(operation: Operation<'CreateTable'>): string | undefined {
  const guards = writeGuards(operation.guards);
  if (guards === undefined || (operation.from !== undefined && operation.from.how !== 'like')) return undefined;
  const like = operation.from?.tables[0];
  const elements = writeElements(operation);
  const options = writeTableOptions(operation.attributes ?? {});
  if (elements === undefined || options === undefined) return undefined;
  return phrase(
    'CREATE',
    operation.temporary === true && 'TEMPORARY',
    'TABLE',
    guards,
    writeQualified(operation.table),
    like && `LIKE ${writeQualified(like)}`,
    elements.length > 0 && `(\n  ${elements.join(',\n  ')}\n)`,
    options,
    operation.comment !== undefined && `COMMENT = ${quotedString(operation.comment)}`,
    operation.partitionBy !== undefined && `PARTITION BY ${operation.partitionBy}`,
    operation.query !== undefined && `AS ${operation.query}`,
  );
}

function writeElements(operation: Operation<'CreateTable'>): readonly string[] | undefined {
  const { columns, constraints, indexes } = operation;
  const written: string[] = columns.map(writeColumn);
  for (const constraint of constraints) {
    const text = writeConstraint(constraint);
    if (text === undefined) return undefined;
    written.push(text);
  }
  return [...written, ...indexes.map(writeIndex), ...writePeriods(operation.attributes ?? {})];
}

/** ALTER TABLE with one action. */
export function alterTable(table: QualifiedName, action: string, execution: Attributes | undefined): string {
  return phrase(
    `ALTER TABLE ${writeQualified(table)}`,
    [action, ...writeExecution(execution)].filter(Boolean).join(', '),
  );
}

/** `ALGORITHM = INPLACE`, `LOCK = NONE`. */
export function writeExecution(execution: Attributes = {}): readonly string[] {
  return Object.entries(execution).flatMap(([key, value]) => {
    if (key === 'algorithm' || key === 'lock') return [`${key.toUpperCase()} = ${value.toUpperCase()}`];
    return key === 'validation' ? [`${value.toUpperCase()} VALIDATION`] : [];
  });
}

/** What is done to a table once, with the words before what it is done with. */
const executedActions: Readonly<Record<string, string>> = {
  'order-by': 'ORDER BY',
  'add-partition': 'ADD PARTITION',
  'drop-partition': 'DROP PARTITION',
  'discard-partition': 'DISCARD PARTITION',
  'import-partition': 'IMPORT PARTITION',
  'truncate-partition': 'TRUNCATE PARTITION',
  'coalesce-partition': 'COALESCE PARTITION',
  'reorganize-partition': 'REORGANIZE PARTITION',
  'exchange-partition': 'EXCHANGE PARTITION',
  'analyze-partition': 'ANALYZE PARTITION',
  'check-partition': 'CHECK PARTITION',
  'optimize-partition': 'OPTIMIZE PARTITION',
  'rebuild-partition': 'REBUILD PARTITION',
  'repair-partition': 'REPAIR PARTITION',
  'partition-by': 'PARTITION BY',
};

const executedFlags: Readonly<Record<string, string>> = {
  force: 'FORCE',
  partitioning: 'REMOVE PARTITIONING',
};

export function writeAlterTable({ table, attributes, execution = {} }: Operation<'AlterTable'>): string | undefined {
  const versioning = attributes['system-versioning'];
  if (versioning !== undefined) {
    return alterTable(table, `${versioning === 'yes' ? 'ADD' : 'DROP'} SYSTEM VERSIONING`, execution);
  }
  if (execution['convert'] !== undefined) {
    const { charset = '', collation } = attributes;
    const target = phrase(`CONVERT TO CHARACTER SET ${charset}`, collation !== undefined && `COLLATE ${collation}`);
    return alterTable(table, target, execution);
  }
  const actions = Object.entries(execution).flatMap(([key, value]) => {
    const words = lookUp(executedActions, key);
    if (words !== undefined) return [`${words} ${value}`];
    if (key === 'keys') return [`${value.toUpperCase()} KEYS`];
    if (key === 'tablespace') return [`${value.toUpperCase()} TABLESPACE`];
    const flag = lookUp(executedFlags, key);
    return flag === undefined ? [] : [flag];
  });
  const options = writeTableOptions(attributes);
  if (actions.length === 0) return options === undefined ? undefined : alterTable(table, options, execution);
  // Most of these want ALGORITHM and LOCK before them.
  return alterTable(table, [...writeExecution(execution), ...actions].join(', '), undefined);
}

function writePeriods(attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([key, columns]) => {
    const name = periodName(key);
    if (name === undefined || columns === '') return [];
    return [`PERIOD FOR ${writeName(name)} ${writeNames(columns.split(', '))}`];
  });
}

/** `undefined`: an attribute is no option of MySQL's tables. Periods stand among the columns. */
function writeTableOptions(attributes: Attributes): string | undefined {
  const written: string[] = [];
  for (const [key, value] of Object.entries(attributes)) {
    if (periodName(key) !== undefined) continue;
    const option = tableOptions.find(({ attribute }) => attribute === key);
    if (option === undefined) return undefined;
    written.push(writeTableOption(option, value));
  }
  return phrase(...written);
}

function writeTableOption({ words, form }: TableOption, value: string): string {
  switch (form) {
    case 'none':
      return value === 'no' ? '' : words;
    case 'list':
      return `${words} = (${value})`;
    case 'string':
      return `${words} = ${quotedString(value)}`;
    case 'word':
      return `${words} = ${value}`;
  }
}
