import type { Comment, Migration, Side, Statement } from '../../model/migration.ts';
import type { SourceText } from '../../model/source-text.ts';
import { plainText, slice } from '../../model/source-text.ts';
import type { Span } from '../../model/span.ts';
import type { MigrationEntry, ReadContext } from '../framework.ts';
import { identityOf } from '../identity.ts';
import { splitPath } from '../sql/names.ts';

export const upMark = /^[ \t]*--[ \t-]*up[ \t]+migration/im;
export const downMark = /^[ \t]*--[ \t-]*down[ \t]+migration/im;

export function isSql(path: string): boolean {
  return path.endsWith('.sql');
}

/** `1_a.up.sql` and `1_a.down.sql` are the two sides of `1_a`. */
export function pairedSide(path: string): { readonly side: Side; readonly id: string } | undefined {
  const [, id = '', side] = /^(.*)\.(up|down)\.sql$/.exec(splitPath(path)[1]) ?? [];
  return side === 'up' || side === 'down' ? { side, id } : undefined;
}

/** The two sides of a file, divided by the comments `Up Migration` and `Down Migration`. */
function sidesOf(source: SourceText): { readonly up: SourceText; readonly down?: SourceText } {
  const { text } = source;
  const up = text.search(upMark);
  const down = text.search(downMark);
  const end = text.length;
  const upSide = up >= 0 ? slice(source, up, down < up ? end : down) : down >= 0 ? source : source;
  return down >= 0 ? { up: upSide, down: slice(source, down, up < down ? end : up) } : { up: upSide };
}

/** Reads a migration that is a file of SQL, or a pair of them. */
export function readSqlFile(entry: MigrationEntry, context: ReadContext): Omit<Migration, 'transaction'> {
  const { chain, dialect } = context;
  const comments: Comment[] = [];
  const read = (source: SourceText | undefined, side: Side): readonly Statement[] | undefined => {
    if (source === undefined) return undefined;
    const found = dialect.read(source);
    comments.push(...found.comments);
    return found.statements.map(({ span, sql, operations }) => ({ span, side, operations, sql }));
  };
  const start: Span = { file: entry.file, start: 0, end: 0 };
  const texts = entry.files.map((file) => ({ file, text: context.files.read(file) }));
  const [first, second] = texts.map(({ file, text }) => (text === undefined ? undefined : plainText(file, text)));
  const isPair = pairedSide(entry.file) !== undefined;
  const sides =
    first === undefined ? undefined : isPair ? { up: first, ...(second && { down: second }) } : sidesOf(first);
  const up = read(sides?.up, 'up') ?? [];
  const down = read(sides?.down, 'down');
  const unreadable = texts.filter(({ text }) => text === undefined);
  return {
    ...identityOf(entry, chain),
    up,
    ...(down === undefined ? {} : { down }),
    head: up[0]?.span ?? start,
    comments,
    problems: [
      ...(entry.problems ?? []),
      ...unreadable.map(({ file }) => ({ span: { ...start, file }, message: `${file} cannot be read as text` })),
    ],
  };
}
