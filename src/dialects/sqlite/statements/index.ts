import type { ReadStatement } from '../../lexer/read-statements.ts';
import { alterTable } from './alter-table.ts';
import { deleteRows, update } from './change-rows.ts';
import { create } from './create.ts';
import { drop } from './drop.ts';
import { insert, replace } from './insert.ts';
import { analyze, maintenance, noChange, rollback, transaction, vacuum } from './other.ts';
import { pragma } from './pragma.ts';
import { query, withClause } from './queries.ts';

/** Every statement that is recognised, by its leading words; the first that matches is taken, so longer ones come first. */
const statements: readonly (readonly [words: readonly string[], read: ReadStatement])[] = [
  [['CREATE'], create],
  [['ALTER', 'TABLE'], alterTable],
  [['DROP'], drop],
  [['INSERT'], insert],
  [['REPLACE'], replace],
  [['UPDATE'], update],
  [['DELETE'], deleteRows],
  [['SELECT'], query],
  [['VALUES'], query],
  [['WITH'], withClause],
  [['PRAGMA'], pragma],
  [['BEGIN'], transaction('Begin')],
  [['COMMIT'], transaction('Commit')],
  [['END'], transaction('Commit')],
  [['ROLLBACK'], rollback],
  [['SAVEPOINT'], transaction('Savepoint')],
  [['RELEASE'], transaction('Savepoint')],
  [['EXPLAIN'], noChange('EXPLAIN')],
  [['ANALYZE'], analyze],
  [['VACUUM'], vacuum],
  [['REINDEX'], maintenance('REINDEX')],
  [['ATTACH'], maintenance('ATTACH')],
  [['DETACH'], maintenance('DETACH')],
];

/** The operations of one statement; `undefined` when no recogniser knows it. Throws `Unexpected` on a syntax error. */
export const readStatement: ReadStatement = (cursor, place) => {
  const found = statements.find(([words]) => cursor.accept(...words));
  return found?.[1](cursor, place);
};
