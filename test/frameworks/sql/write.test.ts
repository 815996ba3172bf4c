import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sql } from '../../../src/frameworks/sql/index.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { readOnly, tinyDialect } from './project.ts';

const nowhere = { file: '', start: 0, end: 0 };

function drop(name: string): Operation {
  return { kind: 'DropTable', span: nowhere, table: { name }, cascade: false };
}

/** Writes into a text at the mark `|`. */
function write(marked: string, ...operations: readonly Operation[]): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return sql.write({ migration: readOnly({ 'm/1.sql': text }), operations, text, offset, dialect: tinyDialect });
}

describe('what is written', () => {
  it('ends every statement', () => {
    expect(write('|', drop('a'), drop('b'))).toBe('drop table a;\ndrop table b;');
  });

  it('is indented as the line is, at the start of a line', () => {
    expect(write('|  drop table x;', drop('a'), drop('b'))).toBe('  drop table a;\n  drop table b;');
  });

  it('is not indented twice, after the indentation', () => {
    expect(write('\t|drop table x;', drop('a'), drop('b'))).toBe('drop table a;\n\tdrop table b;');
  });

  it('has empty lines between statements where the file has them', () => {
    const text = '|drop table x;\r\n\r\ndrop table y;\r\n\r\ndrop table z;\r\n';
    expect(write(text, drop('a'), drop('b'))).toBe('drop table a;\n\ndrop table b;');
  });

  it('is nothing for no operations', () => {
    expect(write('  |')).toBe('');
  });

  it('is not there when the dialect cannot say it', () => {
    expect(write('|', drop('a'), { kind: 'DropSchema', span: nowhere, name: 's', cascade: false })).toBeUndefined();
  });

  it('reads as it was meant', () => {
    const name = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(
        fc.array(name),
        fc.constantFrom('|', '  |', '|  drop table x;', 'drop table x;\n\n|drop table y;\n\n'),
        (names, text) => {
          const written = write(text, ...names.map(drop)) ?? '';
          const operations = readOnly({ 'm/1.sql': written }).up.flatMap((statement) => statement.operations);
          expect(operations).toMatchObject(names.map((of) => ({ kind: 'DropTable', table: { name: of } })));
        },
      ),
    );
  });
});

describe('what goes away with a statement', () => {
  /** The text without the statement that drops `x`. */
  function without(text: string): string {
    const statement = readOnly({ 'm/1.sql': text }).up.find((one) => one.sql?.endsWith('drop table x'));
    if (statement === undefined) throw new Error('nothing drops x');
    const { start, end } = sql.extent(statement, text);
    return text.slice(0, start) + text.slice(end);
  }

  it.each([
    ['its line', 'drop table a;\ndrop table x;\ndrop table b;\n', 'drop table a;\ndrop table b;\n'],
    [
      'its line with Windows ends',
      'drop table a;\r\n  drop table x ;\t\r\ndrop table b;',
      'drop table a;\r\ndrop table b;',
    ],
    ['the last line', 'drop table a;\ndrop table x', 'drop table a;\n'],
    ['a semicolon on the next line', 'drop table x\n;\ndrop table b;', 'drop table b;'],
    [
      'nothing else of a line that it shares',
      'drop table a; drop table x; drop table b;',
      'drop table a;  drop table b;',
    ],
  ])('is %s', (_, text, expected) => {
    expect(without(text)).toBe(expected);
  });

  it('is not the comment behind it', () => {
    const text = 'drop table x; -- why\n';
    const [statement] = readOnly({ 'm/1.sql': text }).up;
    expect(statement && sql.extent(statement, text)).toEqual({ start: 0, end: 13 });
  });
});
