import type { Shipped } from '../history/history.ts';
import type { Migration } from '../model/migration.ts';
import type { ChainView } from '../rules/rule.ts';
import { schemaChainOf } from './data-chains.ts';
import { readDeclared } from './declared.ts';
import { readGenerated } from './generated.ts';
import type { LoadedChain, Project, ReplayedChain } from './project.ts';
import { schemaOf } from './project.ts';
import { picturesOf } from './pictures.ts';
import { readRelease } from './release.ts';

/** What a run is about: which migrations it judges, and which files it was given. */
export interface Wanted {
  readonly isJudged: (migration: Migration) => boolean;
  readonly isSelected: (file: string) => boolean;
}

/** A chain as rules see it that look wider than one migration. */
export function viewOfChain(
  project: Project,
  chain: LoadedChain,
  { views, before }: ReplayedChain,
  { isJudged, isSelected }: Wanted,
): ChainView {
  const { source, framework, dialect, migrations, shipping } = chain;
  const { config, files, memory } = project;
  const last = migrations.at(-1);
  const pictures = picturesOf(project, chain);
  const declared = config.chains.find(({ name }) => name === source.name);
  const { generated, declared: definitions } = declared ?? {};
  return {
    name: source.name,
    framework: framework.name,
    dialect: dialect.traits.name,
    keepsChecksum: framework.keepsChecksum,
    latecomers: framework.latecomers ?? 'run',
    place: last?.head ?? { file: source.folder, start: 0, end: 0 },
    migrations: views,
    links: migrations.map((migration, position) => ({
      migration,
      shipped: shipping.shipped.has(migration.id),
      judged: isJudged(migration),
      get after() {
        return before(position + 1);
      },
      get picture() {
        return pictures.after(migration);
      },
    })),
    get snapshot() {
      return pictures.latest();
    },
    get shippedSnapshot() {
      return pictures.shipped();
    },
    get end() {
      return before(migrations.length);
    },
    deleted: shipping.deleted.filter(({ file }) => isSelected(file)),
    shipped: shippedPhrase(project.shipped),
    dataFor: schemaChain(project, source.name),
    release: config.release === undefined ? undefined : readRelease(config.release, files),
    get generated() {
      if (generated === undefined) return undefined;
      return memory.generated(source.name, [before(migrations.length)], files, (watched) =>
        readGenerated(generated, chain, before, watched),
      );
    },
    get declared() {
      if (definitions === undefined) return undefined;
      return memory.declared(source.name, [chain.engineVersion], files, (watched) =>
        readDeclared(definitions, watched, chain),
      );
    },
  };
}

function schemaChain(project: Project, name: string): ChainView['dataFor'] {
  const wanted = schemaChainOf(project.config, name);
  const chain = project.chains.find(({ source }) => source.name === wanted);
  if (wanted === undefined || chain === undefined) return undefined;
  return {
    name: wanted,
    migrations: chain.migrations,
    get end() {
      return schemaOf(chain);
    },
  };
}

/** Where it shipped, for the middle of a sentence. */
export function shippedPhrase({ kind, description }: Shipped): string {
  return kind === 'manifest' || kind === 'ledger' ? `according to ${description}` : `on ${description}`;
}
