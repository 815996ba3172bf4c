import type { EmbeddedServer, Engine, Preparation } from '../engine.ts';
import { openPostgres } from '../postgres/index.ts';
import { installedBinaries } from './binaries.ts';
import { startServer } from './server.ts';

/** A server of one major version of PostgreSQL of our own, in a temporary folder; it is gone when the engine is closed. */
export async function openEmbeddedPostgres({ major }: EmbeddedServer, preparation: Preparation = {}): Promise<Engine> {
  const server = await startServer(installedBinaries(major));
  try {
    const engine = await openPostgres(server, preparation, 'own');
    return {
      ...engine,
      async close() {
        await engine.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
