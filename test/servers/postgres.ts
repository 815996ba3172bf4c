import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { executed } from '../../scripts/facts/executed.ts';
import { startServer } from '../../src/engines/embedded-postgres/server.ts';
import type { RunningServer } from '../../src/engines/embedded-postgres/server.ts';

export type { RunningServer };

/** The majors that this folder's package.json brings, each as `postgres-<major>`. */
export const majors = executed.postgres;

/** A new cluster in a temporary folder, reached by a socket in that folder alone, and gone when it is stopped. */
export async function startPostgres(major: (typeof majors)[number]): Promise<RunningServer> {
  const binaries = fileURLToPath(new URL(`./node_modules/postgres-${major}/native/bin`, import.meta.url));
  if (!existsSync(binaries)) {
    throw new Error(
      `PostgreSQL ${major} is not installed (npm ci --prefix test/servers; it is there for Linux on x64)`,
    );
  }
  return startServer(binaries);
}
