import { textWidth } from './cells.ts';

/** Breaks a paragraph between words so that lines are not wider than `width`; a word that is wider stays whole. */
export function wrap(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const word of paragraph.split(' ').filter((part) => part !== '')) {
    const wordWidth = textWidth(word);
    if (line !== '' && lineWidth + 1 + wordWidth > width) {
      lines.push(line);
      line = '';
      lineWidth = 0;
    }
    lineWidth += line === '' ? wordWidth : 1 + wordWidth;
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Lines behind a label, which is `indent` columns wide: the first line stands beside it, the others under the first. */
export function hang(label: string, indent: number, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? label + line : line && ' '.repeat(indent) + line));
}
