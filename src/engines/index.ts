import type { Engine, EngineName, EngineOptions } from './engine.ts';

type Openers = { readonly [Name in EngineName]: (...options: EngineOptions[Name]) => Promise<Engine> };

/** The registry: an engine is a folder and one line here, loaded when it is first asked for. */
const engines: Openers = {
  mysql: async (server) => (await import('./mysql/index.ts')).openMysql(server),
  pglite: async () => (await import('./pglite/index.ts')).openPglite(),
  postgres: async (server) => (await import('./postgres/index.ts')).openPostgres(server),
  sqlite: async () => (await import('./sqlite/index.ts')).openSqlite(),
};

/**
 * Opens an empty scratch database: `openEngine('sqlite')`, `openEngine('postgres', { url })`. Rejects with
 * `EngineMissingError` when the engine's package is not installed, and with the server's own error when that refuses.
 */
export async function openEngine<Name extends EngineName>(
  name: Name,
  ...options: EngineOptions[Name]
): Promise<Engine> {
  return engines[name](...options);
}
