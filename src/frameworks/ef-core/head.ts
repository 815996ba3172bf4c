import type { ProjectFiles } from '../framework.ts';

/** Designer and snapshot files are large, and all that matters before their model stands at the beginning. */
const headLength = 4096;

/** What the beginning of a Designer, snapshot or migration file says. */
export interface Head {
  readonly text: string;
  /** `[Migration("id")]` */
  readonly id: string | undefined;
  /** `[DbContext(typeof(Context))]`, without its namespace. */
  readonly context: string | undefined;
}

export function readHead(path: string, files: ProjectFiles, length = headLength): Head {
  const text = files.readHead(path, length) ?? '';
  const id = /\[\s*Migration\s*\(\s*@?"([^"]+)"/.exec(text)?.[1];
  const context = /\[\s*DbContext\s*\(\s*typeof\s*\(\s*(?:[\w.]*\.)?(\w+)\s*\)/.exec(text)?.[1];
  return { text, id, context };
}

/** Whether a file that has no Designer beside it is a migration of EF Core; other tools name their files alike. */
export function isEfCoreMigration(head: Head): boolean {
  return /Microsoft\.EntityFrameworkCore\.Migrations|\bMigrationBuilder\b/.test(head.text);
}
