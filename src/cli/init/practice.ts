import type { LoadedChain } from '../../lint/project.ts';
import type { PresetName } from '../../rules/rule.ts';

/** The preset of a written practice, and by what the project shows that it follows it. */
export interface Practice {
  readonly preset: PresetName;
  readonly seenBy: string;
}

type Sign = (chains: readonly LoadedChain[]) => string | undefined;

/** The most telling first: what a team does beside its migrations says more than which tool it uses. */
const signs: readonly (readonly [PresetName, Sign])[] = [
  ['phased', phaseFolder],
  ['data-scripts', datedScripts],
  ['generated-sql', versionedNames],
  ['ef-core-team', (chains) => (chains.some(isEfCore) ? 'there are EF Core migrations' : undefined)],
];

/** The practice that a project's chains look like; `undefined`: none of those that are known. */
export function practiceOf(chains: readonly LoadedChain[]): Practice | undefined {
  for (const [preset, sign] of signs) {
    const seenBy = sign(chains);
    if (seenBy !== undefined) return { preset, seenBy };
  }
  return undefined;
}

function isEfCore({ framework }: LoadedChain): boolean {
  return framework.name === 'ef-core';
}

function phaseFolder(chains: readonly LoadedChain[]): string | undefined {
  const files = chains.flatMap(({ migrations }) => migrations.map(({ file }) => file));
  const folders = files.flatMap((file) => file.split('/').slice(0, -1));
  const found = folders.find((folder) => /(?:^|_|-)(?:transition|finali[sz]ation)$/i.test(folder));
  return found === undefined ? undefined : `there is a folder ${found}`;
}

/** Scripts that are named by their minute, beside migrations of a tool. */
function datedScripts(chains: readonly LoadedChain[]): string | undefined {
  const isDated = ({ migrations }: LoadedChain): boolean =>
    migrations.length > 0 && migrations.every(({ id }) => /^\d{4}-\d{2}-\d{2}-\d{4}$/.test(id));
  const dated = chains.find(isDated);
  return dated === undefined || chains.length === 1
    ? undefined
    : `the scripts of ${dated.source.folder} are named by their minute`;
}

function versionedNames(chains: readonly LoadedChain[]): string | undefined {
  const versioned = chains
    .filter(isEfCore)
    .flatMap(({ migrations }) => migrations)
    .find(({ id }) => /^\d+_\d+\.\d+\.\d+-/.test(id));
  return versioned === undefined ? undefined : `the name of ${versioned.id} begins with a version`;
}
