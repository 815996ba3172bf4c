import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Attributes, Index, IndexPart } from '../../../model/table.ts';
import { areOptions, optionChanges, optionList } from './attributes.ts';
import { cascade, concurrently, ifExists, ifNotExists } from './clauses.ts';
import { quoteList, quoteName, quoteQualified, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

const namedAttributes: ReadonlySet<string> = new Set(['tablespace', 'only', 'attach-partition', 'statistics']);

interface IndexClauses {
  readonly table: QualifiedName;
  readonly index: Index;
  readonly concurrently?: string | undefined;
  readonly guard?: string | undefined;
}

/** CREATE INDEX; `undefined` when a part is only so many characters of a column, which MySQL alone knows. */
export function createIndex({ table, index, concurrently, guard }: IndexClauses): string | undefined {
  if (index.parts.some((part) => part.prefix !== undefined) || index.clustered === true) return undefined;
  if (guard !== undefined && index.name === undefined) return undefined;
  const options = optionList(index.attributes, namedAttributes);
  return words(
    index.unique ? 'CREATE UNIQUE INDEX' : 'CREATE INDEX',
    concurrently,
    guard,
    index.name === undefined ? undefined : quoteName(index.name),
    index.attributes?.['only'] === 'true' ? 'ON ONLY' : 'ON',
    quoteQualified(table),
    index.method === undefined ? undefined : `USING ${quoteName(index.method)}`,
    `(${index.parts.map(indexPart).join(', ')})`,
    index.include === undefined ? undefined : `INCLUDE (${quoteList(index.include)})`,
    index.nullsNotDistinct === true ? 'NULLS NOT DISTINCT' : undefined,
    options === undefined ? undefined : `WITH (${options})`,
    tablespace(index.attributes),
    index.where === undefined ? undefined : `WHERE ${index.where.sql}`,
  );
}

function indexPart(part: IndexPart): string {
  return words(
    part.expression === undefined ? quoteName(part.column ?? '') : `(${part.expression.sql})`,
    part.collation === undefined ? undefined : `COLLATE ${part.collation.split('.').map(quoteName).join('.')}`,
    part.operatorClass,
    part.descending === true ? 'DESC' : undefined,
    part.nulls === undefined ? undefined : `NULLS ${part.nulls.toUpperCase()}`,
  );
}

function tablespace(attributes: Attributes | undefined): string | undefined {
  const name = attributes?.['tablespace'];
  return name === undefined ? undefined : `TABLESPACE ${quoteName(name)}`;
}

function alterIndex(operation: Operation<'AlterIndex'>): Sql {
  const { attributes } = operation;
  if (!areOptions(attributes, namedAttributes)) return undefined;
  const subject = words('ALTER INDEX', ifExists(operation), quoteQualified(operation.name));
  const partition = attributes['attach-partition'];
  const actions = [
    ...(attributes['tablespace'] === undefined ? [] : [`SET ${tablespace(attributes) ?? ''}`]),
    ...optionChanges(attributes, namedAttributes),
  ];
  const statements = [
    ...(actions.length === 0 ? [] : [`${subject} ${actions.join(', ')}`]),
    ...(partition === undefined ? [] : [`${subject} ATTACH PARTITION ${partition}`]),
    ...(attributes['statistics'] === undefined ? [] : [`${subject} ALTER COLUMN ${attributes['statistics']}`]),
  ];
  return statements.length === 0 ? undefined : statements;
}

function reindex(operation: Operation<'Reindex'>): Sql {
  const name = operation.name === undefined ? undefined : quoteQualified(operation.name);
  if (name === undefined && operation.target !== 'database' && operation.target !== 'system') return undefined;
  return words('REINDEX', operation.target.toUpperCase(), concurrently(operation), name);
}

export const indexWriters: Writers<'CreateIndex' | 'DropIndex' | 'RenameIndex' | 'AlterIndex' | 'Reindex'> = {
  CreateIndex: (operation) =>
    createIndex({ ...operation, concurrently: concurrently(operation), guard: ifNotExists(operation) }),
  DropIndex: (operation) =>
    words(
      'DROP INDEX',
      concurrently(operation),
      ifExists(operation),
      quoteQualified(operation.name),
      cascade(operation),
    ),
  RenameIndex: (operation) =>
    words(
      'ALTER INDEX',
      ifExists(operation),
      quoteQualified(operation.name),
      'RENAME TO',
      quoteName(operation.newName),
    ),
  AlterIndex: alterIndex,
  Reindex: reindex,
};
