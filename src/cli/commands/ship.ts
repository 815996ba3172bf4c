import path from 'node:path';
import type { ManifestEntry } from '../../history/history.ts';
import { readManifest, writeManifest } from '../../history/manifest.ts';
import { meaningHash, readingVersion, textHash } from '../../history/meaning.ts';
import type { Migration } from '../../model/migration.ts';
import { logText } from '../../report/inert.ts';
import type { OpenedProject, ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { wantedMigrations } from '../wanted.ts';

export interface ShipFlags extends ProjectFlags {
  readonly manifest: string;
}

/** Records the migrations of every chain as shipped; chains that are not named keep what was recorded of them. */
export async function ship(paths: readonly string[], flags: ShipFlags, terminal: Terminal): Promise<number> {
  const opened = await openFor({ paths }, flags, terminal.cwd);
  const { project } = opened;
  const wanted = wantedMigrations(opened);
  if (wanted.length === 0) throw new UsageError('no migrations found: there is nothing to record');
  const file = path.join(project.config.root, flags.manifest);
  const recorded = await readManifest(file);

  const names = new Set(wanted.map(({ chain }) => chain.source.name));
  const chains = new Map(recorded?.chains ?? []);
  for (const name of names) {
    const migrations = wanted.filter(({ chain }) => chain.source.name === name);
    chains.set(
      name,
      migrations.map(({ migration }) => entryOf(migration, opened)),
    );
    const before = recorded?.chains.get(name)?.length ?? 0;
    terminal.out(
      logText(`${name}: ${String(migrations.length)} migrations recorded as shipped (${String(before)} before)\n`),
    );
  }
  await writeManifest(file, { reading: readingVersion, chains });
  terminal.out(
    `Written to ${flags.manifest}. Commit it, and set shipped: { manifest: '${flags.manifest}' } in the configuration.\n`,
  );
  return 0;
}

function entryOf(migration: Migration, { project }: OpenedProject): ManifestEntry {
  const text = project.files.read(migration.file) ?? '';
  return { id: migration.id, file: migration.file, text: textHash(text), meaning: meaningHash(migration) };
}
