import type { Dialect } from '../../dialects/dialect.ts';
import { traitsAt } from '../../dialects/traits.ts';
import type { Engine } from '../../engines/engine.ts';
import type { LoadedChain } from '../../lint/project.ts';
import type { Migration, Statement } from '../../model/migration.ts';
import type { Origin, Schema } from '../../model/schema.ts';
import { plainText } from '../../model/source-text.ts';
import { emptySchema } from '../../schema/empty.ts';
import type { GuardDecisions } from '../../schema/guards.ts';
import { replay } from '../../schema/replay.ts';
import { sqlOfOperation } from './operation-sql.ts';

/** The first statement that did not run. */
export interface Failure {
  readonly origin: Origin;
  /** What was sent; absent: nobody knows what it would be. */
  readonly sql?: string;
  /** The engine's own words, or why nothing was sent. */
  readonly message: string;
}

/**
 * Runs the up side of a chain on an empty database, each migration in the transaction that its tool opens. Stops at the
 * first statement that fails.
 */
export async function runChain(engine: Engine, chain: LoadedChain): Promise<Failure | undefined> {
  let schema = emptySchema(traitsAt(chain.dialect, engine.version ?? chain.engineVersion));
  for (const migration of chain.migrations) {
    const ran = await runMigration(engine, chain.dialect, migration, schema);
    if ('message' in ran) return ran;
    schema = ran.schema;
  }
  return undefined;
}

type RanMigration = Failure | { readonly schema: Schema };

async function runMigration(
  engine: Engine,
  dialect: Dialect,
  migration: Migration,
  before: Schema,
): Promise<RanMigration> {
  const isWrapped = dialect.traits.transactionalDdl && isInTransaction(migration);
  const hasBuilders = migration.up.some(({ sql }) => sql === undefined);
  const { rebuild } = dialect;
  const around = hasBuilders && rebuild !== undefined ? rebuild : { before: [], after: [] };
  const decisions: GuardDecisions = new Map();
  let schema = before;
  let isOpen = false;

  const send = async (sql: string, { span }: Pick<Statement, 'span'>): Promise<Failure | undefined> => {
    const ran = await engine.run(sql);
    return ran.ok ? undefined : { origin: { migration: migration.id, span }, sql, message: ran.message };
  };
  const sendAll = async (list: readonly string[], at: Pick<Statement, 'span'>): Promise<Failure | undefined> => {
    for (const sql of list) {
      const failure = await send(sql, at);
      if (failure !== undefined) return failure;
    }
    return undefined;
  };
  const setOpen = async (wanted: boolean, at: Pick<Statement, 'span'>): Promise<Failure | undefined> => {
    if (isOpen === wanted) return undefined;
    isOpen = wanted;
    return send(wanted ? 'BEGIN' : 'COMMIT', at);
  };

  const start = { span: migration.head };
  const prepared = await sendAll(around.before, start);
  if (prepared !== undefined) return prepared;
  for (const statement of migration.up) {
    const moved = await setOpen(isWrapped && statement.outsideTransaction !== true, statement);
    if (moved !== undefined) return moved;
    const own = statement.sql === undefined ? [] : separated(statement.sql, dialect);
    const stopped = await sendAll(own, statement);
    if (stopped !== undefined) return stopped;
    for (const operation of statement.operations) {
      const { schema: after, applied } = replay(schema, operation, migration.id, decisions);
      if (statement.sql === undefined && applied) {
        const sent = sqlOfOperation(operation, schema, after, dialect);
        if ('unknown' in sent) {
          return { origin: { migration: migration.id, span: operation.span }, message: sent.unknown };
        }
        const failure = await sendAll(sent.sql, operation);
        if (failure !== undefined) return failure;
      }
      schema = after;
    }
  }
  const settled = (await setOpen(false, start)) ?? (await sendAll(around.after, start));
  return settled ?? { schema };
}

/** What a program sends in one string can be several statements, and an engine takes one. */
function separated(sql: string, dialect: Dialect): readonly string[] {
  return /;\s*\S/u.test(sql) ? dialect.read(plainText('', sql)).statements.map((statement) => statement.sql) : [sql];
}

/** Whether the tool opens a transaction around the migration; not around one that begins and ends its own. */
function isInTransaction({ transaction, up }: Migration): boolean {
  const isOwn = up.some(({ operations }) => operations.some(({ kind }) => kind === 'Begin' || kind === 'Commit'));
  if (isOwn || transaction === 'none') return false;
  return transaction !== 'per-file-implicit' || up.length > 1;
}
