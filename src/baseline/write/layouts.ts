import { inFolder, splitPath } from '../../frameworks/sql/names.ts';
import type { Migration } from '../../model/migration.ts';
import { drizzleFiles } from './drizzle.ts';
import type { BaseRequest } from './request.ts';
import type { BaseStatements } from './statements.ts';
import { scriptOf } from './script.ts';
import type { Separation } from './script.ts';

interface File {
  readonly path: string;
  readonly text: string;
}

export interface LaidOut {
  readonly files: readonly File[];
  /** Files beside the migrations that go away with them. */
  readonly removed?: readonly string[];
  readonly notes?: readonly string[];
}

/** What a layout is made from: the request, the last migration that goes away, and the statements of the base. */
export interface Material {
  readonly request: BaseRequest;
  readonly last: Migration;
  /** The file that holds the last migration, taken apart. */
  readonly folder: string;
  readonly name: string;
  readonly title: string;
  readonly statements: BaseStatements;
  readonly up: (separation?: Separation) => string;
  readonly down: (separation?: Separation) => string;
}

/**
 * How each tool that runs files of SQL wants a base. It takes the version of the last migration that it replaces: what
 * comes behind that one comes behind the base, too, without being renamed; tools that only look at the newest version
 * (golang-migrate) see nothing new on a database that is up to date; and Flyway means by a baseline's version the state
 * that it is equal to. postgres-migrations wants its numbers from 1 on without a gap, and so the base is number 1.
 */
export const layouts: Readonly<Record<string, (material: Material) => LaidOut>> = {
  prisma: ({ folder, title, up }) => {
    const [parent, id] = splitPath(folder);
    return one(`${inFolder(parent, `${versionOf(id)}_${title}`)}/migration.sql`, up());
  },
  drizzle: drizzleFiles,
  flyway: ({ folder, name, title, up, last }) => {
    const version = /^[^\d_]*((?:(?!__).)+)__/.exec(name)?.[1] ?? last.ledgerKey ?? '1';
    const path = inFolder(folder, `B${version}__${title}.sql`);
    const text = up('client');
    const keeps = text.includes('${');
    return {
      files: [{ path, text }, ...(keeps ? [{ path: `${path}.conf`, text: 'placeholderReplacement=false\n' }] : [])],
      notes: [
        `A Flyway that does not know baseline migrations (the Community editions of old) wants it called V${version}__${title}.sql`,
      ],
    };
  },
  supabase: numberedFile,
  dbmate: ({ folder, name, title, up, down }) =>
    one(inFolder(folder, `${versionOf(name)}_${title}.sql`), `-- migrate:up\n\n${up()}\n-- migrate:down\n\n${down()}`),
  goose: ({ folder, name, title, up, down }) =>
    one(
      inFolder(folder, `${versionOf(name)}_${title}.sql`),
      `-- +goose Up\n\n${up('goose')}\n-- +goose Down\n\n${down('goose')}`,
    ),
  'golang-migrate': ({ folder, name, title, up, down }) => {
    const base = inFolder(folder, `${versionOf(name)}_${title}`);
    return {
      files: [
        { path: `${base}.up.sql`, text: up() },
        { path: `${base}.down.sql`, text: down() },
      ],
    };
  },
  diesel: ({ folder, title, up, down }) => {
    const [parent, id] = splitPath(folder);
    const base = inFolder(parent, `${id.split('_')[0] ?? id}_${title}`);
    return {
      files: [
        { path: `${base}/up.sql`, text: up() },
        { path: `${base}/down.sql`, text: down() },
      ],
    };
  },
  'postgres-migrations': ({ request, folder, title, up }) => {
    const [, first] = splitPath(request.squashed[0]?.file ?? '1');
    const written = one(inFolder(folder, `${/^0*1(?!\d)/.exec(first)?.[0] ?? '1'}_${title}.sql`), up());
    const { later } = request;
    if (later.length === 0) return written;
    const why = 'postgres-migrations wants numbers without a gap';
    return {
      ...written,
      notes: [
        `${why}: number the ${later.length} later migrations from 2 on, and change their rows in the ledger, too`,
      ],
    };
  },
  dbup: ({ folder, name, title, up }) => one(inFolder(folder, `${versionOf(name)}_${title}.sql`), up('client')),
  sql: ({ folder, name, title, up, down }) => {
    const version = versionOf(name);
    const [, side] = /\.(up)\.sql$/i.exec(name) ?? [];
    const base = inFolder(folder, `${version}_${title}`);
    if (side === undefined) return one(`${base}.sql`, up('client'));
    return {
      files: [
        { path: `${base}.up.sql`, text: up('client') },
        { path: `${base}.down.sql`, text: down('client') },
      ],
    };
  },
};

function one(path: string, text: string): LaidOut {
  return { files: [{ path, text }] };
}

function numberedFile({ folder, name, title, up }: Material): LaidOut {
  return one(inFolder(folder, `${versionOf(name)}_${title}.sql`), up());
}

/** What a name begins with up to the end of its version: `20240131120000`, `0012`, `Script0012`, `2024-01-31_00`. */
function versionOf(name: string): string {
  return /^\D*\d+(?:[-_.]\d+)*/.exec(name)?.[0] ?? name.replace(/\.\w+$/, '');
}

/** The text of a script as a layout asks for it. */
export function scriptsFor({ dialect }: BaseRequest, { up, down }: BaseStatements): Pick<Material, 'up' | 'down'> {
  const { name } = dialect.traits;
  return {
    up: (separation = 'semicolons') => scriptOf(up, separation, name),
    down: (separation = 'semicolons') => scriptOf(down, separation, name),
  };
}
