import type { Shipped } from '../history/history.ts';
import type { Migration } from '../model/migration.ts';
import type { ChainView } from '../rules/rule.ts';
import { readDeclared } from './declared.ts';
import { readGenerated } from './generated.ts';
import type { LoadedChain, Project, ReplayedChain } from './project.ts';
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
  { views, schemas }: ReplayedChain,
  { isJudged, isSelected }: Wanted,
): ChainView {
  const { source, framework, dialect, migrations, shipping } = chain;
  const { config, files, memory } = project;
  const last = migrations.at(-1);
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
    links: migrations.map((migration) => ({
      migration,
      shipped: shipping.shipped.has(migration.id),
      judged: isJudged(migration),
    })),
    end: schemas.at(-1) ?? memory.start(dialect.traits),
    deleted: shipping.deleted.filter(({ file }) => isSelected(file)),
    shipped: shippedPhrase(project.shipped),
    release: config.release === undefined ? undefined : readRelease(config.release, files),
    generated:
      generated === undefined
        ? undefined
        : memory.generated(source.name, [...schemas], files, (watched) =>
            readGenerated(generated, chain, schemas, watched),
          ),
    declared:
      definitions === undefined
        ? undefined
        : memory.declared(source.name, [chain.engineVersion], files, (watched) =>
            readDeclared(definitions, watched, chain),
          ),
  };
}

/** Where it shipped, for the middle of a sentence. */
export function shippedPhrase({ kind, description }: Shipped): string {
  return kind === 'manifest' ? `according to ${description}` : `on ${description}`;
}
