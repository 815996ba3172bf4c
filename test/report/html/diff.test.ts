import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../src/report/html/diff.ts';
import { laidOut } from '../../../src/report/html/lay-out.ts';

describe('a difference of lines', () => {
  it('keeps what both have', () => {
    const lines = diffLines(['a', 'b', 'c'], ['a', 'x', 'c']);
    expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['same a', 'removed b', 'added x', 'same c']);
  });

  it('gives back both sides, whatever they are', () => {
    const side = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
    fc.assert(
      fc.property(side, side, (before, after) => {
        const lines = diffLines(before, after);
        expect(lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text)).toEqual(before);
        expect(lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)).toEqual(after);
      }),
    );
  });

  it('of large texts replaces all of it', () => {
    const long = Array.from({ length: 600 }, (_, number) => String(number));
    expect(diffLines(long, long).filter(({ kind }) => kind === 'same')).toEqual([]);
  });
});

describe('a statement laid out', () => {
  it('has a line for each entry of CREATE TABLE', () => {
    expect(laidOut("CREATE TABLE t (id int, name varchar(10) DEFAULT ',(', CHECK (a IN (1, 2))) ENGINE=x")).toEqual([
      'CREATE TABLE t (',
      '  id int,',
      "  name varchar(10) DEFAULT ',(',",
      '  CHECK (a IN (1, 2))',
      ') ENGINE=x',
    ]);
  });

  it.each(['CREATE INDEX a ON t (b, c)', 'CREATE TABLE t (unfinished'])('keeps its lines otherwise: %s', (sql) => {
    expect(laidOut(sql)).toEqual([sql]);
  });
});
