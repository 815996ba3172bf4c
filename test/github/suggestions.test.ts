import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newLines } from '../../src/github/diff-lines.ts';
import { suggestionsOf } from '../../src/github/suggestions.ts';
import { applyEdits } from '../../src/lint/edits.ts';
import type { Edit } from '../../src/model/diagnostic.ts';
import { diagnostic, options, report } from '../report/reports.ts';

const file = 'migrations/001.sql';

/** What the suggestion for an edit comes to, in a file that is new as a whole: the text after it was committed. */
function committed(text: string, edits: readonly Edit[]): string | undefined {
  const lines = text.split('\n');
  const patch = [`@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n');
  const finding = diagnostic({ span: { file, start: 0, end: 0 }, fix: { title: 'Mend it', edits } });
  const [suggestion] = suggestionsOf(report({ diagnostics: [finding], texts: new Map([[file, text]]) }), options, [
    { path: `services/shop/${file}`, status: 'added', patch },
  ]);
  if (suggestion === undefined) return undefined;
  const { body, line, start_line: first = line } = suggestion.comment;
  const block = /^(`{3,})suggestion\n([^]*?)^\1$/m.exec(body)?.[2] ?? '';
  const written = block === '' ? [] : block.slice(0, -1).split('\n');
  return [...lines.slice(0, first - 1), ...written, ...lines.slice(line)].join('\n');
}

function edit(start: number, end: number, text: string): Edit {
  return { span: { file, start, end }, text };
}

describe('a suggestion is the fix, in whole lines', () => {
  const text = 'alpha;\nbeta;\ngamma;\n';

  it.each([
    ['a part of a line', edit(7, 11, 'delta'), 'alpha;\ndelta;\ngamma;\n'],
    ['lines that go', edit(7, 13, ''), 'alpha;\ngamma;\n'],
    ['lines that come', edit(7, 7, 'new;\nlines;\n'), 'alpha;\nnew;\nlines;\nbeta;\ngamma;\n'],
    ['a line that is emptied', edit(7, 12, ''), 'alpha;\n\ngamma;\n'],
    ['lines that are joined', edit(6, 7, ' '), 'alpha; beta;\ngamma;\n'],
    ['text with a fence of its own', edit(7, 11, '```'), 'alpha;\n```;\ngamma;\n'],
  ])('%s', (_, change, expected) => {
    expect(committed(text, [change])).toBe(expected);
  });

  it('whatever is replaced by whatever', () => {
    const words = fc.array(fc.constantFrom('a', 'b;', '\n', ' ', '``', '~'), { maxLength: 12 });
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), (old, written, one, other) => {
        const all = old.join('');
        const [start = 0, end = 0] = [one % (all.length + 1), other % (all.length + 1)].sort((a, b) => a - b);
        const change = edit(start, end, written.join(''));
        const result = applyEdits(all, [change]);
        const suggested = committed(all, [change]);
        // Nothing to suggest is right only where nothing changes.
        expect(suggested ?? all).toBe(result);
      }),
    );
  });

  it('is not made of what nobody could see', () => {
    expect(committed(text, [edit(7, 11, 'be\u202eta')])).toBeUndefined();
  });

  it('keeps the line ends of Windows to themselves', () => {
    expect(committed('alpha;\r\nbeta;\r\n', [edit(8, 12, 'delta')])).toBe('alpha;\r\ndelta;\n');
  });
});

describe('the lines of a diff', () => {
  it('are those of its new side, by their numbers', () => {
    const patch =
      '@@ -1,3 +1,3 @@ create\n one\n-two\n+zwei\n three\n@@ -9 +9,2 @@\n nine\n+ten\n\\ No newline at end of file';
    expect([...newLines(patch)]).toEqual([
      [1, 'one'],
      [2, 'zwei'],
      [3, 'three'],
      [9, 'nine'],
      [10, 'ten'],
    ]);
  });
});
