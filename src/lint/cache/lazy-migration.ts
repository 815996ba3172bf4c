import type { Migration } from '../../model/migration.ts';

/** What of a migration is large, and asked for only where the migration is judged or replayed. */
export type MigrationBody = Pick<Migration, 'up' | 'down' | 'comments' | 'problems'>;

/** What is known of a migration without its body. */
export interface MigrationOutline {
  readonly outline: Omit<Migration, keyof MigrationBody>;
  readonly hasDown: boolean;
}

export function outlineOf(migration: Migration): MigrationOutline & { readonly body: MigrationBody } {
  const { up, down, comments, problems, ...outline } = migration;
  return {
    outline,
    hasDown: down !== undefined,
    body: { up, ...(down === undefined ? {} : { down }), comments, problems },
  };
}

/** A migration whose body is loaded when somebody asks for a part of it. */
export function lazyMigration({ outline, hasDown }: MigrationOutline, load: () => MigrationBody): Migration {
  let loaded: MigrationBody | undefined;
  const body = (): MigrationBody => (loaded ??= load());
  const migration: Migration = {
    ...outline,
    get up() {
      return body().up;
    },
    get comments() {
      return body().comments;
    },
    get problems() {
      return body().problems;
    },
  };
  if (!hasDown) return migration;
  return Object.defineProperty(migration, 'down', { enumerable: true, get: () => body().down });
}
