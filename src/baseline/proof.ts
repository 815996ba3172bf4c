import type { ManifestEntry } from '../history/history.ts';
import type { ChainProof } from '../history/proof.ts';
import { readingVersion } from '../history/meaning.ts';
import { fingerprintOf } from '../lint/proved.ts';
import type { Migration } from '../model/migration.ts';
import type { Side, Sides } from './open-sides.ts';
import type { BaselineResult } from './result.ts';
import { squashOf } from './squash.ts';

/** What a result comes to, and for which migrations: what linting needs to accept that the squashed ones are gone. */
export function chainProof(result: BaselineResult, sides: Sides, tool: string): ChainProof {
  const { by, chain, verdict, ignored } = result;
  const { base } = squashOf(sides);
  return {
    base: base.map((migration) => entryOf(migration, sides.new)),
    by: by.kind,
    dialect: chain.dialect,
    ...(by.kind === 'reading'
      ? {}
      : { engine: { name: by.engine, ...(by.version === undefined ? {} : { version: by.version }) } }),
    framework: chain.framework,
    ignored,
    old: sides.old.chain.migrations.map((migration) => entryOf(migration, sides.old)),
    reading: readingVersion,
    result: verdict,
    tool,
  };
}

function entryOf(migration: Migration, { files }: Side): ManifestEntry {
  const { id, text, meaning } = fingerprintOf(migration, files);
  return { file: migration.file, id, meaning, text };
}
