import { readFileSync } from 'node:fs';
import { indexLines } from 'mig-lint';

/** What ESLint shows of a file that cannot be read; both numbers from 1. */
interface ParseError {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Where a text shows that its file is none. ESLint decodes what it reads without a question: bytes that are not UTF-8
 * have become U+FFFD, which a source may also hold by itself, and every other byte of UTF-16 a NUL, which none holds.
 */
export function notTextAt(text: string, file: string): ParseError | undefined {
  const nul = text.indexOf('\0');
  const foreign = text.indexOf('\uFFFD');
  if (nul === -1 && (foreign === -1 || isUtf8(file))) return undefined;
  const message =
    nul === -1 ? 'this is not UTF-8 text; save the file as UTF-8' : 'this is UTF-16 or no text; save the file as UTF-8';
  return { message, ...indexLines(text).position(foreign === -1 ? nul : foreign) };
}

/** Also true of a file that is only in an editor. */
function isUtf8(file: string): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}
