import type { DialectName } from '../model/names.ts';
import type { Dialect } from './dialect.ts';

/** The registry: a dialect is a folder and one line here. Each is loaded, with its parser, when a chain first needs it. */
const dialects: Readonly<Record<DialectName, () => Promise<Dialect>>> = {
  postgres: async () => (await import('./postgres/index.ts')).loadPostgres(),
  mysql: async () => (await import('./mysql/index.ts')).mysql,
  sqlserver: async () => (await import('./sqlserver/index.ts')).sqlserver,
  sqlite: async () => (await import('./sqlite/index.ts')).sqlite,
};

const loaded = new Map<DialectName, Promise<Dialect>>();

/** Loads a dialect, with what it needs to read, once. */
export function loadDialect(name: DialectName): Promise<Dialect> {
  const dialect = loaded.get(name) ?? dialects[name]();
  loaded.set(name, dialect);
  return dialect;
}
