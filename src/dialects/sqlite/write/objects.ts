import type { Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { phrase } from '../../phrase.ts';
import { quotedName } from '../quoting.ts';
import { writeIndexPart } from './constraints.ts';
import { writeGuards, writeNames, writeQualified } from './names.ts';

/** The schema of an index is that of its table, and is said with the index. */
export function writeCreateIndex(operation: Operation<'CreateIndex'>): string | undefined {
  const { table, index, concurrently } = operation;
  const guard = writeGuards(operation.guards, 'if-not-exists');
  const isForeign = concurrently || index.method !== undefined || index.include !== undefined;
  if (guard === undefined || isForeign || index.name === undefined) return undefined;
  return phrase(
    index.unique ? 'CREATE UNIQUE INDEX' : 'CREATE INDEX',
    guard,
    writeQualified({ ...table, name: index.name }),
    `ON ${quotedName(table.name)} (${index.parts.map(writeIndexPart).join(', ')})`,
    index.where && `WHERE ${index.where.sql}`,
  );
}

export function writeCreateView(operation: Operation<'CreateView'>): string | undefined {
  const { name, materialized, replace, query, columns, attributes } = operation;
  const guard = writeGuards(operation.guards, 'if-not-exists');
  if (guard === undefined || materialized || replace) return undefined;
  return phrase(
    attributes?.['temporary'] === undefined ? 'CREATE VIEW' : 'CREATE TEMPORARY VIEW',
    guard,
    writeQualified(name),
    columns.length > 0 && writeNames(columns),
    `AS ${query}`,
  );
}

export function writeCreateTrigger(operation: Operation<'CreateTrigger'>): string | undefined {
  const guard = writeGuards(operation.guards, 'if-not-exists');
  if (guard === undefined || operation.replace) return undefined;
  return phrase('CREATE TRIGGER', guard, writeQualified(ownName(operation)), operation.definition);
}

/** `undefined` for CASCADE, which SQLite does not have. */
export function writeDrop(
  words: string,
  name: QualifiedName,
  { guards, cascade }: Operation<'DropTable' | 'DropIndex' | 'DropView' | 'DropTrigger'>,
): string | undefined {
  const guard = writeGuards(guards, 'if-exists');
  return guard === undefined || cascade ? undefined : phrase(words, guard, writeQualified(name));
}

export function ownName({ schema, name }: Operation<'CreateTrigger' | 'DropTrigger'>): QualifiedName {
  return schema === undefined ? { name } : { schema, name };
}
