import { expect, test } from 'vitest';
import { operationsOf } from './reading.ts';

test.each([
  ['BEGIN', { kind: 'Begin', text: 'begin' }],
  ['START TRANSACTION', { kind: 'Begin', text: 'start transaction' }],
  ['COMMIT', { kind: 'Commit', text: 'commit' }],
  ['END', { kind: 'Commit', text: 'END' }],
  ['ROLLBACK', { kind: 'Rollback', text: 'rollback' }],
  ['SAVEPOINT s', { kind: 'Savepoint', text: 'savepoint s' }],
  ['ROLLBACK TO s', { kind: 'Savepoint', text: 'rollback TO s' }],
  ["SET lock_timeout = '5s'", { kind: 'SetVariable', name: 'lock_timeout', value: "'5s'", scope: 'session' }],
  ['SET LOCAL lock_timeout TO 500', { kind: 'SetVariable', name: 'lock_timeout', value: '500', scope: 'transaction' }],
  ['SET search_path TO a, "B"', { kind: 'SetVariable', name: 'search_path', value: 'a, "B"', scope: 'session' }],
  ["SET TIME ZONE 'UTC'", { kind: 'SetVariable', name: 'timezone', value: "'UTC'", scope: 'session' }],
  ['RESET lock_timeout', { kind: 'SetVariable', name: 'lock_timeout', scope: 'session' }],
  ['SET lock_timeout TO DEFAULT', { kind: 'SetVariable', name: 'lock_timeout', scope: 'session' }],
  ['ALTER SYSTEM SET work_mem = 1', { kind: 'SetVariable', name: 'work_mem', value: '1', scope: 'global' }],
  [
    "SELECT pg_catalog.set_config('search_path', '', false)",
    { kind: 'SetVariable', name: 'search_path', value: "''", scope: 'session' },
  ],
  [
    "SELECT set_config('lock_timeout', '5s', true)",
    { kind: 'SetVariable', name: 'lock_timeout', value: "'5s'", scope: 'transaction' },
  ],
  ['LOCK TABLE t', { kind: 'LockTable', tables: [{ name: 't' }], mode: 'AccessExclusive' }],
  [
    'LOCK t, s.u IN SHARE ROW EXCLUSIVE MODE',
    { kind: 'LockTable', tables: [{ name: 't' }, { schema: 's', name: 'u' }], mode: 'ShareRowExclusive' },
  ],
  ['VACUUM FULL t', { kind: 'Maintenance', command: 'vacuum', full: true, tables: [{ name: 't' }] }],
  ['VACUUM (FULL off) t', { kind: 'Maintenance', command: 'vacuum', full: false, tables: [{ name: 't' }] }],
  ['ANALYZE', { kind: 'Maintenance', command: 'analyze', full: false, tables: [] }],
  ['CLUSTER t USING i', { kind: 'Maintenance', command: 'cluster', full: false, tables: [{ name: 't' }] }],
  ['SHOW work_mem', { kind: 'NoChange', statement: 'show work_mem' }],
  ['EXPLAIN DELETE FROM t', { kind: 'NoChange', statement: 'explain DELETE FROM t' }],
  ['EXPLAIN ANALYZE DELETE FROM t', { kind: 'DeleteRows', table: { name: 't' }, reads: [] }],
  ['SET CONSTRAINTS ALL DEFERRED', { kind: 'NoChange', statement: 'SET constraints ALL deferred' }],
])('%s', (sql, operation) => {
  expect(operationsOf(sql)).toEqual([operation]);
});

test('what was prepared is not followed', () => {
  expect(operationsOf('EXECUTE p')).toMatchObject([{ kind: 'Opaque', reason: 'not-recognised' }]);
});
