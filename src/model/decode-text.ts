/**
 * The text of a file's bytes, without a byte order mark; `undefined` when they are no text: not UTF-8, or with a NUL
 * character in them, which no source has.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
