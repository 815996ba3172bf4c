import * as v from 'valibot';
import type { ManifestEntry } from './history.ts';

/** Where the proofs of a project lie: beside its configuration, where linting looks for them. */
export const proofFile = 'mig-lint.proof.json';

/** What `mig-lint baseline` found out about the two chains. */
export interface ChainProof {
  readonly tool: string;
  /** `execution`: both ran on the engine. `reading`: they were only read. */
  readonly by: 'execution' | 'reading';
  readonly engine?: { readonly name: string; readonly version?: string };
  readonly framework: string;
  readonly dialect: string;
  readonly result: 'equal' | 'different' | 'unproved';
  /** What the two were allowed to differ in. */
  readonly ignored: readonly string[];
  /** The version of the reading under which the meanings were hashed. */
  readonly reading: number;
  /** The whole old chain, as it ran. */
  readonly old: readonly ManifestEntry[];
  /** The migrations that stand in the place of those that are gone. */
  readonly base: readonly ManifestEntry[];
}

/** The proofs of a project's chains, by their names. */
export type Proofs = ReadonlyMap<string, ChainProof>;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hexadecimal'));
const entries = v.array(v.strictObject({ file: v.string(), id: v.string(), meaning: hash, text: hash }));

const proofSchema = v.strictObject({
  chains: v.record(
    v.string(),
    v.strictObject({
      base: entries,
      by: v.picklist(['execution', 'reading']),
      dialect: v.string(),
      engine: v.exactOptional(v.strictObject({ name: v.string(), version: v.exactOptional(v.string()) })),
      framework: v.string(),
      ignored: v.array(v.string()),
      old: entries,
      reading: v.pipe(v.number(), v.integer(), v.minValue(1)),
      result: v.picklist(['equal', 'different', 'unproved']),
      tool: v.string(),
    }),
  ),
  version: v.literal(1),
});

/** Validates a proof file's text; `undefined` when it is none, or one of another version: then nothing is proved. */
export function parseProofs(text: string): Proofs | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  const result = v.safeParse(proofSchema, value);
  return result.success ? new Map(Object.entries(result.output.chains)) : undefined;
}

/** The proofs as text: the same proofs give the same bytes. */
export function printProofs(proofs: Proofs): string {
  const chains = [...proofs].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify({ chains: Object.fromEntries(chains), version: 1 }, undefined, 2)}\n`;
}
