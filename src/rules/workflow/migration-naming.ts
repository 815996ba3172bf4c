import { array, check, description, optional, picklist, pipe, strictObject, string, type InferOutput } from 'valibot';
import type { Migration } from '../../model/migration.ts';
import { longestName, patternProblem } from '../../model/safe-pattern.ts';
import { defineRule } from '../define-rule.ts';
import type { ChainLink, ChainView, Report, ShippedEdit } from '../rule.ts';
import type { Claims } from './name-collisions.ts';
import { claimsIn } from './name-collisions.ts';
import { dateInName, impossibleDate, namingPresetNames, namingPresets, partsOfName } from './naming-presets.ts';

const options = strictObject({
  preset: optional(pipe(picklist(namingPresetNames), description('A convention that is in wide use.'))),
  pattern: optional(
    pipe(
      string(),
      check(
        (pattern) => patternProblem(pattern) === undefined,
        ({ input }) => `expected a regular expression that reads any name fast: ${patternProblem(input) ?? ''}`,
      ),
      description('A regular expression that ids have to match, without the extension of the file.'),
    ),
  ),
  chains: optional(
    pipe(array(string()), description('The chains that preset and pattern are for; all when left out.')),
  ),
});

type Options = InferOutput<typeof options>;

export default defineRule({
  name: 'migration-naming',
  category: 'workflow',
  severity: 'error',
  presets: ['recommended'],
  summary: 'A migration whose name breaks the convention, cannot be, or is taken already',
  options,
  on: {
    chain(chain, context) {
      const isMeant = context.options.chains?.includes(chain.name) ?? true;
      const own = isMeant ? context.options : {};
      const ids = claimsIn(chain.links, ({ id }) => [id.toLowerCase()]);
      const places = claimsIn(chain.links, (migration) => placesOf(migration, own));
      const edits = new Map(chain.migrations.map(({ migration, edit }) => [migration, edit]));
      for (const link of chain.links) {
        if (!link.judged) continue;
        const { migration } = link;
        const problems = migration.problems.filter(({ about }) => about === 'name');
        for (const { span, message, why, remedy } of problems) {
          context.report({
            at: span.end === 0 ? migration.head : span,
            message,
            why: why ?? 'the tool goes by the name, and this one it cannot read',
            remedy: remedy ?? 'rename it before it ships',
          });
        }
        const found = [
          conventionOf(link, chain, own),
          problems.length > 0 ? undefined : collisionOf(link, ids, places, own),
          extensionOf(migration, chain, edits.get(migration)),
        ];
        for (const one of found) if (one !== undefined) context.report({ at: migration.head, ...one });
      }
    },
  },
});

type Finding = Omit<Report, 'at'>;

/** An id without the extension that some tools keep in it. */
function nameOf({ id }: Pick<Migration, 'id'>): string {
  return id.replace(/\.(?:[cm]?[jt]s|sql|cs)$/i, '');
}

/** What a name does not say, or says that cannot be. */
function conventionOf(link: ChainLink, chain: ChainView, { preset, pattern }: Options): Finding | undefined {
  const { migration } = link;
  const name = nameOf(migration);
  if (pattern !== undefined && !(name.length <= longestName && new RegExp(pattern, 'u').test(name))) {
    return misnamed(migration, `does not match ${pattern}`, `rename it so that it matches ${pattern}`);
  }
  const convention = preset === undefined ? undefined : namingPresets[preset];
  const parts = convention === undefined ? dateInName(name) : partsOfName(name, convention);
  if (parts === undefined) {
    const form = convention?.form ?? '';
    return misnamed(migration, `is not named ${form}`, `rename it before it ships, to ${form}`);
  }
  const impossible = impossibleDate(parts);
  if (impossible !== undefined) {
    return misnamed(
      migration,
      `has a date that cannot be: ${impossible}`,
      'rename it before it ships, to the day and time of its creation',
    );
  }
  return parts['version'] === undefined ? undefined : versionOf(parts['version'], link, chain);
}

function misnamed({ id }: Migration, what: string, remedy: string): Finding {
  return {
    message: `${id} ${what}`,
    why: 'migrations run in the order of their names, and people find them by their names',
    remedy,
  };
}

/** A version that goes down, or is not that of the release. */
function versionOf(version: string, link: ChainLink, chain: ChainView): Finding | undefined {
  const { migration } = link;
  const earlier = chain.links.slice(0, chain.links.indexOf(link)).flatMap((other) => {
    const known = partsOfName(nameOf(other.migration), namingPresets.semver)?.['version'];
    return known === undefined ? [] : [{ known, id: other.migration.id, at: other.migration.head }];
  });
  const higher = earlier.find(({ known }) => compareVersions(known, version) > 0);
  if (higher !== undefined) {
    return {
      message: `${migration.id} has version ${version}, after ${higher.id} with ${higher.known}`,
      why: 'whoever is on a version takes all migrations up to it: one with a lower version that comes later is left out, or runs out of turn',
      remedy: `give it a version that is not below ${higher.known}`,
      related: [{ span: higher.at, message: `${higher.known} is here` }],
    };
  }
  const { release } = chain;
  if (release === undefined || link.shipped || compareVersions(release.version, version) === 0) return undefined;
  return {
    message: `${migration.id} has version ${version}, and the release that is being built is ${release.version}`,
    why: 'the version says with which release a database gets the change',
    remedy: `name it ${migration.id.replace(version, release.version)}`,
    related: [{ span: release.span, message: `the release is ${release.version}` }],
  };
}

function compareVersions(one: string, other: string): number {
  const numbers = other.split('.').map(Number);
  const differences = one.split('.').map((part, at) => Number.parseInt(part, 10) - (numbers[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** Another migration that goes by the same id, or the same key of the ledger, or claims the same place in the order. */
function collisionOf(link: ChainLink, ids: Claims, places: Claims, options: Options): Finding | undefined {
  const { migration } = link;
  const { id } = migration;
  const same = ids.rivalOf(link);
  if (same !== undefined) {
    return {
      message: same.id === id ? `two migrations are called ${id}` : `${id} and ${same.id} differ in case only`,
      why: 'the ledger, or the file system of somebody else, cannot tell them apart: one of them counts as run when the other has',
      remedy: 'rename the new one before it ships',
      related: [{ span: same.head, message: 'the other one' }],
    };
  }
  const rival = places.rivalOf(link);
  if (rival === undefined) return undefined;
  return {
    message: `${id} and ${rival.id} claim the same place in the order: ${slotOf(migration, options) ?? migration.ledgerKey ?? ''}`,
    why: 'which of them runs first is left to chance, or to the rest of their names; some tools refuse both',
    remedy: 'give the new one the next number',
    related: [{ span: rival.head, message: 'the other one' }],
  };
}

/** What a migration claims of the order: its key in the ledger, and what the convention reads from its name. */
function placesOf(migration: Migration, options: Options): readonly string[] {
  const slot = slotOf(migration, options);
  return [
    ...(migration.ledgerKey === undefined ? [] : [`key ${migration.ledgerKey}`]),
    ...(slot === undefined ? [] : [`slot ${slot}`]),
  ];
}

function slotOf(migration: Migration, { preset }: Options): string | undefined {
  return preset === undefined ? undefined : partsOfName(nameOf(migration), namingPresets[preset])?.['slot'];
}

/** The file got another extension, which is a part of the id where the tool keeps whole names. */
function extensionOf(migration: Migration, chain: ChainView, edit: ShippedEdit | undefined): Finding | undefined {
  const { id } = migration;
  const name = nameOf(migration);
  const gone = [...chain.deleted.map((one) => one.id), ...(edit?.kind === 'renamed' ? [edit.was] : [])];
  const was = gone.find((one) => one !== id && one !== name && id !== name && nameOf({ id: one }) === name);
  if (was === undefined) return undefined;
  return {
    message: `${was} became ${id}: only the extension is another, and the ledger knows it with its extension`,
    why: `a database that has run ${was} does not know ${id}: the tool stops because the old one is missing, or runs it a second time`,
    remedy: `bring back ${was}, or rename it in the ledger of every database together with the file`,
  };
}
