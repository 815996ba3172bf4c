import { printable, printableLine } from '../../model/printable.ts';

/**
 * Text for the middle of a line, also in a table's cell: no character of it means anything to Markdown or HTML, and no
 * address in it becomes a link.
 */
export function inline(text: string): string {
  return printableLine(text).replace(/[\\`*_{}[\]<>()#+!|~@$&^=]|:(?=\/\/)|(?<=www)\./gi, String.raw`\$&`);
}

/** The same, as code. An element of HTML and not backticks, in which nothing could be escaped. */
export function code(text: string): string {
  const line = printableLine(text).trim();
  return line === '' ? '' : `<code>${htmlText(line)}</code>`;
}

/** A block of code, whatever is in it. */
export function codeBlock(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${printable(text)}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}

/** Text as the content of an HTML element that Markdown passes on: neither of the two sees a mark of its own. */
export function htmlText(text: string): string {
  return printableLine(text).replace(
    /[!"#$&'*+:<=>@[-`{-~]|(?<=www)\./gi,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
