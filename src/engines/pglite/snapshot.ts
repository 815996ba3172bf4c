import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

/**
 * The database as initdb leaves it, which takes seconds: kept in a file of 40 MB, for the next one that is opened. Packed it
 * would be a tenth of that, and take as long to unpack as all the rest.
 */
export interface Snapshot {
  /** `undefined`: there is none, or it cannot be read. */
  read(): Promise<Blob | undefined>;
  /** Keeps what is in the database now; a folder that cannot be written to is no reason to fail. */
  write(database: PGlite): Promise<void>;
}

/** @param folder of the user; each version of PGlite has its own file there */
export async function snapshotIn(folder: string): Promise<Snapshot> {
  const file = path.join(folder, `pglite-${await installedVersion()}.tar`);
  return {
    async read() {
      try {
        return new Blob([await readFile(file)], { type: 'application/x-tar' });
      } catch {
        return undefined;
      }
    },
    async write(database) {
      const aside = `${file}.${randomUUID()}`;
      try {
        const dump = await database.dumpDataDir('none');
        await mkdir(folder, { recursive: true });
        await writeFile(aside, new Uint8Array(await dump.arrayBuffer()));
        // Whoever reads meanwhile meets no half of it.
        await rename(aside, file);
      } catch {
        await rm(aside, { force: true });
      }
    },
  };
}

async function installedVersion(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest: unknown = JSON.parse(await readFile(path.join(path.dirname(entry), '../package.json'), 'utf8'));
  const isKnown = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isKnown ? String(manifest.version) : 'unknown';
}
