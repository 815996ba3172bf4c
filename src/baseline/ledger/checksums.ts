import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { splitPath } from '../../frameworks/sql/names.ts';

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal: Prisma and Drizzle take it of the whole file. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-1 of a file's name and its text, one behind the other, in hexadecimal (postgres-migrations 5: `fileName + sql`). */
export function sha1OfNameAndText(path: string, text: string): string {
  const [, name] = splitPath(path);
  return createHash('sha1')
    .update(name + text, 'utf8')
    .digest('hex');
}

/**
 * CRC-32 of the lines without their ends, as Java's signed `int` (Flyway's ChecksumCalculator): line feeds, carriage
 * returns and both together end a line.
 */
export function crc32OfLines(text: string): number {
  return crc32(text.replaceAll(/\r\n|[\r\n]/g, '')) | 0;
}
