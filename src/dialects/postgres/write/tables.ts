import type { Operation } from '../../../model/operation.ts';
import { hasGuard } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import {
  type AttributeClauses,
  areOptions,
  attributeClauses,
  choose,
  optionChanges,
  optionList,
} from './attributes.ts';
import { alterTable, cascade, ifExists, ifNotExists, renameStatements } from './clauses.ts';
import { columnDefinition, commentOnColumn } from './columns.ts';
import { canBeSaid, constraintClause } from './constraints.ts';
import { createIndex } from './indexes.ts';
import { quoteName, quoteQualified, quoteQualifiedList, quoteString, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

const createAttributes: ReadonlySet<string> = new Set([
  'logged',
  'tablespace',
  'access-method',
  'on-commit',
  'of-type',
  'like',
  'with-data',
]);

/** CREATE TABLE, and after it the indexes and comments that it cannot hold itself. */
function createTable(operation: Operation<'CreateTable'>): Sql {
  const columns = operation.columns.map(columnDefinition);
  const indexes = operation.indexes.map((index) => createIndex({ table: operation.table, index }));
  if (columns.includes(undefined) || indexes.includes(undefined)) return undefined;
  if (!operation.constraints.every(canBeSaid)) return undefined;

  const name = quoteQualified(operation.table);
  const attributes = operation.attributes ?? {};
  if (!areOwn(attributes, createAttributes)) return undefined;
  const options = optionList(attributes, createAttributes);
  const create = words(
    'CREATE',
    operation.temporary === true ? 'TEMPORARY' : attributes['logged'] === 'false' ? 'UNLOGGED' : undefined,
    'TABLE',
    ifNotExists(operation),
    name,
    tableBody(operation, columns),
    operation.partitionBy === undefined ? undefined : `PARTITION BY ${operation.partitionBy}`,
    attributes['access-method'] === undefined ? undefined : `USING ${quoteName(attributes['access-method'])}`,
    options === undefined ? undefined : `WITH (${options})`,
    attributes['on-commit'] === undefined ? undefined : `ON COMMIT ${attributes['on-commit'].toUpperCase()}`,
    attributes['tablespace'] === undefined ? undefined : `TABLESPACE ${quoteName(attributes['tablespace'])}`,
    operation.query === undefined ? undefined : `AS ${operation.query}`,
    attributes['with-data'] === 'false' ? 'WITH NO DATA' : undefined,
  );
  return [create, ...indexes.filter((index) => index !== undefined), ...comments(operation, name)];
}

function tableBody(operation: Operation<'CreateTable'>, columns: readonly (string | undefined)[]): string | undefined {
  const { from, attributes } = operation;
  const likes =
    from?.how === 'like' ? from.tables.map((table) => words('LIKE', quoteQualified(table), attributes?.['like'])) : [];
  const elements = [...likes, ...columns, ...operation.constraints.map(constraintClause)].join(', ');
  if (from?.how === 'partition-of') {
    return words(
      `PARTITION OF ${quoteQualifiedList(from.tables)}`,
      elements === '' ? undefined : `(${elements})`,
      from.bound,
    );
  }
  if (attributes?.['of-type'] !== undefined) {
    return words(`OF ${attributes['of-type']}`, elements === '' ? undefined : `(${elements})`);
  }
  if (operation.query !== undefined && elements === '') return undefined;
  return words(`(${elements})`, from?.how === 'inherits' ? `INHERITS (${quoteQualifiedList(from.tables)})` : undefined);
}

function comments(operation: Operation<'CreateTable'>, name: string): readonly string[] {
  return [
    ...(operation.comment === undefined ? [] : [`COMMENT ON TABLE ${name} IS ${quoteString(operation.comment)}`]),
    ...operation.columns.flatMap((column) =>
      column.comment === undefined ? [] : [commentOnColumn(name, column.name, column.comment)],
    ),
  ];
}

const tableClauses: AttributeClauses = {
  logged: choose('SET LOGGED', 'SET UNLOGGED'),
  tablespace: (value) => `SET TABLESPACE ${quoteName(value)}`,
  'access-method': (value) => `SET ACCESS METHOD ${value === '' ? 'DEFAULT' : quoteName(value)}`,
  owner: (value) => `OWNER TO ${value}`,
  'row-security': choose('ENABLE ROW LEVEL SECURITY', 'DISABLE ROW LEVEL SECURITY'),
  'force-row-security': choose('FORCE ROW LEVEL SECURITY', 'NO FORCE ROW LEVEL SECURITY'),
  'replica-identity': (value) => `REPLICA IDENTITY ${value}`,
  'cluster-on': (value) => (value === '' ? 'SET WITHOUT CLUSTER' : `CLUSTER ON ${quoteName(value)}`),
  'of-type': (value) => (value === '' ? 'NOT OF' : `OF ${value}`),
  'enable-rule': (value) => `ENABLE RULE ${quoteName(value)}`,
  'disable-rule': (value) => `DISABLE RULE ${quoteName(value)}`,
  'enable-replica-rule': (value) => `ENABLE REPLICA RULE ${quoteName(value)}`,
  'enable-always-rule': (value) => `ENABLE ALWAYS RULE ${quoteName(value)}`,
};

const namedAttributes: ReadonlySet<string> = new Set([...Object.keys(tableClauses), ...createAttributes, 'comment']);

/** Attributes of another dialect's tables, and of foreign tables, that look like options. */
const foreignAttributes: ReadonlySet<string> = new Set(['engine', 'charset', 'collation', 'server']);

function areOwn(attributes: Attributes, known: ReadonlySet<string>): boolean {
  return areOptions(attributes, known) && !Object.keys(attributes).some((key) => foreignAttributes.has(key));
}

function alterTableAttributes(operation: Operation<'AlterTable'>): Sql {
  const { attributes } = operation;
  if (!areOwn(attributes, namedAttributes)) return undefined;
  const actions = [...attributeClauses(attributes, tableClauses), ...optionChanges(attributes, namedAttributes)];
  if (actions.includes(undefined)) return undefined;
  const alter = actions.length === 0 ? [] : [alterTable(operation, actions.join(', '))];
  const statements = [...alter, ...commentChange(operation, attributes)];
  return statements.length === 0 ? undefined : statements;
}

function commentChange(operation: Operation<'AlterTable'>, attributes: Attributes): readonly string[] {
  const comment = attributes['comment'];
  if (comment === undefined) return [];
  return [`COMMENT ON TABLE ${quoteQualified(operation.table)} IS ${comment === '' ? 'NULL' : quoteString(comment)}`];
}

export const tableWriters: Writers<
  | 'CreateTable'
  | 'DropTable'
  | 'RenameTable'
  | 'AlterTable'
  | 'AttachPartition'
  | 'DetachPartition'
  | 'AlterInheritance'
> = {
  CreateTable: createTable,
  DropTable: (operation) =>
    words('DROP TABLE', ifExists(operation), quoteQualified(operation.table), cascade(operation)),
  RenameTable: (operation) => {
    const subject = hasGuard(operation, 'if-exists') ? 'ALTER TABLE IF EXISTS' : 'ALTER TABLE';
    return renameStatements(subject, operation.table, operation.newName);
  },
  AlterTable: alterTableAttributes,
  AttachPartition: (operation) =>
    alterTable(operation, words('ATTACH PARTITION', quoteQualified(operation.partition), operation.bound)),
  DetachPartition: (operation) =>
    alterTable(
      operation,
      words(
        'DETACH PARTITION',
        quoteQualified(operation.partition),
        operation.concurrently ? 'CONCURRENTLY' : undefined,
      ),
    ),
  AlterInheritance: (operation) =>
    alterTable(operation, words(operation.inherits ? 'INHERIT' : 'NO INHERIT', quoteQualified(operation.parent))),
};
