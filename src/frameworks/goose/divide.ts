import type { SqlStatement } from '../../dialects/dialect.ts';
import { slice, type SourceText } from '../../model/source-text.ts';
import { firstCode, marksIn, type Mark } from '../sql/marks.ts';
import type { Division, Piece } from '../sql/tool.ts';

type Problem = NonNullable<Division['problems']>[number];

const annotation = /^--[^\S\n]*\+goose[^\S\n]+(Up|Down|StatementBegin|StatementEnd)[^\S\n]*\r?$/gim;

/** The two sides of a file, and within them the runs of text between StatementBegin and StatementEnd. */
export function divide(source: SourceText): Division {
  const marks = marksIn(source, annotation);
  const first = marks.find((mark) => nameOf(mark) === 'up');
  if (first === undefined) {
    const message = 'There is no -- +goose Up: goose refuses the file';
    return { pieces: [{ side: 'up', source }], problems: [{ start: 0, end: 0, message }] };
  }

  const pieces: Piece[] = [];
  let side: Piece['side'] = 'up';
  for (const [index, mark] of marks.entries()) {
    const name = nameOf(mark);
    if (name === 'up' || name === 'down') side = name;
    if (mark.start < first.start) continue;
    // The first run begins with the file, so that the comments above the mark are seen.
    const run = slice(source, mark === first ? 0 : mark.start, marks[index + 1]?.start ?? source.text.length);
    pieces.push(name === 'statementbegin' ? { side, source: run } : { side, source: run, problemOf: cutStatement });
  }
  return { pieces, problems: [...beforeUp(source.text, first), ...unbalanced(marks)] };
}

function nameOf(mark: Mark): string {
  return (mark.groups[0] ?? '').toLowerCase();
}

function beforeUp(text: string, up: Mark): readonly Problem[] {
  const code = firstCode(text.slice(0, up.start));
  if (code === undefined) return [];
  return [
    { start: code, end: up.start, message: 'Only comments may stand before -- +goose Up: goose refuses the file' },
  ];
}

function unbalanced(marks: readonly Mark[]): readonly Problem[] {
  const problems: Problem[] = [];
  let open: Mark | undefined;
  for (const mark of marks) {
    const name = nameOf(mark);
    if (name === 'statementend') {
      if (open === undefined)
        problems.push(problemAt(mark, 'StatementEnd without a StatementBegin: goose refuses the file'));
      open = undefined;
      continue;
    }
    if (open !== undefined)
      problems.push(problemAt(open, 'StatementBegin without a StatementEnd: goose refuses the file'));
    open = name === 'statementbegin' ? mark : undefined;
  }
  return open === undefined
    ? problems
    : [...problems, problemAt(open, 'StatementBegin without a StatementEnd: goose refuses the file')];
}

function problemAt({ start, end }: Mark, message: string): Problem {
  return { start, end, message };
}

/** Outside of StatementBegin and StatementEnd a line that ends in a semicolon ends the statement, quotes or not. */
function cutStatement({ sql }: SqlStatement): string | undefined {
  const lines = sql.split('\n').slice(0, -1);
  const line = lines.find((one) => endsInSemicolon(one));
  if (line === undefined) return undefined;
  return `goose ends the statement after "${line.trim()}": put -- +goose StatementBegin before it and -- +goose StatementEnd behind it`;
}

/** As goose looks at it: by the last word before a comment. */
function endsInSemicolon(line: string): boolean {
  const words = line.trim().split(/\s+/);
  const comment = words.findIndex((word) => word.startsWith('--'));
  return (comment === -1 ? words : words.slice(0, comment)).at(-1)?.endsWith(';') === true;
}
