import { existsSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '../config/nearest.ts';
import { traitsAt } from '../dialects/traits.ts';
import { workTreeFiles } from '../frameworks/project-files.ts';
import { GitFailure } from '../history/git-command.ts';
import { filesAtRef } from '../history/git.ts';
import type { LoadedChain, Project } from '../lint/project.ts';
import { openProject, schemaOf } from '../lint/project.ts';
import { filesOf } from '../lint/shipping.ts';
import type { Schema } from '../model/schema.ts';
import { emptySchema } from '../schema/empty.ts';
import type { ProjectFlags } from './open.ts';
import { openFor } from './open.ts';
import { UsageError } from './usage-error.ts';

/** A point at which each chain has a schema, or none. */
interface SchemaPoint {
  /** For people: `20240301_Init`, `v1.2.0 (1a2b3c4)`. */
  readonly name: string;
  schemaOf(chain: LoadedChain): Schema | undefined;
}

/** A chain with the schemas that it has at two points. */
export interface ComparedChain {
  readonly chain: LoadedChain;
  readonly from: Schema;
  readonly to: Schema;
}

export interface Comparison {
  readonly from: string;
  readonly to: string;
  readonly chains: readonly ComparedChain[];
}

/**
 * The schemas of two points: two SQL files, or migrations, git refs, `start` and `end` in any mixture.
 *
 * @throws UsageError when a point is nothing of that
 */
export async function comparePoints(from: string, to: string, flags: ProjectFlags, cwd: string): Promise<Comparison> {
  if (isFile(from, cwd) && isFile(to, cwd)) return compareFiles(from, to, flags, cwd);
  const { project } = await openFor({ paths: [] }, flags, cwd);
  if (project.chains.length === 0)
    throw new UsageError('no migrations found: `mig-lint chains` says what was looked at');
  const points = [await pointOf(from, project, flags), await pointOf(to, project, flags)] as const;
  const chains = project.chains.flatMap((chain): readonly ComparedChain[] => {
    const [before, after] = [points[0].schemaOf(chain), points[1].schemaOf(chain)];
    return before === undefined || after === undefined ? [] : [{ chain, from: before, to: after }];
  });
  if (chains.length === 0) throw new UsageError(`no chain has both ${points[0].name} and ${points[1].name}`);
  return { from: points[0].name, to: points[1].name, chains };
}

function isFile(given: string, cwd: string): boolean {
  return given.endsWith('.sql') && existsSync(path.resolve(cwd, given));
}

/** Two SQL files, each of which makes a schema out of nothing. */
async function compareFiles(from: string, to: string, flags: ProjectFlags, cwd: string): Promise<Comparison> {
  const [old, now] = [await schemaOfFile(from, flags, cwd), await schemaOfFile(to, flags, cwd)];
  if (old.chain.source.dialect !== now.chain.source.dialect) {
    throw new UsageError(
      `${from} is read as ${old.chain.source.dialect} and ${to} as ${now.chain.source.dialect}: say which with --dialect`,
    );
  }
  return { from, to, chains: [{ chain: now.chain, from: old.schema, to: now.schema }] };
}

async function schemaOfFile(
  given: string,
  flags: ProjectFlags,
  cwd: string,
): Promise<{ readonly chain: LoadedChain; readonly schema: Schema }> {
  const { project, asked } = await openFor({ paths: [given] }, flags, cwd);
  for (const chain of project.chains) {
    const own = chain.migrations.filter(({ files }) => files.some((file) => asked.includes(file)));
    if (own.length > 0) return { chain, schema: schemaOf({ ...chain, migrations: own }) };
  }
  throw new UsageError(`${given} cannot be read as SQL`);
}

async function pointOf(given: string, project: Project, flags: ProjectFlags): Promise<SchemaPoint> {
  if (given === 'start') {
    return {
      name: 'the start',
      schemaOf: ({ dialect, engineVersion }) => emptySchema(traitsAt(dialect, engineVersion)),
    };
  }
  if (given === 'end') return { name: 'the end', schemaOf: (chain) => schemaOf(chain) };
  const ids = project.chains.flatMap(({ migrations }) => migrations.map(({ id }) => id));
  const id = ids.includes(given)
    ? given
    : onlyOne(ids.filter((one) => one.startsWith(given) || one.endsWith(`_${given}`)));
  if (id !== undefined) {
    return {
      name: id,
      schemaOf: (chain) => (chain.migrations.some((one) => one.id === id) ? schemaOf(chain, id) : undefined),
    };
  }
  return atRef(given, project, flags, ids);
}

function onlyOne(ids: readonly string[]): string | undefined {
  const [first, ...others] = new Set(ids);
  return others.length === 0 ? first : undefined;
}

async function atRef(
  given: string,
  { config }: Project,
  { dialect, framework, engineVersion, chain: name }: ProjectFlags,
  ids: readonly string[],
): Promise<SchemaPoint> {
  try {
    const commit = await filesAtRef(config.root, given);
    const { chains } = await openProject({
      config: { ...config, rules: new Map() },
      files: filesOf(commit, workTreeFiles(config.root, { links: config.links })),
      ...(dialect === undefined ? {} : { dialect }),
      ...(framework === undefined ? {} : { framework }),
      ...(engineVersion === undefined ? {} : { engineVersion }),
      ...(name === undefined ? {} : { chain: name }),
      shipped: () => Promise.resolve({ kind: 'unknown', description: 'nothing was asked', limits: [] }),
    });
    return {
      name: commit.description,
      schemaOf: ({ source }) => {
        const was = chains.find((one) => one.source.name === source.name);
        return was === undefined ? undefined : schemaOf(was);
      },
    };
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const near = nearest(given, ids);
    throw new UsageError(
      `"${given}" is no migration, no git ref and no SQL file here${near === undefined ? '' : `: did you mean "${near}"?`} (\`mig-lint operations\` lists the migrations; \`start\` and \`end\` stand for nothing and for all of them)`,
    );
  }
}
