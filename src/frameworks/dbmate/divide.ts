import { slice, type SourceText } from '../../model/source-text.ts';
import { firstCode, marksIn, type Mark } from '../sql/marks.ts';
import type { Division, Piece } from '../sql/tool.ts';

const upMark = /^--[ \t]*migrate:up(?!\S)([^\n]*)$/gm;
const downMark = /^--[ \t]*migrate:down(?!\S)([^\n]*)$/gm;

type Problem = NonNullable<Division['problems']>[number];

/** The two blocks of a file, which have to come in this order, with nothing but comments before them. */
export function divide(source: SourceText): Division {
  const { text } = source;
  const [up] = marksIn(source, upMark);
  const [down] = marksIn(source, downMark);
  if (up === undefined) {
    const pieces: readonly Piece[] = [{ side: 'up', source }];
    return { pieces, problems: [{ start: 0, end: 0, message: 'There is no -- migrate:up: dbmate refuses the file' }] };
  }
  if (down !== undefined && down.start < up.start) {
    const message = 'The way back stands before the way up: dbmate refuses the file';
    return {
      pieces: [blockOf(source, 'up', up, 0, text.length)],
      problems: [{ start: down.start, end: down.end, message }],
    };
  }
  const pieces = [blockOf(source, 'up', up, 0, down?.start ?? text.length)];
  if (down !== undefined) pieces.push(blockOf(source, 'down', down, down.start, text.length));
  return { pieces, problems: [...withoutDown(up, down), ...beforeUp(text, up)] };
}

/** The way up begins with the file, so that the comments above the mark are seen. */
function blockOf(source: SourceText, side: Piece['side'], mark: Mark, start: number, end: number): Piece {
  const isOptedOut = mark.groups[0]?.split(/\s+/).includes('transaction:false') === true;
  return { side, source: slice(source, start, end), ...(isOptedOut ? { outsideTransaction: true } : {}) };
}

function withoutDown(up: Mark, down: Mark | undefined): readonly Problem[] {
  if (down !== undefined) return [];
  return [{ start: up.start, end: up.end, message: 'There is no -- migrate:down: dbmate refuses the file' }];
}

function beforeUp(text: string, up: Mark): readonly Problem[] {
  const code = firstCode(text.slice(0, up.start));
  if (code === undefined) return [];
  return [
    { start: code, end: up.start, message: 'Only comments may stand before -- migrate:up: dbmate refuses the file' },
  ];
}
