import { createHash, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** The sum stands before what it is about, so that a file which was cut or changed is not taken for a whole one. */
const sumBytes = 20;

/**
 * What `writeCacheFile` has written there: to be checked by the caller, who knows its shape. `undefined`: there is no such
 * file, or it is not as it was written.
 */
export function readCacheFile(file: string): unknown {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(sumBytes);
    return sumOf(body).equals(bytes.subarray(0, sumBytes)) ? deserialize(body) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes plain data, whole or not at all. Says whether it could; a folder that cannot be written costs time, and nothing
 * else.
 */
export function writeCacheFile(file: string, value: unknown): boolean {
  const body = serialize(value);
  return placeFile(file, [sumOf(body), body]);
}

/** Writes a file of the cache beside its place and then into it, so that there is never half of it. Says whether it could. */
export function placeFile(file: string, parts: readonly Uint8Array[]): boolean {
  // Threads of one process write the same file, too.
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    // Nobody else may say here what a migration means.
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeParts(temporary, parts);
    renameSync(temporary, file);
    return true;
  } catch {
    remove(temporary);
    return false;
  }
}

function writeParts(file: string, parts: readonly Uint8Array[]): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    for (const part of parts) writeFileSync(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes a file of the cache, if it is there and may be removed. */
export function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What stays behind is swept by a later run.
  }
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha1').update(bytes).digest();
}
