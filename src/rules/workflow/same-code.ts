/** A quoted text, a quoted name, a comment, white space, a word, or one other character. */
const pieces = /'(?:[^']|'')*'|\[[^\]]*(?:\]|$)|"[^"]*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|\s+|[\p{L}\p{N}_@#$]+|./gsu;

/**
 * Whether two pieces of SQL are the same but for white space, comments, the case of words, quotes around names that need
 * none, and semicolons. Texts are compared as they are.
 */
export function sameCode(one: string, other: string): boolean {
  return one === other || normalCode(one) === normalCode(other);
}

function normalCode(sql: string): string {
  const words: string[] = [];
  for (const [piece] of sql.matchAll(pieces)) {
    if (/^(?:\s|--|\/\*|;$)/.test(piece)) continue;
    words.push(piece.startsWith("'") ? piece : withoutQuotes(piece).toLowerCase());
  }
  return words.join(' ');
}

function withoutQuotes(piece: string): string {
  const name = /^(?:\[([^\]]*)\]|"([^"]*)"|`([^`]*)`)$/.exec(piece);
  return name?.[1] ?? name?.[2] ?? name?.[3] ?? piece;
}
