import picomatch from 'picomatch';
import type { GeneratedConfig } from '../config/config.ts';
import { splitPath } from '../frameworks/sql/names.ts';
import type { ProjectFiles } from '../frameworks/framework.ts';
import { canonical } from '../history/meaning.ts';
import { nameKey } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { Schema } from '../model/schema.ts';
import { plainText } from '../model/source-text.ts';
import type { Span } from '../model/span.ts';
import type { EmptyGlob, GeneratedScript, GeneratedView, ScriptPart } from '../rules/generated-view.ts';
import { comparableText, stringsOf } from './generated-strings.ts';
import type { LoadedChain, ReplayedChain } from './project.ts';
import { schemaAfter } from './views.ts';
import { replayAll } from '../schema/replay.ts';

type SchemaBefore = ReplayedChain['before'];

/**
 * What is generated from a chain, as its files are now.
 *
 * @param before the schema before the migration at a position of the chain
 */
export function readGenerated(
  config: GeneratedConfig,
  chain: LoadedChain,
  before: SchemaBefore,
  files: ProjectFiles,
): GeneratedView {
  const empty: EmptyGlob[] = [];
  const pathsOf = (setting: EmptyGlob['setting']): readonly string[] => {
    const globs = config[setting] ?? [];
    const found = globs.map((glob) => {
      const isMeant = picomatch(glob, { dot: true });
      const paths = files.paths.filter((path) => isMeant(path));
      if (paths.length === 0) empty.push({ setting, glob });
      return paths;
    });
    return [...new Set(found.flat())].sort();
  };
  const sources = (setting: 'constants' | 'versions' | 'copies'): GeneratedView['constants'] =>
    pathsOf(setting).map((file) => ({ file, strings: stringsOf(file, files.read(file) ?? '') }));
  return {
    scripts: pathsOf('scripts').map((file) => readScript(file, files.read(file) ?? '', chain, before)),
    constants: sources('constants'),
    versions: sources('versions'),
    copies: sources('copies'),
    empty,
  };
}

interface Piece {
  readonly migration: string;
  readonly at: Span;
  readonly operations: readonly Operation[];
}

function readScript(file: string, text: string, chain: LoadedChain, before: SchemaBefore): GeneratedScript {
  const { statements } = chain.dialect.read(plainText(file, text));
  const byLedger = dividedByLedger(
    statements.flatMap((statement) => statement.operations),
    chain,
  );
  const named = migrationNamedBy(file, chain);
  const whole = { at: { file, start: 0, end: 0 }, operations: statements.flatMap(({ operations }) => operations) };
  const pieces = byLedger.length > 0 ? byLedger : named === undefined ? [] : [{ ...whole, migration: named }];
  return { file, text: comparableText(text), parts: pieces.map((piece) => partOf(piece, chain, before)) };
}

/** A script says after each migration that it has run: what stands before that row belongs to it. */
function dividedByLedger(operations: readonly Operation[], chain: LoadedChain): readonly Piece[] {
  const ledger = (chain.source.ledgerTable ?? chain.framework.ledger?.table)?.split('.').at(-1)?.toLowerCase();
  const pieces: Piece[] = [];
  let before: Operation[] = [];
  for (const operation of operations) {
    if (!('table' in operation) || operation.table.name.toLowerCase() !== ledger) {
      before.push(operation);
      continue;
    }
    // The ledger itself is no part of any migration.
    if (operation.kind !== 'InsertRows' || operation.source.kind !== 'values') continue;
    const migration = literalIn(operation.source.rows[0]?.[0]);
    if (migration === undefined) continue;
    pieces.push({ migration, at: (before.find(({ kind }) => kind !== 'Begin') ?? operation).span, operations: before });
    before = [];
  }
  return pieces;
}

function literalIn(value: string | undefined): string | undefined {
  return /^N?'((?:[^']|'')*)'$/.exec(value ?? '')?.[1]?.replaceAll("''", "'");
}

/** The migration whose id the name of a script ends in: of `1_A_to_B.sql` it is `B`. */
function migrationNamedBy(file: string, { migrations }: LoadedChain): string | undefined {
  const [, name] = splitPath(file);
  return migrations
    .map(({ id }) => ({ id, end: name.lastIndexOf(id) === -1 ? -1 : name.lastIndexOf(id) + id.length }))
    .filter(({ end }) => end !== -1)
    .sort((one, other) => other.end - one.end || other.id.length - one.id.length)[0]?.id;
}

function partOf({ migration, at, operations }: Piece, chain: LoadedChain, schemaBefore: SchemaBefore): ScriptPart {
  const place = chain.migrations.findIndex(({ id }) => id === migration);
  const own = chain.migrations[place];
  if (own === undefined) return { migration, at, effect: undefined };
  const before = schemaBefore(place);
  return {
    migration,
    at,
    effect: {
      script: replayAll(before, operations, migration),
      migration: schemaAfter(before, own),
      remade: remadeTables(operations, before),
      scriptRows: rowsOf(operations),
      migrationRows: rowsOf(own.up.flatMap((statement) => statement.operations)),
    },
  };
}

/** The tables that take the name of another one after they were created. */
function remadeTables(operations: readonly Operation[], { traits }: Schema): readonly string[] {
  const made = createdTables(operations);
  return operations.flatMap((operation) =>
    operation.kind === 'RenameTable' && made.has(operation.table.name) ? [nameKey(traits, operation.newName)] : [],
  );
}

function createdTables(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(operations.flatMap((operation) => (operation.kind === 'CreateTable' ? [operation.table.name] : [])));
}

const rowKinds: ReadonlySet<Operation['kind']> = new Set([
  'InsertRows',
  'UpdateRows',
  'DeleteRows',
  'MergeRows',
  'Truncate',
  'CallRoutine',
  'Opaque',
]);

/** What is done to rows; the copy into a table that is made anew is part of that. */
function rowsOf(operations: readonly Operation[]): readonly string[] {
  const made = createdTables(operations);
  return operations
    .filter((operation) => rowKinds.has(operation.kind))
    .filter(
      (operation) =>
        operation.kind !== 'InsertRows' || operation.source.kind !== 'query' || !made.has(operation.table.name),
    )
    .map(canonical);
}
