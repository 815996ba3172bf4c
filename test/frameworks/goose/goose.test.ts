import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divide } from '../../../src/frameworks/goose/divide.ts';
import { goose } from '../../../src/frameworks/goose/index.ts';
import { plainText } from '../../../src/model/source-text.ts';
import { idsOf, inMemory, problemsOf, readProject } from '../reading.ts';

const both = '-- +goose Up\nDROP TABLE a;\n-- +goose Down\nCREATE TABLE a (id int);\n';
const body = 'CREATE FUNCTION f() RETURNS int AS $$\nBEGIN\n  RETURN 1;\nEND;\n$$ LANGUAGE plpgsql;\n';

it('a folder is a chain of goose by the marks in its files', async () => {
  const { chain } = await readProject(goose, { 'm/1_a.sql': both });
  expect(chain.evidence[0]).toBe('-- +goose Up in m/1_a.sql');
  expect(goose.detect(inMemory({ 'm/1_a.sql': 'DROP TABLE a;' }))).toEqual([]);
});

it('both sides are read', async () => {
  const { migrations } = await readProject(goose, { 'm/00001_a.sql': both });
  expect(migrations).toMatchObject([
    {
      id: '00001_a',
      ledgerKey: '1',
      transaction: 'per-migration',
      up: [{ sql: 'DROP TABLE a' }],
      down: [{ sql: 'CREATE TABLE a (id int)' }],
      problems: [],
    },
  ]);
});

it('NO TRANSACTION counts for the whole file', async () => {
  const { migrations } = await readProject(goose, { 'm/1_a.sql': `-- +goose NO TRANSACTION\n${both}` });
  expect(migrations[0]?.transaction).toBe('none');
});

it('numbers are the order', async () => {
  expect(await idsOf(goose, { 'm/10_b.sql': both, 'm/9_a.sql': both })).toEqual(['9_a', '10_b']);
});

describe('a statement with semicolons at the end of lines', () => {
  it('is whole between StatementBegin and StatementEnd', async () => {
    const text = `-- +goose Up\n-- +goose StatementBegin\n${body}-- +goose StatementEnd\nDROP TABLE a;\n`;
    const { migrations } = await readProject(goose, { 'm/1_a.sql': text });
    expect(migrations[0]?.up.flatMap(({ operations }) => operations.map(({ kind }) => kind))).toEqual([
      'CreateRoutine',
      'DropTable',
    ]);
    expect(migrations[0]?.problems).toEqual([]);
  });

  it('is cut anywhere else', async () => {
    expect(await problemsOf(goose, { 'm/1_a.sql': `-- +goose Up\n${body}` })).toEqual([
      'goose ends the statement after "RETURN 1;": put -- +goose StatementBegin before it and -- +goose StatementEnd behind it',
    ]);
  });

  it('is not cut by a semicolon in a comment', async () => {
    expect(await problemsOf(goose, { 'm/1_a.sql': '-- +goose Up\nDROP TABLE a, -- and;\n  b;\n' })).toEqual([]);
  });
});

describe('goose refuses', () => {
  it.each([
    ['no way up', '-- +goose Down\n', 'There is no -- +goose Up: goose refuses the file'],
    [
      'code before the way up',
      `SELECT 1;\n${both}`,
      'Only comments may stand before -- +goose Up: goose refuses the file',
    ],
    [
      'an end without a beginning',
      `${both}-- +goose StatementEnd\n`,
      'StatementEnd without a StatementBegin: goose refuses the file',
    ],
    [
      'a beginning without an end',
      `${both}-- +goose StatementBegin\n`,
      'StatementBegin without a StatementEnd: goose refuses the file',
    ],
    [
      'a beginning within another',
      `${both}-- +goose StatementBegin\n-- +goose StatementBegin\n-- +goose StatementEnd\n`,
      'StatementBegin without a StatementEnd: goose refuses the file',
    ],
  ])('%s', async (_, text, message) => {
    expect(await problemsOf(goose, { 'm/1_a.sql': both, 'm/2_b.sql': both, 'm/3_c.sql': text })).toEqual([message]);
  });
});

it('nothing of a file is lost between its pieces', () => {
  const line = fc.constantFrom(
    '-- +goose Up',
    '-- +goose Down',
    '-- +goose StatementBegin',
    '-- +goose StatementEnd',
    'x;',
    '',
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.slice(lines.indexOf('-- +goose Up')).join('\n');
      const { pieces } = divide(plainText('f', text));
      expect(pieces.map(({ source }) => source.text).join('')).toBe(text);
    }),
  );
});
