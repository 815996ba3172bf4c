import { describe, expect, it } from 'vitest';
import { operations, places, texts } from './operations.ts';

describe('control flow', () => {
  it('gives the statements inside, and none of its own', () => {
    expect(texts('IF @a = 1 BEGIN PRINT 1; PRINT 2 END ELSE PRINT 3')).toEqual(['PRINT 1', 'PRINT 2', 'PRINT 3']);
  });

  it('guards both branches of IF', () => {
    expect(operations('IF @a = 1 PRINT 1 ELSE IF @b = 2 PRINT 2 ELSE PRINT 3')).toEqual([
      { kind: 'NoChange', statement: 'PRINT', guards: [{ kind: 'condition', text: '@a = 1' }] },
      {
        kind: 'NoChange',
        statement: 'PRINT',
        guards: [
          { kind: 'condition', text: 'NOT (@a = 1)' },
          { kind: 'condition', text: '@b = 2' },
        ],
      },
      {
        kind: 'NoChange',
        statement: 'PRINT',
        guards: [
          { kind: 'condition', text: 'NOT (@a = 1)' },
          { kind: 'condition', text: 'NOT (@b = 2)' },
        ],
      },
    ]);
  });

  it('takes ELSE for the nearest IF, behind a semicolon too', () => {
    expect(operations('IF @a = 1 IF @b = 2 PRINT 1; ELSE PRINT 2').at(-1)).toMatchObject({
      guards: [
        { kind: 'condition', text: '@a = 1' },
        { kind: 'condition', text: 'NOT (@b = 2)' },
      ],
    });
  });

  it('ends with the statement that it decides on', () => {
    expect(operations('IF @a = 1 PRINT 1 PRINT 2').at(-1)).toEqual({ kind: 'NoChange', statement: 'PRINT' });
  });

  it('repeats what is in a loop', () => {
    expect(operations('WHILE @n > 0 BEGIN DELETE TOP (10) FROM t SET @n = @@ROWCOUNT END PRINT 1')).toMatchObject([
      { kind: 'DeleteRows', limited: true, repeated: true },
      { kind: 'SetVariable', repeated: true },
      { kind: 'NoChange', statement: 'PRINT' },
    ]);
  });

  it('runs CATCH after an error only', () => {
    expect(operations('BEGIN TRY DROP TABLE t END TRY BEGIN CATCH PRINT 1 END CATCH PRINT 2')).toEqual([
      { kind: 'DropTable', table: { name: 't' }, cascade: false },
      { kind: 'NoChange', statement: 'PRINT', guards: [{ kind: 'condition', text: 'CATCH' }] },
      { kind: 'NoChange', statement: 'PRINT' },
    ]);
  });

  it('keeps CASE and BEGIN TRAN apart from blocks', () => {
    expect(texts('BEGIN BEGIN TRAN SELECT CASE WHEN 1 = 1 THEN 2 END COMMIT END')).toEqual([
      'BEGIN TRAN',
      'SELECT CASE WHEN 1 = 1 THEN 2 END',
      'COMMIT',
    ]);
  });
});

describe('control flow that does not fit together', () => {
  it.each([
    ['BEGIN without END', 'BEGIN BEGIN PRINT 1 END', 'BEGIN', 'This BEGIN has no END in its batch.'],
    ['END without BEGIN', 'PRINT 1 END END', 'END', 'There is no BEGIN for this END.'],
    ['ELSE without IF', 'PRINT 1 ELSE PRINT 2', 'ELSE', 'There is no IF for this ELSE.'],
    ['IF without a statement', 'PRINT 1 IF @a = 1', 'IF', 'Expected a statement for this condition.'],
  ])('%s is one finding, at its word', (_, text, place, detail) => {
    const all = operations(text);
    const opaque = all.findIndex(({ kind }) => kind === 'Opaque');
    expect(all.filter(({ kind }) => kind === 'Opaque')).toMatchObject([{ reason: 'syntax-error', detail }]);
    expect(places(text)[opaque]).toBe(place);
  });

  it('ends with the batch', () => {
    expect(operations('BEGIN\nGO\nPRINT 1').at(-1)).toEqual({ kind: 'NoChange', statement: 'PRINT' });
  });
});

it('conditions around one statement are told up to a bound, which is said', () => {
  const [operation] = operations(`${'IF @a = 1 '.repeat(150)}DROP TABLE t`);
  expect(operation?.guards).toHaveLength(101);
  expect(operation?.guards?.at(-1)).toEqual({ kind: 'condition', text: 'more than 100 conditions' });
});
