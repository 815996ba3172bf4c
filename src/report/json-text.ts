// What JSON leaves as it is, and a terminal or a reader of logs does not: controls, characters that reorder or hide
// others, and the second # of `##[error]` and `##vso[…]`.
const unsafe = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|(?<=#)#(?=\w*\[)/g;

/** A value as JSON that is safe to print: what is not plain text is written as an escape. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    unsafe,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
