import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Batch, Explanation } from '../../../src/model/batch.ts';
import { explainText } from '../../../src/report/explain/text.ts';
import { locking, timeline } from '../timelines.ts';

const batch: Batch = {
  chain: 'app',
  framework: 'Knex',
  dialect: 'postgres',
  engineVersion: '17',
  commitsAlone: false,
  migrations: [
    { id: '002_age', file: 'migrations/002_age.sql', shipped: false, asked: true, transaction: 'whole-batch' },
  ],
  steps: timeline.steps.map((step) => ({
    ...step,
    migration: '002_age',
    operations: ['Query'],
    duration: step.facts?.duration ?? 'unknown',
    onlyIf: [],
  })),
  created: timeline.created,
  indexes: [],
  sizes: [{ name: { name: 'users' }, rows: 40_000_000 }],
};

function explanation(more: Partial<Batch> = {}): Explanation {
  return { batches: [{ ...batch, ...more }], notes: [], texts: new Map([['migrations/002_age.sql', 'x\n'.repeat(9)]]) };
}

function textOf(more: Partial<Batch> = {}, width = 120): string {
  return explainText(explanation(more), { color: false, width });
}

describe('an explanation for people', () => {
  it('says the same with colours and without', () => {
    const painted = explainText(explanation(), { color: true, width: 120 });
    expect(painted).toContain('\u001b[31m██████\u001b[39m');
    expect(stripVTControlCharacters(painted)).toBe(textOf());
  });

  it.each([60, 80, 140])('keeps to %i columns', (width) => {
    const widest = Math.max(
      ...textOf({}, width)
        .split('\n')
        .map(({ length }) => length),
    );
    expect(widest).toBeLessThanOrEqual(width);
  });

  it('lets nothing that was read move the terminal, or be a command to a CI system', () => {
    const hostile = '\u001b[2Jx\n::error::y ##vso[z]';
    const [first] = batch.steps;
    const steps =
      first === undefined ? [] : [{ ...first, text: hostile, migration: hostile, opaque: hostile, onlyIf: [hostile] }];
    const [migration] = batch.migrations;
    const migrations = migration === undefined ? [] : [{ ...migration, id: hostile, file: hostile }];
    const text = textOf({ chain: hostile, steps, migrations });
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^\s*::error/m);
    expect(text).not.toContain('##vso[');
  });

  it('names the work that goes on while a table is locked, with the size of the table', () => {
    expect(textOf()).toContain(
      '! users (from 1) can neither be read nor written until 2 is done, while 2 takes longer the more rows there are',
    );
    expect(textOf().replaceAll(/\s+/g, ' ')).toContain('(users has about 40 million rows)');
  });

  it('does not speak of work on a table that is known to be small', () => {
    const small = textOf({ sizes: [{ name: { name: 'users' }, rows: 12 }] });
    expect(small).toContain('scans    users (about 12 rows)');
    expect(small).not.toContain('!');
    expect(small).not.toContain('^');
  });

  it('counts what it cannot say much of', () => {
    const text = textOf();
    expect(text).toContain('4 statements in 1 migration: 2 instant, 1 grows with rows; 1 skipped');
    const [first] = batch.steps;
    const { facts: _facts, ...unknown } = first ?? { facts: locking('x', 'y', []) };
    expect('text' in unknown ? textOf({ steps: [{ ...unknown, duration: 'unknown' }] }) : '').toContain(
      'nothing is known of what Query does',
    );
  });

  it('says that a database commits by itself', () => {
    expect(textOf({ commitsAlone: true })).toContain('every change of the schema commits by itself');
  });

  it.each([
    ['per-migration', 'runs in a transaction of its own'],
    ['none', 'runs in no transaction of the tool'],
    ['per-file-implicit', 'is sent as one command, which the server runs as one transaction'],
    ['whole-batch', 'runs in one transaction, as all pending migrations together would'],
  ] as const)('says what %s means', (transaction, words) => {
    const [migration] = batch.migrations;
    expect(textOf({ migrations: migration === undefined ? [] : [{ ...migration, transaction }] })).toContain(words);
  });
});
