import type { ReleasesConfig } from '../config/config.ts';
import type { FoundReleases, ReleasedEntry } from '../history/releases.ts';
import { releasedByNames, releasedByTags } from '../history/releases.ts';
import type { ReleaseHistory } from '../model/release-history.ts';
import type { Beside } from './beside.ts';
import { nothingBeside } from './beside.ts';
import type { LoadedChain, Project } from './project.ts';

/** What a project is before it was looked beside its migrations. */
type Opened = Pick<Project, 'config' | 'files' | 'chains' | 'shipped'>;

/** A part of what is beside the migrations, and the rule without which nobody looks for it. */
interface Look {
  readonly rule: string;
  find(project: Opened): Promise<Partial<Beside>>;
}

const looks: readonly Look[] = [{ rule: 'premature-contract', find: findReleases }];

/** Looks for what the rules that are on want to know beside the migrations. */
export async function lookBeside(project: Opened, rules: ReadonlyMap<string, unknown>): Promise<Beside> {
  const wanted = looks.filter(({ rule }) => rules.has(rule));
  if (wanted.length === 0) return nothingBeside;
  const found = await Promise.all(wanted.map(({ find }) => find(project)));
  return found.reduce<Beside>(
    (soFar, one) => ({ ...soFar, ...one, notes: [...soFar.notes, ...(one.notes ?? [])] }),
    nothingBeside,
  );
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

/** The folder in which everything lies that a glob matches. */
function folderOfGlob(glob: string): string {
  const parts = glob.split('/');
  const first = parts.findIndex((part) => /[*?[\]{}()!]/.test(part));
  return parts.slice(0, first === -1 ? parts.length - 1 : first).join('/');
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
    if (named !== undefined && named.shippedIn.size === entries.length) return { history: named, limits: [] };
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
