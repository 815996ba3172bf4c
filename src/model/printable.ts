const unsafe =
  // Controls (but tab and line feed), and the characters that reorder, hide or break what a person reads.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A text of unknown origin made safe to print: a file name or a migration cannot move the cursor, colour the terminal
 * or show its characters in another order. Each unsafe character becomes one visible one; tabs and line feeds stay.
 */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}

/** The same for a place that holds one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/[\t\n]+/g, ' ');
}
