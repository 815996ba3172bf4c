import type { Facts } from '../../src/model/facts.ts';
import type { Timeline } from '../../src/model/report.ts';

const span = { file: 'migrations/002_age.sql', start: 0, end: 1 };

/** The facts of a step that takes one lock. */
export function locking(table: string, mode: string, blocks: Facts['locks'][number]['blocks']): Facts {
  return {
    locks: [{ table: { name: table }, mode, blocks }],
    rewrites: [],
    scans: [],
    transactional: true,
    duration: 'instant',
  };
}

/** A transaction of two steps, then two steps that commit by themselves. */
export const timeline: Timeline = {
  chain: 'app',
  migration: '002_age',
  file: 'migrations/002_age.sql',
  dialect: 'postgres',
  engineVersion: '17',
  steps: [
    {
      span,
      text: 'ALTER TABLE users ADD COLUMN age int',
      facts: locking('users', 'AccessExclusive', ['reads', 'writes', 'ddl']),
      applied: true,
      transaction: 1,
    },
    {
      span,
      text: 'UPDATE users SET age = 1',
      facts: {
        ...locking('users', 'RowExclusive', []),
        scans: [{ name: 'users' }],
        duration: 'grows-with-rows',
      },
      applied: true,
      transaction: 1,
    },
    {
      span,
      text: 'CREATE INDEX a ON notes (b)',
      facts: locking('notes', 'Share', ['writes', 'ddl']),
      applied: true,
    },
    { span, text: 'DROP TABLE IF EXISTS old', facts: locking('old', 'AccessExclusive', ['reads']), applied: false },
  ],
  created: [{ name: 'notes' }],
};
