import type { ProjectFiles } from '../framework.ts';

/** Enough for a licence and the usings; the models that follow in a Designer file are large. */
const headLength = 4096;

/** What the beginning of a migration or Designer file says. */
export interface Head {
  /** `IMigrationMetadata.Id`, under which the ledger knows the migration. */
  readonly id: string | undefined;
  readonly namespace: string | undefined;
  /** It has to do with EF6; other tools number their files alike. */
  readonly isEf6: boolean;
}

export function readHead(path: string, files: ProjectFiles): Head {
  const text = files.readHead(path, headLength) ?? '';
  return {
    id: /\bIMigrationMetadata\.Id\b[^"]*"([^"]+)"/.exec(text)?.[1],
    namespace: namespaceOf(text),
    isEf6: /\bSystem\.Data\.Entity\.Migrations\b|\bDbMigration\b|\bIMigrationMetadata\b/.test(text),
  };
}

export function namespaceOf(text: string): string | undefined {
  return /^[ \t]*namespace\s+([\w.]+)/m.exec(text)?.[1];
}
