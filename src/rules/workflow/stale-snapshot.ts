import type { Difference } from '../../schema/picture/differences.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { ChainLink, ChainView, Picture, Report } from '../rule.ts';
import { listed } from '../words.ts';
import { changes } from './named-by.ts';
import { differenceKey, differencesFrom, summary } from './picture-differences.ts';

/** Pictures are large: of more new migrations than that, the newest are looked at. */
const mostLooked = 10;

export default defineRule({
  name: 'stale-snapshot',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration was generated without knowing an earlier one, on another branch',
  options: noOptions,
  on: {
    chain(chain, { report }) {
      const fresh = chain.links.filter(({ shipped, judged }) => judged && !shipped);
      if (fresh.length === 0) return;
      const looked = fresh.slice(-mostLooked);
      for (const picture of unmergedPictures([...looked.map((link) => link.picture), chain.snapshot])) {
        report(describeMarkers(picture));
      }
      const drifted = driftOf(chain);
      for (const link of looked) {
        const { picture } = link;
        if (picture === undefined) continue;
        const unknown =
          picture.previous === undefined ? byContent(link, picture, drifted, chain) : byName(link, picture, chain);
        if (unknown !== undefined) report(describe(link, picture, unknown));
      }
    },
  },
});

const consequence =
  'the tool goes by this picture when it takes the migration back, or writes a table anew on SQLite: what the picture lacks is lost then';

function unmergedPictures(pictures: readonly (Picture | undefined)[]): readonly Picture[] {
  const unmerged = pictures.filter((picture) => picture !== undefined && picture.conflicts.length > 0);
  return [...new Map(unmerged.flatMap((picture) => (picture === undefined ? [] : [[picture.file, picture]]))).values()];
}

function describeMarkers({ file, called, conflicts }: Picture): Report {
  return {
    at: conflicts[0] ?? { file, start: 0, end: 0 },
    message: `git could not merge ${called}: its marks still stand in it`,
    why: 'the tool cannot read it, and what one of the branches changed is missing from what is left',
    remedy: `take the migration of one branch back, finish the merge of ${file}, and generate that migration again`,
  };
}

/** What the latest picture disagrees about as well. */
function driftOf(chain: ChainView): ReadonlySet<string> {
  const { snapshot } = chain;
  if (snapshot?.isWhole !== true) return new Set();
  return new Set(differencesFrom(snapshot, { after: chain.end }, chain).map(differenceKey));
}

/** What a migration's picture does not know of the migrations before it. */
interface Unknown {
  readonly suspects: readonly ChainLink[];
  readonly differences: readonly Difference[];
}

function describe({ migration }: ChainLink, picture: Picture, { suspects, differences }: Unknown): Report {
  const names = listed(suspects.map((suspect) => suspect.migration.id));
  const said = differences.length === 0 ? '' : `: ${picture.called} ${summary(differences)}`;
  return {
    at: migration.head,
    message: `${migration.id} was generated without knowing ${names}${said}`,
    why: consequence,
    remedy: picture.regenerate(migration.id),
    related: suspects.map((suspect) => ({ span: suspect.migration.head, message: `not known to ${migration.id}` })),
  };
}

/** Pictures that name the one that they were made from: what came between the two was not known. */
function byName(link: ChainLink, picture: Picture, chain: ChainView): Unknown | undefined {
  const earlier = chain.links.slice(0, chain.links.indexOf(link));
  const parent = earlier.findLastIndex((one) => one.picture?.id === picture.previous);
  const suspects = parent === -1 ? [] : earlier.slice(parent + 1).filter((one) => one.picture !== undefined);
  if (suspects.length === 0) return undefined;
  const differences = picture.isWhole ? differencesFrom(picture, link, chain) : [];
  const made = new Set(suspects.map(({ migration }) => migration.id));
  return { suspects, differences: differences.filter(({ replayed }) => made.has(replayed?.migration ?? '')) };
}

/**
 * Pictures that name no other: what this one disagrees about with the schema, and neither the earlier migration's own
 * picture nor the latest one does. What the latest one lacks too is a drift.
 */
function byContent(
  link: ChainLink,
  picture: Picture,
  known: ReadonlySet<string>,
  chain: ChainView,
): Unknown | undefined {
  if (!picture.isWhole) return undefined;
  const suspects = new Map<ChainLink, readonly Difference[]>();
  for (const difference of differencesFrom(picture, link, chain)) {
    const suspect = known.has(differenceKey(difference)) ? undefined : suspectOf(difference, link, chain);
    if (suspect !== undefined) suspects.set(suspect, [...(suspects.get(suspect) ?? []), difference]);
  }
  const left = [...suspects]
    .map(([suspect, differences]) => ({ suspect, differences: unknownOf(suspect, differences, chain) }))
    .filter(({ differences }) => differences.length > 0);
  if (left.length === 0) return undefined;
  return {
    suspects: left.map(({ suspect }) => suspect),
    differences: left.flatMap(({ differences }) => differences),
  };
}

/** The earlier migration that made the schema differ from the picture; `undefined`: the migration itself did. */
function suspectOf(difference: Difference, link: ChainLink, { links }: ChainView): ChainLink | undefined {
  const earlier = links.slice(0, links.indexOf(link));
  if (difference.kind === 'missing') {
    return earlier.findLast(({ migration }) => migration.id === difference.replayed?.migration);
  }
  if (changes(link.migration, difference)) return undefined;
  return earlier.findLast(({ migration }) => changes(migration, difference));
}

/** The differences that the suspect's own picture does not have: it knew what it did. */
function unknownOf(suspect: ChainLink, differences: readonly Difference[], chain: ChainView): readonly Difference[] {
  if (suspect.picture?.isWhole !== true) return [];
  const own = new Set(differencesFrom(suspect.picture, suspect, chain).map(differenceKey));
  return differences.filter((difference) => !own.has(differenceKey(difference)));
}
