import type { Engine, EngineName, EngineOptions } from './engine.ts';

type Openers = { readonly [Name in EngineName]: (...options: EngineOptions[Name]) => Promise<Engine> };

/** The registry: an engine is a folder and one line here, loaded when it is first asked for. */
const engines: Openers = {
  'embedded-postgres': async (server, preparation) =>
    (await import('./embedded-postgres/index.ts')).openEmbeddedPostgres(server, preparation),
  mysql: async (server, preparation) => (await import('./mysql/index.ts')).openMysql(server, preparation),
  pglite: async (preparation) => (await import('./pglite/index.ts')).openPglite(preparation),
  'pglite-worker': async (preparation) => (await import('./worker/index.ts')).openPgliteInWorker(preparation),
  postgres: async (server, preparation) => (await import('./postgres/index.ts')).openPostgres(server, preparation),
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
