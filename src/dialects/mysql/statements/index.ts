import type { Operation } from '../../../model/operation.ts';
import type { TokenCursor } from '../../lexer/cursor.ts';
import { acceptPhrase, phraseTable } from '../../lexer/phrases.ts';
import { anonymousBlock } from '../procedures.ts';
import type { StatementContext } from '../statement.ts';
import { deleteRows, truncate, update } from './change-rows.ts';
import { create } from './create.ts';
import { drop } from './drop.ts';
import { insert, load, replace } from './insert.ts';
import { alter, grant, maintenance, noChange, rename } from './other.ts';
import { execute, prepare } from './prepare.ts';
import { query, withQuery } from './queries.ts';
import { call } from './routines.ts';
import { lockTables, rollback, set, transaction, use } from './session.ts';

/** Reads a statement after its leading words; `undefined`: it is of a kind that has no recogniser yet. */
type StatementReader = (cursor: TokenCursor, context: StatementContext) => readonly Operation[] | undefined;

/** Every statement that is recognised, by its leading words. */
const statements = phraseTable<StatementReader>([
  ['CREATE', create],
  ['ALTER', alter],
  ['DROP', drop],
  ['RENAME', rename],
  ['TRUNCATE', truncate],
  ['INSERT', insert],
  ['REPLACE', replace],
  ['UPDATE', update],
  ['DELETE', deleteRows],
  ['LOAD INDEX INTO CACHE', maintenance('LOAD INDEX')],
  ['LOAD', load],
  ['SELECT', query],
  ['WITH', withQuery],
  ['TABLE', query],
  ['VALUES', query],
  ['CALL', call],
  ['SET', set],
  ['USE', use],
  ['BEGIN NOT ATOMIC', anonymousBlock],
  ['BEGIN', transaction('Begin')],
  ['START TRANSACTION', transaction('Begin')],
  ['COMMIT', transaction('Commit')],
  ['ROLLBACK', rollback],
  ['SAVEPOINT', transaction('Savepoint')],
  ['RELEASE SAVEPOINT', transaction('Savepoint')],
  ['LOCK TABLES', lockTables],
  ['LOCK TABLE', lockTables],
  ['UNLOCK', noChange('UNLOCK TABLES')],
  ['PREPARE', prepare],
  ['EXECUTE', execute],
  ['DEALLOCATE PREPARE', noChange('DEALLOCATE PREPARE')],
  ['GRANT', grant(false)],
  ['REVOKE', grant(true)],
  ['ANALYZE', analyze],
  ['CHECK', maintenance('CHECK')],
  ['OPTIMIZE', maintenance('OPTIMIZE')],
  ['REPAIR', maintenance('REPAIR')],
  ['FLUSH', maintenance('FLUSH')],
  ['CHECKSUM', noChange('CHECKSUM')],
  ['SHOW', noChange('SHOW')],
  ['EXPLAIN ANALYZE', run],
  ['DESCRIBE ANALYZE', run],
  ['DESC ANALYZE', run],
  ['EXPLAIN', noChange('EXPLAIN')],
  ['DESCRIBE', noChange('DESCRIBE')],
  ['DESC', noChange('DESCRIBE')],
  ['HELP', noChange('HELP')],
  ['DO', noChange('DO')],
  ['SIGNAL', noChange('SIGNAL')],
  ['RESIGNAL', noChange('RESIGNAL')],
  ['GET', noChange('GET DIAGNOSTICS')],
  ['XA', noChange('XA')],
  ['KILL', noChange('KILL')],
  ['SHUTDOWN', noChange('SHUTDOWN')],
  ['RESTART', noChange('RESTART')],
  ['RESET', noChange('RESET')],
  ['PURGE', noChange('PURGE')],
  ['BINLOG', noChange('BINLOG')],
  ['CLONE', noChange('CLONE')],
  ['CHANGE MASTER', noChange('CHANGE REPLICATION')],
  ['CHANGE REPLICATION', noChange('CHANGE REPLICATION')],
  ['START REPLICA', noChange('START REPLICATION')],
  ['START SLAVE', noChange('START REPLICATION')],
  ['STOP REPLICA', noChange('STOP REPLICATION')],
  ['STOP SLAVE', noChange('STOP REPLICATION')],
  ['CACHE INDEX', noChange('CACHE INDEX')],
  ['HANDLER', noChange('HANDLER')],
]);

const analyzeTables = maintenance('ANALYZE');

/** ANALYZE of tables; that of a statement is MariaDB's EXPLAIN ANALYZE. */
function analyze(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  const isOfTables = ['TABLE', 'TABLES', 'LOCAL', 'NO_WRITE_TO_BINLOG'].some((word) => cursor.isAt(word));
  return isOfTables ? analyzeTables(cursor, context) : run(cursor, context);
}

/** It runs what it explains. */
function run(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  if (cursor.accept('FORMAT') && cursor.acceptOperator('=')) cursor.take();
  return readStatement(cursor, context);
}

/** The operations of one statement; `undefined` when no recogniser knows it. Throws `Unexpected` on a syntax error. */
export function readStatement(cursor: TokenCursor, context: StatementContext): readonly Operation[] | undefined {
  const read = acceptPhrase(cursor, statements);
  if (read !== undefined) return read(cursor, context);
  if (cursor.isAtOperator('(')) return query(cursor, context);
  return cursor.isName() ? undefined : cursor.fail('a statement');
}
