import { lookUp } from '../../model/look-up.ts';
import type { DialectName } from '../../model/names.ts';
import type { ProjectFiles } from '../framework.ts';
import { inFolder, splitPath } from '../sql/names.ts';

/** Prisma's names of databases; CockroachDB speaks PostgreSQL's language. */
const providers: Readonly<Record<string, DialectName>> = {
  postgresql: 'postgres',
  postgres: 'postgres',
  cockroachdb: 'postgres',
  mysql: 'mysql',
  sqlserver: 'sqlserver',
  sqlite: 'sqlite',
};

interface Provider {
  /** Absent: Prisma knows it, and it is none of ours. */
  readonly dialect: DialectName | undefined;
  readonly evidence: string;
}

/** The database of a folder of migrations: its lock file names it, or the model beside it. */
export function providerOf(folder: string, files: ProjectFiles): Provider | undefined {
  const lock = inFolder(folder, 'migration_lock.toml');
  const locked = /^[ \t]*provider[ \t]*=[ \t]*"([^"]+)"/m.exec(files.read(lock) ?? '')?.[1];
  if (locked !== undefined) return providerNamed(locked, lock);

  const model = modelBeside(splitPath(folder)[0], files);
  return model && providerNamed(model.provider, model.path);
}

function providerNamed(name: string, path: string): Provider {
  return { dialect: lookUp(providers, name), evidence: `${path} says provider = "${name}"` };
}

/** The folder of migrations stands beside the model, which is one file or a folder of several. */
function modelBeside(
  folder: string,
  files: ProjectFiles,
): { readonly path: string; readonly provider: string } | undefined {
  const prefix = inFolder(folder, '');
  for (const path of files.paths) {
    if (!path.startsWith(prefix) || !path.endsWith('.prisma')) continue;
    const provider = /\bdatasource\s+\w+\s*\{[^}]*?\bprovider\s*=\s*"([^"]+)"/.exec(files.read(path) ?? '')?.[1];
    if (provider !== undefined) return { path, provider };
  }
  return undefined;
}
