import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { placeFile, remove } from './cache-file.ts';

/** Where a value lies: in a pack, a file that is written once and never changed. */
export interface Place {
  readonly pack: string;
  readonly at: number;
  readonly length: number;
  readonly sum: string;
}

/** Values of any size, each of which is read by itself. */
export interface Packs {
  /** The value, to be checked by the caller, who knows its shape; `undefined`: it is gone, or not as it was written. */
  read(place: Place): unknown;
  /** Writes packed values into a pack of their own, and says where they lie; `undefined`: the folder cannot be written. */
  write(values: readonly Uint8Array[]): readonly Place[] | undefined;
  /** Removes the packs that nobody names any more, but for those of runs that have just begun to. */
  sweep(named: ReadonlySet<string>): void;
}

const ending = '.pack';

/** How old an unnamed pack is before it goes, in milliseconds: another run may be about to name it. */
const grace = 3_600_000;

/** A value as bytes, in memory of their own. */
export function packed(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(serialize(value));
}

export function unpacked(bytes: Uint8Array): unknown {
  const value: unknown = deserialize(bytes);
  return value;
}

export function packsIn(folder: string): Packs {
  const open = new Map<string, number>();

  const descriptorOf = (pack: string): number => {
    const descriptor = open.get(pack) ?? openSync(path.join(folder, pack), 'r');
    open.set(pack, descriptor);
    return descriptor;
  };

  return {
    read({ pack, at, length, sum }) {
      try {
        const bytes = Buffer.alloc(length);
        readSync(descriptorOf(pack), bytes, 0, length, at);
        return sumOf(bytes) === sum ? unpacked(bytes) : undefined;
      } catch {
        return undefined;
      }
    },
    write(values) {
      const pack = `${randomBytes(12).toString('hex')}${ending}`;
      let at = 0;
      const places: Place[] = [];
      for (const bytes of values) {
        places.push({ pack, at, length: bytes.length, sum: sumOf(bytes) });
        at += bytes.length;
      }
      return placeFile(path.join(folder, pack), values) ? places : undefined;
    },
    sweep(named) {
      for (const descriptor of open.values()) closeSync(descriptor);
      open.clear();
      for (const file of listed(folder)) {
        if (named.has(file) || !isOld(path.join(folder, file))) continue;
        remove(path.join(folder, file));
      }
    },
  };
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.includes(ending) || file.endsWith('.tmp'));
  } catch {
    return [];
  }
}

function isOld(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs > grace;
  } catch {
    return false;
  }
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('base64');
}
