import type { Operation } from '../../../model/operation.ts';
import type { Attributes } from '../../../model/table.ts';
import { areOptions, optionChanges, optionList } from './attributes.ts';
import { cascade, concurrently, ifExists, ifNotExists, renameStatements } from './clauses.ts';
import { quoteList, quoteName, quoteQualified, words } from './names.ts';
import type { Sql, Writers } from './writers.ts';

const namedAttributes: ReadonlySet<string> = new Set([
  'check-option',
  'with-data',
  'access-method',
  'tablespace',
  'owner',
  'recursive',
  'temporary',
]);

function createView(operation: Operation<'CreateView'>): Sql {
  const attributes = operation.attributes ?? {};
  if (!areOptions(attributes, namedAttributes)) return undefined;
  const options = optionList(attributes, namedAttributes);
  return words(
    operation.replace ? 'CREATE OR REPLACE' : 'CREATE',
    attributes['temporary'] === 'true' ? 'TEMPORARY' : undefined,
    attributes['recursive'] === 'true' ? 'RECURSIVE' : undefined,
    operation.materialized ? 'MATERIALIZED VIEW' : 'VIEW',
    ifNotExists(operation),
    quoteQualified(operation.name),
    operation.columns.length === 0 ? undefined : `(${quoteList(operation.columns)})`,
    attributes['access-method'] === undefined ? undefined : `USING ${quoteName(attributes['access-method'])}`,
    options === undefined ? undefined : `WITH (${options})`,
    attributes['tablespace'] === undefined ? undefined : `TABLESPACE ${quoteName(attributes['tablespace'])}`,
    `AS ${operation.query}`,
    ending(attributes),
  );
}

function ending(attributes: Attributes): string | undefined {
  const checkOption = attributes['check-option'];
  if (checkOption !== undefined) return `WITH ${checkOption.toUpperCase()} CHECK OPTION`;
  return attributes['with-data'] === 'false' ? 'WITH NO DATA' : undefined;
}

function alterView(operation: Operation<'AlterView'>): Sql {
  const { attributes } = operation;
  const subject = words('ALTER VIEW', ifExists(operation), quoteQualified(operation.name));
  const ofColumns = Object.entries(attributes).filter(([key]) => key.includes(' '));
  const others = Object.fromEntries(Object.entries(attributes).filter(([key]) => !key.includes(' ')));
  if (!areOptions(others, namedAttributes)) return undefined;
  const statements = [
    ...ofColumns.map(([key, value]) => columnStatement(subject, key, value)),
    ...(others['owner'] === undefined ? [] : [`${subject} OWNER TO ${others['owner']}`]),
    ...optionChanges(others, namedAttributes).map((action) => `${subject} ${action}`),
  ];
  const said = statements.filter((statement) => statement !== undefined);
  return said.length === 0 || said.length < statements.length ? undefined : said;
}

/** A change of one column of a view; that of its default is kept as the whole statement. */
function columnStatement(subject: string, key: string, value: string): string | undefined {
  const [action, ...column] = key.split(' ');
  if (action === 'default') return value;
  if (action !== 'rename-column') return undefined;
  return `${subject} RENAME COLUMN ${quoteName(column.join(' '))} TO ${quoteName(value)}`;
}

export const viewWriters: Writers<'CreateView' | 'DropView' | 'RenameView' | 'AlterView' | 'RefreshView'> = {
  CreateView: createView,
  DropView: (operation) =>
    words(
      operation.materialized ? 'DROP MATERIALIZED VIEW' : 'DROP VIEW',
      ifExists(operation),
      quoteQualified(operation.name),
      cascade(operation),
    ),
  RenameView: (operation) =>
    renameStatements(words('ALTER VIEW', ifExists(operation)), operation.name, operation.newName),
  AlterView: alterView,
  RefreshView: (operation) =>
    words(
      ...['REFRESH MATERIALIZED VIEW', concurrently(operation), quoteQualified(operation.name)],
      operation.withData === false ? 'WITH NO DATA' : undefined,
    ),
};
