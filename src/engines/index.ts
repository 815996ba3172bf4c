import type { Engine, EngineName } from './engine.ts';

/** The registry: an engine is a folder and one line here, loaded when it is first asked for. */
const engines: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  pglite: async () => (await import('./pglite/index.ts')).openPglite(),
  sqlite: async () => (await import('./sqlite/index.ts')).openSqlite(),
};

/** Opens an empty scratch database. Rejects with `EngineMissingError` when the engine's package is not installed. */
export async function openEngine(name: EngineName): Promise<Engine> {
  return engines[name]();
}
