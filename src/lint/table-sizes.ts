import type { ResolvedConfig } from '../config/config.ts';
import type { ChainSource, ProjectFiles } from '../frameworks/framework.ts';
import type { DialectTraits } from '../model/names.ts';
import type { SizeOf, Statistics } from '../model/table-size.ts';
import { sizesIn } from '../model/table-size.ts';
import { ageNote, parseStats } from '../stats/file.ts';
import { StatsError } from '../stats/stats-error.ts';
import type { ProjectMemory } from './project-memory.ts';

/** How large the tables of a chain's database are, and which file says so. */
export interface ChainSizes {
  readonly file: string;
  /** The same object as long as the file says the same. */
  readonly statistics: Statistics;
  readonly sizeOf: SizeOf;
}

/** Where statistics are read from, and what is remembered of them. */
interface StatsRequest {
  readonly config: Pick<ResolvedConfig, 'stats' | 'chains'>;
  readonly files: ProjectFiles;
  readonly readStats?: ((file: string) => string | undefined) | undefined;
  readonly memory: Pick<ProjectMemory, 'statistics'>;
}

/**
 * The sizes for one chain: those of the file that its own entry in the configuration names, else those of the project's
 * file, when that is about the same kind of database.
 *
 * @throws StatsError when a file is named and cannot be used
 */
export function chainSizes(
  { name, dialect }: ChainSource,
  traits: DialectTraits,
  { config, files, readStats, memory }: StatsRequest,
): ChainSizes | undefined {
  const own = config.chains.find((chain) => chain.name === name)?.stats;
  const file = own ?? config.stats;
  if (file === undefined) return undefined;
  const statistics = memory.statistics(file, [], files, (watched) => {
    const text = (readStats ?? ((path: string) => watched.read(path)))(file);
    if (text !== undefined) return parseStats(text, file);
    throw new StatsError(
      `${file} is named as the file of table sizes, and cannot be read. \`mig-lint stats --url <url> --out ${file}\` writes it`,
    );
  });
  if (statistics.dialect !== dialect) {
    if (own === undefined) return undefined;
    throw new StatsError(
      `${file} holds the table sizes of a database of ${statistics.dialect}, and the chain ${name}, which names it, is for ${dialect}`,
    );
  }
  return { file, statistics, sizeOf: sizesIn(statistics, traits) };
}

/** What is to be said of the sizes: that they are old, or that no chain has a use for them. */
export function sizeNotes(
  chains: readonly { readonly sizes?: ChainSizes }[],
  { stats }: Pick<ResolvedConfig, 'stats'>,
  today: string,
): readonly string[] {
  const used = new Map(chains.flatMap(({ sizes }) => (sizes === undefined ? [] : [[sizes.file, sizes.statistics]])));
  const idle =
    stats === undefined || chains.length === 0 || used.has(stats)
      ? []
      : [`the table sizes in ${stats} are of another kind of database than the migrations: they are not used`];
  return [...idle, ...[...used].flatMap(([file, statistics]) => ageNote(statistics, file, today))];
}
