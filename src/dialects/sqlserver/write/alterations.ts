import type { Operation } from '../../../model/operation.ts';
import { phrase } from '../../phrase.ts';
import { writeColumn, writeDefault } from './columns.ts';
import { writeConstraint, writeIndexBody, writeIndexKind } from './keys.ts';
import { writeIfExists, writeName, writeQualified } from './names.ts';
import { writeOptions } from './options.ts';
import { alterTable } from './tables.ts';

export function writeAddColumn({
  table,
  column,
  position,
  execution = {},
}: Operation<'AddColumn'>): string | undefined {
  if (position !== undefined || column.comment !== undefined || column.onUpdate !== undefined) return undefined;
  return alterTable(table, phrase('ADD', writeColumn(column), execution['with-values'] === 'yes' && 'WITH VALUES'));
}

export function writeDropColumn({ table, column, cascade, guards }: Operation<'DropColumn'>): string | undefined {
  const guard = writeIfExists(guards);
  if (guard === undefined || cascade) return undefined;
  return alterTable(table, phrase('DROP COLUMN', guard, writeName(column)));
}

/**
 * A new type, or a new default; `undefined` when the change says several things, or something that the server can only
 * do together with what it does not say.
 */
export function writeAlterColumn(operation: Operation<'AlterColumn'>): string | undefined {
  const { table, column, change, execution, position } = operation;
  const { type, nullable, default: byDefault, defaultName, collation, attributes, ...others } = change;
  if (position !== undefined || Object.keys(others).length > 0) return undefined;
  if (byDefault != null) {
    if (type !== undefined || nullable !== undefined || collation != null || attributes !== undefined) return undefined;
    const how = execution?.['with-values'] === 'yes' && 'WITH VALUES';
    return alterTable(table, phrase('ADD', writeDefault(byDefault, defaultName), 'FOR', writeName(column), how));
  }
  if (byDefault === null || type === undefined || attributes !== undefined || collation === null) return undefined;
  const definition = phrase(
    type.text,
    collation !== undefined && `COLLATE ${collation}`,
    nullable === false ? 'NOT NULL' : 'NULL',
  );
  return alterTable(table, phrase('ALTER COLUMN', writeName(column), definition, writeOptions({}, execution)));
}

type AddKey = Operation<'AddPrimaryKey' | 'AddUnique' | 'AddCheck' | 'AddForeignKey' | 'AddExclusion'>;

export function writeAddConstraint(operation: AddKey): string | undefined {
  if ('usingIndex' in operation) return undefined;
  const constraint = writeConstraint(operation.constraint, 'execution' in operation ? operation.execution : undefined);
  if (constraint === undefined) return undefined;
  const unchecked = !operation.constraint.validated && 'WITH NOCHECK';
  return alterTable(operation.table, phrase(unchecked, 'ADD', constraint));
}

export function writeDropConstraint(operation: Operation<'DropConstraint'>): string | undefined {
  const { table, name, cascade, execution, guards } = operation;
  const guard = writeIfExists(guards);
  if (guard === undefined || name === undefined || cascade) return undefined;
  return alterTable(table, phrase('DROP CONSTRAINT', guard, writeName(name), writeOptions({}, execution)));
}

/** Enabling without checking leaves a constraint untrusted. */
export function writeAlterConstraint({ table, name, attributes }: Operation<'AlterConstraint'>): string | undefined {
  const { enabled, trusted } = attributes;
  if (enabled === undefined) return undefined;
  const constraint = name === undefined ? 'ALL' : writeName(name);
  if (enabled === 'false') return alterTable(table, `NOCHECK CONSTRAINT ${constraint}`);
  return alterTable(table, phrase(trusted === 'true' && 'WITH CHECK', `CHECK CONSTRAINT ${constraint}`));
}

/** Kinds of index that have a statement of their own are not written. */
const writtenMethods: ReadonlySet<string> = new Set(['columnstore']);

export function writeCreateIndex(operation: Operation<'CreateIndex'>): string | undefined {
  const { table, index, execution = {}, concurrently } = operation;
  const { name, method } = index;
  const isWritten = method === undefined || writtenMethods.has(method);
  // What another engine calls concurrently is ONLINE here.
  const body = isWritten ? writeIndexBody(index, concurrently ? { ...execution, online: 'on' } : execution) : undefined;
  if (name === undefined || body === undefined) return undefined;
  const kind = writeIndexKind(index);
  return phrase('CREATE', kind, 'INDEX', writeName(name), 'ON', writeQualified(table), body);
}

export function writeDropIndex({ name, table, execution, guards }: Operation<'DropIndex'>): string | undefined {
  const guard = writeIfExists(guards);
  if (guard === undefined || table === undefined) return undefined;
  return phrase('DROP INDEX', guard, writeName(name.name), 'ON', writeQualified(table), writeOptions({}, execution));
}
