import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import type { ManifestEntry, ShippedManifest, ShippedUnknown } from './history.ts';
import { readingVersion } from './meaning.ts';
import { writeWhole } from './write-whole.ts';

/** Where the manifest lies, unless the configuration says otherwise. */
export const manifestFile = 'mig-lint.lock.json';

/** What `mig-lint ship` recorded. */
export interface Manifest {
  /** The version of the reading under which the meanings were hashed. */
  readonly reading: number;
  /** Each chain's shipped migrations, in the order in which the tool runs them. */
  readonly chains: ReadonlyMap<string, readonly ManifestEntry[]>;
}

/** The manifest is there and cannot be used; the message names the file and the place in it. */
export class ManifestError extends Error {}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hexadecimal'));

const entriesSchema = v.pipe(
  v.array(v.strictObject({ file: v.string(), id: v.string(), meaning: hash, text: hash })),
  v.check((entries) => new Set(entries.map((entry) => entry.id)).size === entries.length, 'Expected each id once'),
);

const manifestSchema = v.strictObject({
  chains: v.record(v.string(), entriesSchema),
  reading: v.pipe(v.number(), v.integer(), v.minValue(1)),
  version: v.literal(1),
});

/**
 * What has shipped according to a manifest. A file that is not there yet is a limit; one that cannot be read rejects
 * with a `ManifestError`.
 */
export async function shippedByManifest(path: string): Promise<ShippedManifest | ShippedUnknown> {
  const manifest = await readManifest(path);
  const description = basename(path);
  if (manifest === undefined) {
    const limit = `${description} is not there yet (\`mig-lint ship\` writes it): everything counts as new`;
    return { kind: 'unknown', description: 'nothing is known to have shipped', limits: [limit] };
  }
  const limit =
    `${description} was written by another version of mig-lint, which read migrations differently: ` +
    'a shipped migration whose text has changed counts as changed in meaning until `mig-lint ship` is run again';
  return { kind: 'manifest', description, limits: manifest.reading === readingVersion ? [] : [limit], ...manifest };
}

/** Reads and validates a manifest; `undefined` when there is none. Rejects with a `ManifestError`. */
export async function readManifest(path: string): Promise<Manifest | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new ManifestError(`${basename(path)} cannot be read: ${messageOf(error)}`, { cause: error });
  }
  return parseManifest(text, basename(path));
}

/** Validates a manifest's text; `file` is what errors call it. Throws a `ManifestError`. */
export function parseManifest(text: string, file: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ManifestError(`${file} is not valid JSON, perhaps half written: ${messageOf(error)}`, { cause: error });
  }
  const result = v.safeParse(manifestSchema, value);
  if (result.success) return { reading: result.output.reading, chains: new Map(Object.entries(result.output.chains)) };
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new ManifestError(`${file}${place === null ? '' : `, at ${place}`}: ${issue.message}`);
}

/** The manifest as text: the same entries give the same bytes. */
export function printManifest(manifest: Manifest): string {
  const chains = [...manifest.chains]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([name, entries]) => [name, entries.map(({ file, id, meaning, text }) => ({ file, id, meaning, text }))] as const,
    );
  return `${JSON.stringify({ chains: Object.fromEntries(chains), reading: manifest.reading, version: 1 }, undefined, 2)}\n`;
}

/** Writes the manifest, whole or not at all. Rejects with a `ManifestError`. */
export async function writeManifest(path: string, manifest: Manifest): Promise<void> {
  try {
    await writeWhole(path, printManifest(manifest));
  } catch (error) {
    throw new ManifestError(`${basename(path)} cannot be written: ${messageOf(error)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
