import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../src/model/migration.ts';
import { readOnly } from './project.ts';

function operationsOf(statements: readonly Statement[] | undefined): readonly unknown[] {
  return (statements ?? []).flatMap((statement) => statement.operations);
}

describe('a migration of one file', () => {
  it('is read as the way up, each statement by itself', () => {
    const migration = readOnly({ 'm/001_a.sql': 'drop table a;\n drop table b;' });
    expect(migration).toMatchObject({ id: '001_a', file: 'm/001_a.sql', transaction: 'none', problems: [] });
    expect(migration.up).toMatchObject([
      { side: 'up', sql: 'drop table a', span: { file: 'm/001_a.sql', start: 0, end: 12 } },
      { side: 'up', sql: 'drop table b', span: { file: 'm/001_a.sql', start: 15, end: 27 } },
    ]);
    expect(migration).not.toHaveProperty('down');
  });

  it('shows findings about the whole of it at the first statement', () => {
    expect(readOnly({ 'm/1.sql': '\n\ndrop table a;' }).head).toEqual({ file: 'm/1.sql', start: 2, end: 14 });
  });

  it('can be empty', () => {
    expect(readOnly({ 'm/1.sql': '' })).toMatchObject({
      up: [],
      head: { file: 'm/1.sql', start: 0, end: 0 },
      problems: [],
    });
  });

  it('that is no text is one statement that is not understood', () => {
    const migration = readOnly({ 'm/1.sql': undefined });
    expect(operationsOf(migration.up)).toMatchObject([
      { kind: 'Opaque', reason: 'unreadable-file', detail: 'm/1.sql cannot be read as text' },
    ]);
    expect(migration.problems).toEqual([]);
  });
});

describe('a migration of a pair of files', () => {
  it('has both ways, and each file is sent as one command', () => {
    const migration = readOnly({ 'm/1.up.sql': 'drop table a', 'm/1.down.sql': 'drop table b' });
    expect(migration).toMatchObject({
      id: '1',
      transaction: 'per-file-implicit',
      files: ['m/1.up.sql', 'm/1.down.sql'],
    });
    expect(migration.up).toMatchObject([{ side: 'up', span: { file: 'm/1.up.sql' } }]);
    expect(migration.down).toMatchObject([{ side: 'down', span: { file: 'm/1.down.sql' } }]);
  });

  it('has no way back without the down file', () => {
    expect(readOnly({ 'm/1.up.sql': 'drop table a' })).not.toHaveProperty('down');
  });

  it('has a problem without the up file', () => {
    expect(readOnly({ 'm/1.down.sql': 'drop table a' })).toMatchObject({
      up: [],
      down: [{ side: 'down' }],
      problems: [{ message: 'm/1.down.sql has no up file beside it' }],
    });
  });
});

it('the configuration decides about transactions', () => {
  expect(readOnly({ 'm/1.sql': '' }, { transaction: 'per-migration' }).transaction).toBe('per-migration');
});

describe('a statement that is not understood', () => {
  function reasonOf(text: string): unknown {
    return operationsOf(readOnly({ 'm/1.sql': text }).up)[0];
  }

  it.each([
    ['drop table {{ index .Options "Namespace" }}.users', '{{ index .Options "Namespace" }}'],
    ['drop table ${schema}.users', '${schema}'],
    ['do $$ begin drop table {{schema}}.users', '{{schema}}'],
    ["select 'it''s' -- no ${x}\n from ${schema}.t", '${schema}'],
  ])('is a template: %s', (text, placeholder) => {
    expect(reasonOf(text)).toMatchObject({
      reason: 'template',
      detail: `${placeholder} is a placeholder that is filled in before the database sees the statement`,
    });
  });

  it.each([
    ['with a placeholder in a string', "select '${x} {{y}}' frm t"],
    ['with a placeholder in a comment', 'select /* {{ x }} */ frm t -- ${y}'],
    ['without a placeholder', 'selct 1'],
  ])('is an error %s', (_, text) => {
    expect(reasonOf(text)).toMatchObject({ reason: 'syntax-error', detail: 'not a drop' });
  });
});
