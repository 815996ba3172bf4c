import type { DialectTraits } from '../../model/names.ts';
import type { Table } from '../../model/schema.ts';
import type { Attributes } from '../../model/table.ts';
import { catalogOrigin } from '../catalog-reader.ts';
import type { Row } from '../rows.ts';
import { optionalTextIn, textIn } from '../rows.ts';
import { readColumns } from './columns.ts';
import type { Catalog } from './introspect.ts';
import { readForeignKeys, readIndexes } from './keys.ts';
import { readChecks } from './checks.ts';
import { readTriggers } from './triggers.ts';

/** Tables as information_schema has them; where a list is of the whole database, each takes its own from it. */
export async function readTables(catalog: Catalog, traits: DialectTraits): Promise<readonly Table[]> {
  const { query, database } = catalog;
  const rows = await query(
    `SELECT * FROM information_schema.tables WHERE table_schema = ?
     AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY table_name`,
    [database],
  );
  const checks = await readChecks(catalog);
  const columns = await readColumns(catalog, traits, checks);
  const indexes = await readIndexes(catalog);
  const keys = await readForeignKeys(catalog);
  const triggers = await readTriggers(catalog);
  const tables: Table[] = [];
  for (const row of rows) {
    const name = textIn(row, 'TABLE_NAME');
    const of = <T>(lists: ReadonlyMap<string, readonly T[]>): readonly T[] => lists.get(name) ?? [];
    const parts = of(indexes);
    const comment = textIn(row, 'TABLE_COMMENT');
    tables.push({
      name: { name },
      columns: of(columns),
      constraints: [
        ...parts.flatMap((part) => ('constraint' in part ? [part.constraint] : [])),
        ...of(checks)
          .filter(({ isOfType }) => !isOfType)
          .map(({ check }) => check),
        ...of(keys),
      ],
      indexes: parts.flatMap((part) => ('index' in part ? [part.index] : [])),
      triggers: of(triggers),
      ...(comment === '' ? {} : { comment }),
      attributes: attributesOf(row),
      temporary: false,
      ...(await partitioning(catalog, row)),
      parents: [],
      complete: true,
      populated: false,
      origin: catalogOrigin,
    });
  }
  return tables;
}

/** `stats_persistent=1 row_format=COMPRESSED partitioned`: what CREATE TABLE said, as far as the server kept it. */
function attributesOf(row: Row): Attributes {
  const options = textIn(row, 'CREATE_OPTIONS').matchAll(/(?<![\w ])([\w ]+)=("[^"]*"|`[^`]*`|\S+)/g);
  const collation = optionalTextIn(row, 'TABLE_COLLATION');
  const autoIncrement = optionalTextIn(row, 'AUTO_INCREMENT');
  return {
    engine: textIn(row, 'ENGINE'),
    ...(collation === undefined ? {} : { collation }),
    ...(autoIncrement === undefined || Number(autoIncrement) <= 1 ? {} : { 'auto-increment': autoIncrement }),
    ...(textIn(row, 'TABLE_TYPE') === 'SYSTEM VERSIONED' ? { 'system-versioning': 'yes' } : {}),
    ...Object.fromEntries(
      [...options].map(([, key = '', value = '']) => [
        key.trim().toLowerCase().replaceAll(/[_ ]/g, '-'),
        unquoted(value),
      ]),
    ),
  };
}

function unquoted(value: string): string {
  return value.replace(/^(["`])(.*)\1$/s, '$2').toLowerCase();
}

/** Only SHOW CREATE TABLE has the clause as a whole; MySQL hides it in a comment from servers that do not know it. */
async function partitioning({ query, reader }: Catalog, row: Row): Promise<Pick<Table, 'partitionBy'>> {
  if (!textIn(row, 'CREATE_OPTIONS').includes('partitioned')) return {};
  const [shown] = await query(`SHOW CREATE TABLE \`${textIn(row, 'TABLE_NAME').replaceAll('`', '``')}\``);
  const sql = shown === undefined ? '' : textIn(shown, 'Create Table');
  const [operation] = reader.read(sql);
  return operation?.kind === 'CreateTable' && operation.partitionBy !== undefined
    ? { partitionBy: operation.partitionBy }
    : {};
}
