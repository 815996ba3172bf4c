import type { ProjectFiles } from '../frameworks/framework.ts';
import { meaningHash, readingVersion, textHash } from '../history/meaning.ts';
import { parseProofs, proofFile } from '../history/proof.ts';
import type { ManifestEntry } from '../history/history.ts';
import type { Migration } from '../model/migration.ts';
import type { DeletedMigration } from '../rules/rule.ts';

/** A migration by what it said, and the version of the reading that gave its meaning. */
export type Fingerprint = Pick<ManifestEntry, 'id' | 'text' | 'meaning'> & { readonly reading: number };

/** What the proof of a chain says of migrations that were replaced. */
export interface Coverage {
  /** Of one that is gone; nothing when there is no proof. */
  gone(was: Fingerprint): DeletedMigration['proof'];
  /** Whether one that was rewritten under its old name is the base that was proved. */
  rewritten(was: Fingerprint, id: string): boolean;
}

/**
 * Reads the proof of a chain. It covers the migrations of the chain that was proved, as long as the base that was proved
 * stands there unchanged.
 */
export function coverageOf(
  chain: { readonly name: string; readonly migrations: readonly Migration[] },
  files: ProjectFiles,
): Coverage {
  const text = files.paths.includes(proofFile) ? files.read(proofFile) : undefined;
  if (text === undefined) return nothing;
  const proofs = parseProofs(text);
  if (proofs === undefined) return outdated(`${proofFile} is no proof of this version of mig-lint`);
  const proof = proofs.get(chain.name);
  if (proof === undefined) return nothing;
  if (proof.result !== 'equal') return outdated(`${proofFile} says that the chains are not equal`);

  const current = new Map(chain.migrations.map((migration) => [migration.id, migration]));
  const changed = proof.base.find((entry) => {
    const is = current.get(entry.id);
    return is === undefined || !isSame({ ...entry, reading: proof.reading }, fingerprintOf(is, files));
  });
  if (changed !== undefined) return outdated(`${changed.id} is not as it was when it was proved`);
  const old = new Map(proof.old.map((entry) => [entry.id, { ...entry, reading: proof.reading }]));
  const gone: Coverage['gone'] = (was) => {
    const proved = old.get(was.id);
    if (proved === undefined) return stale(`the proof in ${proofFile} knows nothing of ${was.id}`);
    return isSame(proved, was) ? { holds: true } : stale(`${was.id} had changed since the squash was proved`);
  };
  const base = new Set(proof.base.map(({ id }) => id));
  return { gone, rewritten: (was, id) => base.has(id) && gone(was)?.holds === true };
}

const nothing: Coverage = { gone: () => undefined, rewritten: () => false };

function outdated(why: string): Coverage {
  return { gone: () => stale(why), rewritten: () => false };
}

export function fingerprintOf(migration: Migration, files: ProjectFiles): Fingerprint {
  const text = textHash(files.read(migration.file) ?? '');
  return { id: migration.id, text, meaning: meaningHash(migration), reading: readingVersion };
}

function stale(why: string): DeletedMigration['proof'] {
  return { holds: false, why };
}

/** Meanings of two versions of the reading cannot be compared: then the text counts. */
function isSame(one: Fingerprint, other: Fingerprint): boolean {
  return one.reading === other.reading ? one.meaning === other.meaning : one.text === other.text;
}
