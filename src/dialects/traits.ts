import type { DialectTraits } from '../model/names.ts';
import type { Dialect } from './dialect.ts';

/** The traits of a dialect's servers of one version, as a configuration or the server itself says it. */
export function traitsAt(dialect: Dialect, version: string): DialectTraits {
  return dialect.traitsOf?.(version) ?? dialect.traits;
}
