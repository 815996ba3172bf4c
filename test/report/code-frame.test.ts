import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/report/cells.ts';
import { codeFrame, type Mark } from '../../src/report/code-frame.ts';

const plain = (text: string): string => text;

function frame(text: string, marks: readonly Mark[], width = 80): string {
  return codeFrame(text, marks, { width, paintGutter: plain, paintMark: plain }).join('\n');
}

/** The mark of a part of the text that occurs once. */
function at(text: string, part: string, message?: string): Mark {
  const start = text.indexOf(part);
  expect(start, `${part} is in the text`).not.toBe(-1);
  return {
    start,
    end: start + part.length,
    primary: message === undefined,
    ...(message === undefined ? {} : { message }),
  };
}

const lines = (...parts: readonly string[]): string => parts.join('\n');

describe('codeFrame', () => {
  const source = lines('-- one', 'create table t (', '  id int,', '  name text', ');', 'drop table u;');

  it('shows the line with two lines before it, and tildes under the mark', () => {
    expect(frame(source, [at(source, 'name text')])).toBe(
      lines('2 | create table t (', '3 |   id int,', '4 |   name text', '  |   ~~~~~~~~~'),
    );
  });

  it('shows nothing from above a blank line', () => {
    const text = lines('a', '', 'drop table u');
    expect(frame(text, [at(text, 'drop table u')])).toBe(lines('3 | drop table u', '  | ~~~~~~~~~~~~'));
  });

  it('shows every line of a mark over three lines', () => {
    const text = lines('  drop table', '    a,', '    b;');
    expect(frame(text, [{ start: 0, end: text.length, primary: true }])).toBe(
      lines('1 | drop table', '  | ~~~~~~~~~~', '2 |   a,', '  |   ~~', '3 |   b;', '  |   ~~'),
    );
  });

  it('leaves out the middle of a longer one', () => {
    expect(frame(source, [at(source, source.slice(7, -14))])).toBe(
      lines('1 | -- one', '2 | create table t (', '  | ~~~~~~~~~~~~~~~~', '...', '5 | );', '  | ~~'),
    );
  });

  it('puts several places into one frame, each with what is said of it', () => {
    const text = lines('up', '{', '    drop("fk");', '    x();', '    y();', '    add("fk");', '}');
    expect(frame(text, [{ ...at(text, 'drop("fk");') }, at(text, 'add("fk");', 'and comes back as Restrict')])).toBe(
      lines(
        '1 | up',
        '2 | {',
        '3 |     drop("fk");',
        '  |     ~~~~~~~~~~~',
        '6 |     add("fk");',
        '  |     ~~~~~~~~~~ and comes back as Restrict',
      ),
    );
  });

  it('says what is said of the marked range itself beside its tildes', () => {
    const text = 'drop table u;';
    expect(frame(text, [at(text, 'drop table u'), at(text, 'drop table u', 'the table goes here')])).toBe(
      lines('1 | drop table u;', '  | ~~~~~~~~~~~~ the table goes here'),
    );
  });

  it('gives each of several marks in one line a row', () => {
    const text = 'rename column a to b';
    expect(frame(text, [at(text, 'column a', 'this'), at(text, 'b', 'that')])).toBe(
      lines('1 | rename column a to b', '  |        ~~~~~~~~ this', '  |                    ~ that'),
    );
  });

  it('leaves out the indentation that all lines share', () => {
    const text = lines('        up()', '        {', '            drop();');
    expect(frame(text, [at(text, 'drop();')])).toBe(lines('1 | up()', '2 | {', '3 |     drop();', '  |     ~~~~~~~'));
  });

  it('counts tabs to the next stop', () => {
    const text = lines('\tup', '\t\tdrop a\tb;');
    expect(frame(text, [at(text, 'b')])).toBe(lines('1 | up', '2 |     drop a  b;', '  |             ~'));
  });

  it('counts wide characters as two and combining marks as none', () => {
    const text = "insert into 表示 values ('e\u0301', 1);";
    expect(frame(text, [at(text, '表示')])).toBe(lines(`1 | ${text}`, '  |             ~~~~'));
    expect(frame(text, [at(text, '1')])).toBe(lines(`1 | ${text}`, `  | ${' '.repeat(30)}~`));
  });

  it('reads Windows line ends', () => {
    expect(frame('a;\r\ndrop b;\r\n', [{ start: 4, end: 13, primary: true }])).toBe(
      lines('1 | a;', '2 | drop b;', '  | ~~~~~~~'),
    );
  });

  it('aligns line numbers', () => {
    const text = Array.from({ length: 10 }, (_, index) => `line${index + 1};`).join('\n');
    expect(frame(text, [at(text, 'line10;')])).toBe(
      lines(' 8 | line8;', ' 9 | line9;', '10 | line10;', '   | ~~~~~~~'),
    );
  });

  it('points at an empty range and at the end of the text with one tilde', () => {
    expect(frame('ab', [{ start: 1, end: 1, primary: true }])).toBe(lines('1 | ab', '  |  ~'));
    expect(frame('ab', [{ start: 99, end: 120, primary: true }])).toBe(lines('1 | ab', '  |   ~'));
  });

  it('shows an empty line without trailing space', () => {
    expect(frame('a\n\nb', [{ start: 0, end: 4, primary: true }])).toBe(
      lines('1 | a', '  | ~', '2 |', '  | ~', '3 | b', '  | ~'),
    );
  });

  it('cuts a long line at its end', () => {
    const text = `insert into t values (${'1, '.repeat(40)}1);`;
    expect(frame(text, [at(text, 'insert into t')], 34)).toBe(
      lines('1 | insert into t values (1, 1, 1…', '  | ~~~~~~~~~~~~~'),
    );
  });

  it('cuts a long line around its mark', () => {
    const text = `insert into t values (${'1, '.repeat(20)}here, ${'1, '.repeat(20)}1);`;
    expect(frame(text, [at(text, 'here')], 34)).toBe(lines('1 | … 1, 1, here, 1, 1, 1, 1, 1, …', '  |         ~~~~'));
  });

  it('puts a message below that does not fit beside the tildes', () => {
    const text = 'alter table subscription_plan drop foreign key fk;';
    expect(frame(text, [at(text, 'foreign key fk', 'the key goes here and does not come back')], 60)).toBe(
      lines(
        `1 | ${text}`,
        '  |                                    ~~~~~~~~~~~~~~',
        '  |                 the key goes here and does not come back',
      ),
    );
  });

  it('never obeys the source', () => {
    expect(frame('drop \u001b[31m\u202etable;', [{ start: 0, end: 4, primary: true }])).toBe(
      lines('1 | drop ␛[31m\ufffdtable;', '  | ~~~~'),
    );
  });

  it('has nothing to say of an empty text', () => {
    expect(frame('', [{ start: 0, end: 0, primary: true }])).toBe('');
  });

  it('stays within its width and points at every mark, whatever the text', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '\t', '\n', '\r\n', '表', '\u0301', '\u001b', ';'),
      maxLength: 200,
    });
    const mark = fc.record({ start: fc.nat(220), end: fc.nat(220), primary: fc.boolean() });
    fc.assert(
      fc.property(fc.tuple(fc.constant('x'), text), fc.array(mark, { minLength: 1, maxLength: 4 }), (parts, marks) => {
        const rows = frame(parts.join(''), marks, 40).split('\n');
        expect(rows.filter((row) => textWidth(row) > 40)).toEqual([]);
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(rows.filter((row) => /[\u0000-\u001f]/.test(row))).toEqual([]);
        expect(rows.filter((row) => row.includes('~')).length).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
