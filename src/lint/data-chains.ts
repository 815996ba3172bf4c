import type { ResolvedConfig } from '../config/config.ts';
import type { ChainSource } from '../frameworks/framework.ts';
import { mergeByDate } from './merge-by-date.ts';
import type { LoadedChain } from './project.ts';

/** The chain of schema migrations that a chain of data scripts belongs to, by their names. */
export function schemaChainOf({ chains }: Pick<ResolvedConfig, 'chains'>, name: string): string | undefined {
  return chains.find((chain) => chain.name === name)?.dataFor;
}

/** The chains that have to be read along with others: data scripts and their schema tell of one another. */
export function withPartners(
  sources: readonly ChainSource[],
  found: readonly ChainSource[],
  config: ResolvedConfig,
): readonly ChainSource[] {
  const names = new Set(sources.map(({ name }) => name));
  const isPartner = ({ name }: ChainSource): boolean =>
    names.has(schemaChainOf(config, name) ?? '') ||
    sources.some((source) => schemaChainOf(config, source.name) === name);
  return found.filter((source) => names.has(source.name) || isPartner(source));
}

/** Data scripts and schema migrations in their places among each other. */
export function mergedChains(chains: readonly LoadedChain[], config: ResolvedConfig): readonly LoadedChain[] {
  return chains.map((chain) => {
    const schema = chains.find(({ source }) => source.name === schemaChainOf(config, chain.source.name));
    if (schema !== undefined) return { ...chain, among: mergeByDate(schema.migrations, chain.migrations).amongData };
    const scripts = chains.find(({ source }) => schemaChainOf(config, source.name) === chain.source.name);
    if (scripts === undefined) return chain;
    return { ...chain, among: mergeByDate(chain.migrations, scripts.migrations).amongSchema };
  });
}
