import { describe, expect, test } from 'vitest';
import { statementsOf } from './reading.ts';

const trigger = 'CREATE TRIGGER seen AFTER INSERT ON post BEGIN UPDATE blog SET posts = posts + 1; SELECT 1; END';

describe('statements end', () => {
  test('at a semicolon', () => {
    expect(statementsOf('SELECT 1; SELECT 2;')).toEqual(['SELECT 1', 'SELECT 2']);
  });

  test('at the end of the text', () => {
    expect(statementsOf('SELECT 1')).toEqual(['SELECT 1']);
  });

  test('not inside strings, quoted names and comments', () => {
    const sql = `SELECT ';', "a;b", [c;d], \`e;f\` /* ; */ -- ;`;
    expect(statementsOf(sql)).toHaveLength(1);
  });

  test('after the END of a trigger, not inside its body', () => {
    expect(statementsOf(`${trigger}; SELECT 2`)).toEqual([trigger, 'SELECT 2']);
  });

  test('after the END of a temporary trigger', () => {
    expect(statementsOf(`${trigger.replace('CREATE', 'CREATE TEMP')}; SELECT 2`)).toHaveLength(2);
  });

  test('not after the END of a CASE in a body', () => {
    const withCase = trigger.replace('SELECT 1', 'SELECT CASE WHEN 1 THEN 2 END');
    expect(statementsOf(`${withCase}; SELECT 2`)).toEqual([withCase, 'SELECT 2']);
  });

  test('where no body can go on, when a trigger is never ended', () => {
    const open = 'CREATE TRIGGER seen AFTER INSERT ON post BEGIN SELECT 1';
    expect(statementsOf(`${open}; CREATE TABLE t (a)`)).toEqual([open, 'CREATE TABLE t (a)']);
  });

  test('at its own semicolon, when a trigger has no body', () => {
    expect(statementsOf('CREATE TRIGGER seen AFTER INSERT ON post; SELECT 1')).toHaveLength(2);
  });
});

test('text of comments and semicolons only has no statement', () => {
  expect(statementsOf(';; -- nothing\n/* here */ ;')).toEqual([]);
});
