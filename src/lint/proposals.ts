import type { Dialect } from '../dialects/dialect.ts';
import type { ChainSource, Framework, MigrationEntry, ProjectFiles } from '../frameworks/framework.ts';
import { overlay } from '../frameworks/overlay.ts';
import { doSame } from '../history/meaning.ts';
import type { Change, Edit, Fix, Proposal } from '../model/diagnostic.ts';
import type { Migration, Side, Statement } from '../model/migration.ts';
import type { Span } from '../model/span.ts';
import { applyEdits } from './edits.ts';

/** Where a migration comes from, so that a proposal can be written into its file and read back. */
export interface MigrationSource {
  readonly migration: Migration;
  readonly entry: MigrationEntry;
  readonly chain: ChainSource;
  readonly framework: Framework;
  readonly dialect: Dialect;
  readonly files: ProjectFiles;
}

/**
 * A proposal as text edits in the framework's own words. What was written is read back, and must mean exactly what was
 * proposed; otherwise there is no fix.
 *
 * @param transactions whether it may also change what runs in a transaction
 */
export function writeProposal(
  proposal: Proposal,
  source: MigrationSource,
  transactions: 'stay' | 'differ' = 'stay',
): Fix | undefined {
  const edits = proposal.changes.map((change) => writeChange(change, source));
  if (!edits.every((edit) => edit !== undefined)) return undefined;
  const fix = { title: proposal.title, edits: inOrder(edits.flat()) };
  return meansTheSame(fix, proposal, source, transactions) ? fix : undefined;
}

function writeChange(change: Change, source: MigrationSource): readonly Edit[] | undefined {
  const place = change.kind === 'insert' ? change.before : change.statements[0];
  if (place === undefined) return undefined;
  const { file } = place.span;
  const text = source.files.read(file);
  if (text === undefined) return undefined;

  const extent = source.framework.extent(place, text);
  const written = write(change, source, text, extent.start);
  if (written === undefined) return undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const code = written.replaceAll('\n', newline);
  if (change.kind === 'insert') {
    return [{ span: { file, start: extent.start, end: extent.start }, text: code + newline }];
  }

  const [first, ...rest] = change.statements.map((statement) => ({
    file,
    ...source.framework.extent(statement, text),
  }));
  if (first === undefined) return undefined;
  const removals = rest.map((span) => removal(span, text));
  if (code === '') return [removal(first, text), ...removals];
  const ending = text.slice(first.start, first.end).endsWith('\n') ? newline : '';
  return [{ span: first, text: code + ending }, ...removals];
}

/** Sorted, and none begins before the one in front of it in its file has ended. */
function inOrder(edits: readonly Edit[]): readonly Edit[] {
  const ends = new Map<string, number>();
  return edits
    .toSorted((one, other) => one.span.start - other.span.start)
    .map((edit) => {
      const { file, start, end } = edit.span;
      const from = Math.max(start, ends.get(file) ?? 0);
      ends.set(file, Math.max(end, from));
      return from === start ? edit : { ...edit, span: { file, start: from, end: Math.max(end, from) } };
    });
}

/** Takes a statement away together with the blank line that set it off from the one before, or behind it when it was the first. */
function removal(span: Span, text: string): Edit {
  const before = text.slice(Math.max(0, span.start - 200), span.start);
  const blank = /\n[ \t]*\r?\n$/.exec(before);
  if (blank !== null) return { span: { ...span, start: span.start - blank[0].length + 1 }, text: '' };
  const behind = /\{\s*$/.test(before) ? /^[ \t]*\r?\n/.exec(text.slice(span.end)) : null;
  return { span: { ...span, end: span.end + (behind?.[0].length ?? 0) }, text: '' };
}

function write(change: Change, source: MigrationSource, text: string, offset: number): string | undefined {
  if (change.operations.length === 0) return '';
  const { migration, framework, dialect } = source;
  const inserted = change.kind === 'insert';
  return framework.write({ migration, operations: change.operations, text, offset, inserted, dialect });
}

function meansTheSame(fix: Fix, proposal: Proposal, source: MigrationSource, transactions: 'stay' | 'differ'): boolean {
  const { entry, chain, framework, dialect, files, migration } = source;
  const edited = new Map<string, string>();
  for (const path of new Set(fix.edits.map((edit) => edit.span.file))) {
    const text = files.read(path);
    if (text === undefined) return false;
    edited.set(
      path,
      applyEdits(
        text,
        fix.edits.filter((edit) => edit.span.file === path),
      ),
    );
  }
  const reread = framework.read(entry, { files: overlay(files, edited), chain, dialect });
  const meant: Migration = {
    ...migration,
    up: changed(migration.up, 'up', proposal),
    ...(migration.down === undefined ? {} : { down: changed(migration.down, 'down', proposal) }),
  };
  return doSame(reread, meant, transactions === 'stay' ? 'count' : 'aside');
}

/** The statements of a side after a proposal; how operations are shared out among statements does not matter here. */
export function changed(statements: readonly Statement[], side: Side, proposal: Proposal): readonly Statement[] {
  return proposal.changes.reduce((soFar, change) => {
    const place = change.kind === 'insert' ? change.before : change.statements[0];
    if (place?.side !== side) return soFar;
    const written: Statement = { span: place.span, side, operations: change.operations };
    return soFar.flatMap((statement) => {
      if (change.kind === 'insert') return statement === place ? [written, statement] : [statement];
      if (statement === place) return [written];
      return change.statements.includes(statement) ? [] : [statement];
    });
  }, statements);
}
