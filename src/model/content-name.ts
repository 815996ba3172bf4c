import { createHash } from 'node:crypto';

/** The name that git has for a content (of a repository with SHA-1), so that what git has listed need not be read. */
export function contentName(bytes: Uint8Array): string {
  return createHash('sha1')
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
}
