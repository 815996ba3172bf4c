import type { Dialect } from '../dialects/dialect.ts';
import type { ChainSource, Framework, MigrationEntry, ProjectFiles } from '../frameworks/framework.ts';
import { overlay } from '../frameworks/overlay.ts';
import { meaningOf } from '../history/meaning.ts';
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
 */
export function writeProposal(proposal: Proposal, source: MigrationSource): Fix | undefined {
  const edits = proposal.changes.map((change) => writeChange(change, source));
  if (!edits.every((edit) => edit !== undefined)) return undefined;
  const fix = { title: proposal.title, edits: edits.flat().sort((one, other) => one.span.start - other.span.start) };
  return meansTheSame(fix, proposal, source) ? fix : undefined;
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

/** Takes a statement away together with the blank line that set it off from the one before. */
function removal(span: Span, text: string): Edit {
  const blank = /\n[ \t]*\r?\n$/.exec(text.slice(Math.max(0, span.start - 200), span.start));
  const start = blank === null ? span.start : span.start - blank[0].length + 1;
  return { span: { ...span, start }, text: '' };
}

function write(change: Change, source: MigrationSource, text: string, offset: number): string | undefined {
  if (change.operations.length === 0) return '';
  const { migration, framework, dialect } = source;
  const inserted = change.kind === 'insert';
  return framework.write({ migration, operations: change.operations, text, offset, inserted, dialect });
}

function meansTheSame(fix: Fix, proposal: Proposal, source: MigrationSource): boolean {
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
  return meaningOf(reread) === meaningOf(meant);
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
