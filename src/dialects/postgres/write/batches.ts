import type { Operation } from '../../../model/operation.ts';
import { write } from '../write.ts';
import { quoteName, quoteQualified } from './names.ts';

/** How many rows are changed before they are committed. */
const batchSize = 5000;

/**
 * A block that goes through the table in the order of a key: from each bound to the one so many rows further on, whatever
 * lies between the values. What runs in it is committed batch by batch, so that a run that broke off can be repeated.
 */
export function inBatches(change: Operation<'UpdateRows' | 'DeleteRows'>, key: string): string | undefined {
  const table = quoteQualified(change.table);
  const column = quoteName(key);
  const range = `${column} >= batch_from AND (batch_to IS NULL OR ${column} < batch_to)`;
  const where = change.where === undefined ? range : `${change.where} AND ${range}`;
  const [statement] = write({ ...change, where }) ?? [];
  if (statement === undefined) return undefined;
  const text = [
    'DO $$',
    'DECLARE',
    `  batch_from ${table}.${column}%TYPE;`,
    `  batch_to ${table}.${column}%TYPE;`,
    'BEGIN',
    `  SELECT ${column} INTO batch_from FROM ${table} ORDER BY ${column} LIMIT 1;`,
    '  WHILE batch_from IS NOT NULL LOOP',
    `    SELECT ${column} INTO batch_to FROM ${table} WHERE ${column} >= batch_from ORDER BY ${column} OFFSET ${batchSize} LIMIT 1;`,
    `    ${statement};`,
    '    COMMIT;',
    '    batch_from := batch_to;',
    '  END LOOP;',
    'END $$',
  ].join('\n');
  return statement.includes('$$') ? undefined : text;
}
