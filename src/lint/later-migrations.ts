import type { Dialect } from '../dialects/dialect.ts';
import type { ChainSource, Framework, MigrationEntry, ProjectFiles, Skeleton } from '../frameworks/framework.ts';
import { overlay } from '../frameworks/overlay.ts';
import { meansSame } from '../history/meaning.ts';
import type { LaterMigration, LaterStep, NewFile } from '../model/diagnostic.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { Operation } from '../model/operation.ts';
import { plainText } from '../model/source-text.ts';
import { transactionTracker } from './transactions.ts';

/** A chain behind which migrations are to be written. */
interface ChainEnd {
  readonly chain: ChainSource;
  readonly framework: Framework;
  readonly dialect: Dialect;
  readonly files: ProjectFiles;
  /** The migration that is rewritten, and how it is listed. */
  readonly migration: Migration;
  readonly entry: MigrationEntry;
  /** The last migration of the chain that has a place in its order. */
  readonly last: MigrationEntry;
}

interface WrittenMigrations {
  /** Files as they become: new ones, and those that list the tool's migrations. */
  readonly files: readonly NewFile[];
  readonly notes: readonly string[];
}

export interface Unwritten {
  /** Why, as a sentence for people. */
  readonly unwritten: string;
}

/**
 * Migrations behind the last one of a chain, in the tool's own form. Each is read back, and has to come in its place, to
 * mean what it was written for, and to run in the transaction that it needs; otherwise none of them is written.
 */
export function writeMigrations(later: readonly LaterMigration[], end: ChainEnd): WrittenMigrations | Unwritten {
  let written: WrittenMigrations = { files: [], notes: [] };
  let current = end;
  for (const migration of later) {
    const next = writeMigration(migration, current);
    if ('unwritten' in next) return next;
    const paths = new Set(next.files.map(({ path }) => path));
    written = {
      files: [...written.files.filter(({ path }) => !paths.has(path)), ...next.files],
      notes: [...new Set([...written.notes, ...next.notes])],
    };
    current = next.end;
  }
  return written;
}

type Next = (WrittenMigrations & { readonly end: ChainEnd }) | Unwritten;

function writeMigration(later: LaterMigration, end: ChainEnd): Next {
  const { alone } = later;
  const isBatch = end.migration.transaction === 'whole-batch';
  if (alone === 'outside') return writeAs(later, true, end);
  // A tool that runs all migrations in one transaction keeps them apart when one of them opts out.
  const apart = isBatch && alone === 'apart' ? writeAs(later, true, end) : undefined;
  return apart === undefined || 'unwritten' in apart ? writeAs(later, false, end) : apart;
}

function writeAs(later: LaterMigration, outside: boolean, end: ChainEnd): Next {
  const { chain, framework, files, last, entry, migration } = end;
  const hasDown = migration.down !== undefined;
  const skeleton = framework.skeleton?.({ chain, files, last, like: entry, name: later.name, hasDown, outside });
  if (skeleton === undefined) return { unwritten: `new migrations of ${framework.title} cannot be written yet` };
  if ('refused' in skeleton) return { unwritten: skeleton.refused };
  const taken = skeleton.files.find(({ path }) => path === skeleton.up.path && files.paths.includes(path));
  if (taken !== undefined) return { unwritten: `${taken.path} is there already` };

  const settings = later.alone === 'outside' ? [] : timeoutsOf(migration);
  const up = statementsOf([...settings, ...later.up], end.dialect);
  const down = statementsOf([...(later.down.length === 0 ? [] : settings), ...later.down], end.dialect);
  const texts =
    up === undefined || down === undefined ? undefined : filled(skeleton, up.written, down.written, outside, end);
  if (up === undefined || down === undefined || texts === undefined) {
    return { unwritten: `${framework.title} has no words for a step of it` };
  }
  return readBack({ texts, skeleton, up: up.meant, down: down.meant, outside, later }, end);
}

/** How long the migration waits for locks: what follows it should not wait longer. */
function timeoutsOf({ up }: Migration): readonly Operation[] {
  return up
    .flatMap(({ operations }) => operations)
    .filter((operation) => operation.kind === 'SetVariable' && /timeout$/i.test(operation.name));
}

/** Steps as operations that a framework writes, and as those that it should read back. */
interface Steps {
  readonly written: readonly Operation[];
  readonly meant: readonly Operation[];
}

function statementsOf(steps: readonly LaterStep[], dialect: Dialect): Steps | undefined {
  const each = steps.map((step): Steps | undefined => {
    if (step.kind !== 'InBatches') return { written: [step], meant: [step] };
    const text = dialect.inBatches?.(step.change, step.key);
    if (text === undefined) return undefined;
    // A statement whose text is all that has to be known of it to write it.
    const { statements } = dialect.read(plainText('', text));
    return {
      written: [{ kind: 'Query', span: step.change.span, text, reads: [] }],
      meant: statements.flatMap(({ operations }) => operations),
    };
  });
  if (!each.every((one) => one !== undefined)) return undefined;
  return { written: each.flatMap(({ written }) => written), meant: each.flatMap(({ meant }) => meant) };
}

/** The skeleton's files with the statements in their lines; the way back first, as it may stand behind the way up. */
function filled(
  { files, up, down }: Skeleton,
  upward: readonly Operation[],
  downward: readonly Operation[],
  outside: boolean,
  { framework, migration, dialect }: ChainEnd,
): ReadonlyMap<string, string> | undefined {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  for (const [place, operations] of [[down, downward] as const, [up, upward] as const]) {
    if (place === undefined) continue;
    const text = texts.get(place.path) ?? '';
    const request = { migration, operations, text, offset: place.offset, outside, dialect };
    const written = operations.length === 0 ? '' : framework.write(request);
    if (written === undefined) return undefined;
    const behind = text.indexOf('\n', place.offset) + 1;
    const lines = written === '' ? '' : `${written}\n`;
    texts.set(place.path, text.slice(0, place.offset) + lines + text.slice(behind));
  }
  return texts;
}

interface Draft {
  readonly texts: ReadonlyMap<string, string>;
  readonly skeleton: Skeleton;
  readonly up: readonly Operation[];
  readonly down: readonly Operation[];
  readonly outside: boolean;
  readonly later: LaterMigration;
}

function readBack({ texts, skeleton, up, down, outside, later }: Draft, end: ChainEnd): Next {
  const { framework, dialect, last, migration } = end;
  const files = overlay(end.files, texts);
  const added = [...texts.keys()].filter((path) => !end.files.paths.includes(path));
  const chain = { ...end.chain, paths: [...end.chain.paths, ...added] };
  // The others need not be put in order again.
  const around = [...new Set([...end.entry.files, ...last.files, ...added])];
  const listed = framework.list({ ...chain, paths: chain.paths.filter((path) => around.includes(path)) }, files);
  const place = listed.findIndex(({ file }) => file === skeleton.up.path);
  const entry = listed[place];
  if (entry === undefined || listed.findIndex(({ id }) => id === last.id) > place) {
    return { unwritten: `${skeleton.up.path} would not come behind ${last.id}` };
  }
  const read = framework.read(entry, { files, chain, dialect });
  const isMeant =
    read.problems.length === 0 &&
    meansSame(operationsOf(read.up), up) &&
    meansSame(operationsOf(read.down ?? []), skeleton.down === undefined ? [] : down);
  if (!isMeant) return { unwritten: `${framework.title} would not do what ${skeleton.up.path} is for` };
  if (outside && isInTransaction(read)) {
    return { unwritten: `${framework.title} would run ${skeleton.up.path} in a transaction: ${framework.optOut}` };
  }
  const isTogether = later.alone === 'apart' && migration.transaction === 'whole-batch' && isInTransaction(read);
  const together = `${framework.title} runs all pending migrations in one transaction: deploy ${last.id} before ${entry.id} is there`;
  return {
    files: [...texts].map(([path, text]) => ({ path, text })),
    notes: [...(skeleton.note === undefined ? [] : [skeleton.note]), ...(isTogether ? [together] : [])],
    end: { ...end, files, chain, last: entry },
  };
}

function operationsOf(statements: readonly Statement[]): readonly Operation[] {
  return statements.flatMap(({ operations }) => operations);
}

/** Whether a transaction of the tool holds any statement of the way up. */
export function isInTransaction({ transaction, up }: Migration): boolean {
  const isHeld = transactionTracker(transaction, up);
  return up.some((statement) => statement.operations.some((operation) => isHeld(statement, operation)));
}
