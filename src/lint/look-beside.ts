import { isDeepStrictEqual } from 'node:util';
import type { ReleasesConfig } from '../config/config.ts';
import type { FoundReleases, ReleasedEntry } from '../history/releases.ts';
import { releasedByNames, releasedByTags } from '../history/releases.ts';
import type { ReleaseHistory } from '../model/release-history.ts';
import type { Beside } from './beside.ts';
import { nothingBeside } from './beside.ts';
import { readAutomatic } from './automatic.ts';
import { folderOfGlob } from './paths.ts';
import type { LoadedChain, Project } from './project.ts';
import { filesOf } from './shipping.ts';
import { readSubscribers } from './subscribers.ts';

/** What a project is before it was looked beside its migrations. */
type Opened = Pick<Project, 'config' | 'files' | 'chains' | 'shipped'>;

/** A part of what is beside the migrations, and the rule without which nobody looks for it. */
interface Look {
  readonly rule: string;
  readonly find: (project: Opened) => Promise<Partial<Beside>>;
}

const looks: readonly Look[] = [
  { rule: 'premature-contract', find: findReleases },
  { rule: 'data-change-handled', find: findHandlers },
  { rule: 'feature-version-once', find: findUpgrades },
  { rule: 'no-automatic-migration', find: findAutomatic },
];

/** Looks for what the rules that are on want to know beside the migrations. */
export async function lookBeside(project: Opened, rules: ReadonlyMap<string, unknown>): Promise<Beside> {
  const wanted = looks.filter(({ rule }) => rules.has(rule));
  if (wanted.length === 0) return nothingBeside;
  const found = await Promise.all(wanted.map(({ find }) => find(project)));
  const beside = found.reduce<Beside>(
    (soFar, one) => ({ ...soFar, ...one, notes: [...soFar.notes, ...(one.notes ?? [])] }),
    nothingBeside,
  );
  // What was judged with nothing beside it need not be judged again.
  return isDeepStrictEqual(beside, nothingBeside) ? nothingBeside : beside;
}

async function findReleases({ config, chains }: Opened): Promise<Partial<Beside>> {
  const releases = new Map<string, ReleaseHistory>();
  const notes: string[] = [];
  for (const chain of chains) {
    const earlier = Object.values(config.phases ?? {}).map(folderOfGlob);
    const { history, limits } = await releasesOf(chain, config.releases, config.root, earlier);
    if (history !== undefined) releases.set(chain.source.name, history);
    notes.push(...limits.map((limit) => `premature-contract: ${limit}`));
  }
  return { releases, notes: [...new Set(notes)] };
}

async function releasesOf(
  { migrations }: LoadedChain,
  config: ReleasesConfig | undefined,
  root: string,
  earlier: readonly string[],
): Promise<FoundReleases> {
  const entries: readonly ReleasedEntry[] = migrations;
  if (config === undefined) {
    const named = releasedByNames(entries, 1);
    if (named?.shippedIn.size === entries.length) return { history: named, limits: [] };
    const tagged = await releasedByTags({ root, tags: 'v*', major: 1, migrations: entries, earlier });
    const advice = 'it is not known which release brought which migration: say `releases` in the configuration';
    return tagged.history === undefined ? { history: undefined, limits: [advice] } : tagged;
  }
  const { major = 1 } = config;
  if ('tags' in config) return releasedByTags({ root, tags: config.tags, major, migrations: entries, earlier });
  const history = releasedByNames(entries, major);
  return history === undefined
    ? { history, limits: ['no migration has a version in its name'] }
    : { history, limits: [] };
}

async function findHandlers(project: Opened): Promise<Partial<Beside>> {
  const { found, notes } = await readSubscribers(project.config, project.files);
  return { dataHandlers: found.flatMap(({ handlers }) => handlers), notes };
}

async function findUpgrades({ config, files, shipped }: Opened): Promise<Partial<Beside>> {
  const now = await readSubscribers(config, files);
  const past = shipped.kind === 'commit' ? await readSubscribers(config, filesOf(shipped, files)) : undefined;
  const upgrades = {
    now: now.found.flatMap((one) => one.upgrades),
    shipped: past?.found.flatMap((one) => one.upgrades),
  };
  return { upgrades, notes: now.notes };
}

function findAutomatic({ config, files }: Opened): Promise<Partial<Beside>> {
  return readAutomatic(config, files);
}
