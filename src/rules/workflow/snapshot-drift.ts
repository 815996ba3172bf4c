import { displayName } from '../../model/names.ts';
import type { Related } from '../../model/diagnostic.ts';
import type { Span } from '../../model/span.ts';
import type { Difference } from '../../schema/picture/differences.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { ChainView, Picture, Report } from '../rule.ts';
import { capitalised } from '../words.ts';
import { differenceKey, differencesFrom, summary, thing } from './picture-differences.ts';

export default defineRule({
  name: 'snapshot-drift',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: "The migrations and the tool's own snapshot do not end in the same schema",
  options: noOptions,
  on: {
    chain(chain, { report }) {
      // What is older than the migrations that are judged is somebody else's finding.
      if (!chain.links.some(({ judged }) => judged)) return;
      const { snapshot } = chain;
      if (snapshot?.isWhole !== true) {
        if (snapshot?.conflicts.length === 0)
          snapshot.problems.slice(0, 1).forEach(({ span, message }) => {
            report(unread(snapshot, span, message));
          });
        return;
      }
      const found = differencesFrom(snapshot, { after: chain.end }, chain);
      if (found.length === 0) return;
      const known = new Set(knownBefore(chain));
      for (const differences of byTable(found.filter((one) => !known.has(differenceKey(one))))) {
        report(describe(differences, snapshot, chain));
      }
    },
  },
});

/** Not to compare it is nothing to be silent about. */
function unread({ called }: Picture, at: Span, message: string): Report {
  return {
    at,
    message: `${capitalised(called)} cannot be read in full, so that it was not held against the migrations`,
    why: `${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    remedy: 'generate it anew with the tool; if the tool itself wrote it so, turn snapshot-drift off and report it',
  };
}

/** What the last migration that is not judged, and its own picture, already disagreed about. */
function knownBefore(chain: ChainView): readonly string[] {
  const first = chain.links.findIndex(({ judged }) => judged);
  const before = chain.links.slice(0, first);
  const last = before.findLast(({ picture }) => picture?.isWhole === true) ?? before.at(-1);
  const picture = last?.picture ?? chain.shippedSnapshot;
  return last === undefined || picture?.isWhole !== true
    ? []
    : differencesFrom(picture, last, chain).map(differenceKey);
}

function byTable(differences: readonly Difference[]): readonly (readonly Difference[])[] {
  const tables = new Map<string, readonly Difference[]>();
  for (const difference of differences) {
    const table = difference.table === undefined ? '' : displayName(difference.table);
    tables.set(table, [...(tables.get(table) ?? []), difference]);
  }
  return [...tables.values()];
}

function describe(differences: readonly Difference[], snapshot: Picture, chain: ChainView): Report {
  const at = placeOf(differences, chain) ?? chain.place;
  const only = (kind: Difference['kind']): readonly string[] =>
    differences.filter((one) => one.kind === kind).map(line);
  return {
    at,
    message: capitalised(`${snapshot.called} ${summary(differences)}`),
    why: 'the next migration is made from the snapshot: it never changes what only the migrations have, and never makes what only the snapshot has',
    remedy: [
      ...section('in the migrations, not in the snapshot: take it back, or bring it into the model', only('missing')),
      ...section('in the snapshot, not in the migrations: write it into a migration', only('extra')),
      ...section('in both, and not the same: bring one of them in line', only('different')),
    ].join('\n'),
    related: relatedTo(differences, at, snapshot, chain),
  };
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((one) => `    ${one}`)];
}

function line(difference: Difference): string {
  const { kind, aspects, replayed } = difference;
  const said = aspects
    .map(({ what, replayed: one, pictured }) => `${what} ${one}, in the snapshot ${pictured}`)
    .join('; ');
  if (kind === 'different') return `${thing(difference)}: ${said}`;
  return kind === 'missing' && replayed !== undefined
    ? `${thing(difference)}, made by ${replayed.migration}`
    : thing(difference);
}

/** The statement of a judged migration that made it; otherwise where the snapshot says it. */
function placeOf(differences: readonly Difference[], { links }: ChainView): Span | undefined {
  const judged = new Set(links.filter((link) => link.judged).map(({ migration }) => migration.id));
  const made = differences.find(({ replayed }) => replayed !== undefined && judged.has(replayed.migration));
  return made?.replayed?.span ?? differences.find(({ pictured }) => pictured !== undefined)?.pictured?.span;
}

function relatedTo(
  differences: readonly Difference[],
  at: Span,
  snapshot: Picture,
  { place }: ChainView,
): readonly Related[] {
  const pictured = differences.find((one) => one.pictured !== undefined)?.pictured?.span;
  const said: readonly Related[] =
    pictured === undefined || pictured === at ? [] : [{ span: pictured, message: `${snapshot.called} says so here` }];
  const replayed = differences.find((one) => one.replayed !== undefined)?.replayed?.span;
  const made: readonly Related[] =
    replayed === undefined || replayed === at ? [] : [{ span: replayed, message: 'made here' }];
  return at === place ? [] : [...said, ...made];
}
