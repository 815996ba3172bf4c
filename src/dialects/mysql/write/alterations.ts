import type { Operation } from '../../../model/operation.ts';
import type { ColumnChange } from '../../../model/operations/tables.ts';
import type { Column } from '../../../model/table.ts';
import { phrase } from '../../phrase.ts';
import { writeColumn, writeValue } from './columns.ts';
import { writeConstraint, writeIndexBody, indexWords } from './keys.ts';
import { writeGuards, writeName, writeQualified } from './names.ts';
import { alterTable, writeExecution } from './tables.ts';

/** What ADD COLUMN and MODIFY say of a column's place. */
function writePosition(position: Operation<'AddColumn'>['position']): string {
  if (position === undefined) return '';
  return position.after === undefined ? 'FIRST' : `AFTER ${writeName(position.after)}`;
}

export function writeAddColumn({
  table,
  column,
  position,
  execution,
  guards,
}: Operation<'AddColumn'>): string | undefined {
  const guard = writeGuards(guards);
  if (guard === undefined) return undefined;
  return alterTable(table, phrase('ADD COLUMN', guard, writeColumn(column), writePosition(position)), execution);
}

export function writeDropColumn({ table, column, execution, guards }: Operation<'DropColumn'>): string | undefined {
  const guard = writeGuards(guards);
  if (guard === undefined) return undefined;
  return alterTable(table, phrase('DROP COLUMN', guard, writeName(column)), execution);
}

/**
 * MODIFY when the type is said, and with it the whole column; else only a default or the visibility can be changed.
 * `undefined`: the change needs facets of the column that it does not say.
 */
export function writeAlterColumn(operation: Operation<'AlterColumn'>): string | undefined {
  const { table, column, change, position, execution } = operation;
  const guard = writeGuards(operation.guards);
  if (guard === undefined) return undefined;
  const { type } = change;
  if (type !== undefined) {
    const definition = writeColumn(changedColumn(column, { ...change, type }));
    return alterTable(table, phrase('MODIFY COLUMN', guard, definition, writePosition(position)), execution);
  }
  const facet = writeFacetChange(change);
  if (facet === undefined) return undefined;
  return alterTable(table, phrase('ALTER COLUMN', guard, writeName(column), facet), execution);
}

function changedColumn(name: string, change: ColumnChange & Pick<Column, 'type'>): Column {
  const { type, nullable = true, identity, generated, onUpdate, collation, comment, attributes } = change;
  const byDefault = change.default ?? undefined;
  return {
    name,
    type,
    nullable,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    ...(identity ? { identity } : {}),
    ...(generated ? { generated: { stored: false, ...generated } } : {}),
    ...(onUpdate ? { onUpdate } : {}),
    ...(typeof collation === 'string' ? { collation } : {}),
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

function writeFacetChange(change: ColumnChange): string | undefined {
  const { default: byDefault, attributes, ...others } = change;
  if (Object.keys(others).length > 0) return undefined;
  const visible = attributes?.['visible'];
  if (attributes !== undefined && (visible === undefined || byDefault !== undefined)) return undefined;
  if (visible !== undefined) return visible === 'no' ? 'SET INVISIBLE' : 'SET VISIBLE';
  if (byDefault === undefined) return undefined;
  return byDefault === null ? 'DROP DEFAULT' : `SET DEFAULT ${writeValue(byDefault)}`;
}

type AddKey = Operation<'AddPrimaryKey' | 'AddUnique' | 'AddCheck' | 'AddForeignKey' | 'AddExclusion'>;

export function writeAddConstraint(operation: AddKey): string | undefined {
  const constraint = writeConstraint(operation.constraint);
  if (constraint === undefined || writeGuards(operation.guards) !== '') return undefined;
  return alterTable(operation.table, `ADD ${constraint}`, 'execution' in operation ? operation.execution : undefined);
}

const dropWords = { ForeignKey: 'FOREIGN KEY', Check: 'CHECK', Unique: 'INDEX' } as const;

export function writeDropConstraint(operation: Operation<'DropConstraint'>): string | undefined {
  const { table, name, constraint, execution } = operation;
  const guard = writeGuards(operation.guards);
  if (guard === undefined) return undefined;
  if (constraint === 'PrimaryKey') return alterTable(table, 'DROP PRIMARY KEY', execution);
  if (name === undefined || constraint === 'Exclusion') return undefined;
  const words = constraint === undefined ? 'CONSTRAINT' : dropWords[constraint];
  return alterTable(table, phrase('DROP', words, guard, writeName(name)), execution);
}

export function writeCreateIndex(operation: Operation<'CreateIndex'>): string | undefined {
  const { table, index, execution } = operation;
  const guard = writeGuards(operation.guards);
  if (guard === undefined || index.where !== undefined) return undefined;
  const body = writeIndexBody(index);
  if (index.name === undefined) return alterTable(table, `ADD ${indexWords(index)}INDEX ${body}`, execution);
  const head = phrase(
    `CREATE ${indexWords(index)}INDEX`,
    guard,
    writeName(index.name),
    'ON',
    writeQualified(table),
    body,
  );
  return phrase(head, ...writeExecution(execution));
}

export function writeDropIndex({ name, table, execution, guards }: Operation<'DropIndex'>): string | undefined {
  const guard = writeGuards(guards);
  if (guard === undefined || table === undefined) return undefined;
  return phrase('DROP INDEX', guard, writeName(name.name), 'ON', writeQualified(table), ...writeExecution(execution));
}
