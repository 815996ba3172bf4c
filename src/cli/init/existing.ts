import type { LoadedChain } from '../../lint/project.ts';
import type { Report } from '../../model/report.ts';
import type { Existing } from './choices.ts';
import type { Questions } from './questions.ts';

/**
 * What to do about errors that are there before anybody wrote a migration under these rules. Where nothing is known of
 * what has shipped, they are all old ones; otherwise they are in new migrations, which can still be mended.
 */
export async function chooseExisting(
  report: Report,
  { isShippedKnown, canSkip }: { readonly isShippedKnown: boolean; readonly canSkip: boolean },
  questions: Questions,
): Promise<Existing> {
  const errors = report.diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return 'report';
  const suppress = {
    value: 'suppress',
    label: 'accept them in mig-lint-suppressions.json, and check what is new',
  } as const;
  const skip = { value: 'since', label: 'judge no migration that is there today' } as const;
  const leave = { value: 'report', label: 'report them: they are to be mended' } as const;
  const others = canSkip ? [skip] : [];
  const question = `There ${errors === 1 ? 'is 1 error' : `are ${errors} errors`} in migrations that count as new.`;
  return isShippedKnown
    ? questions.choose(question, [leave, suppress, ...others])
    : questions.choose(question, [suppress, ...others, leave]);
}

/**
 * The id from which on migrations are judged, when those that are there are not to be: the second after the newest.
 * `undefined`: the ids are no times, and nobody knows what the next one will be.
 */
export function nextId(chains: readonly LoadedChain[]): string | undefined {
  const ids = chains.flatMap(({ migrations }) => migrations.map(({ id }) => id));
  const times = ids.flatMap((id) => /^\d{14}(?!\d)/.exec(id)?.[0] ?? []);
  const newest = times.toSorted().at(-1);
  if (newest === undefined || times.length < ids.length) return undefined;
  return String(BigInt(newest) + 1n);
}
