/** A Markdown table; line breaks and bars in cells are written so that they stay in their cell. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cellText(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replace(/\s+/g, ' ');
}

export function codeList(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
