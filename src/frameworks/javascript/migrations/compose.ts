import type { Span } from '../../../model/span.ts';
import type { StringPart } from '../strings.ts';
import { concatenate, stringAt } from '../strings.ts';
import type { StringValue } from '../value.ts';

/** A piece of SQL that keeps its places; a plain string stands where the whole does; `undefined` is left out. */
export type SqlPart = StringPart | string | undefined;

/** SQL put together as a tool does it, in which every piece knows the argument that it comes from. */
export function sqlAt(at: Span): (texts: TemplateStringsArray, ...parts: readonly SqlPart[]) => StringValue {
  return (texts, ...parts) =>
    joined(
      texts.flatMap((text, index): SqlPart[] => [text, parts[index]]),
      at,
    );
}

/** The pieces one after the other, with the same text between two of them. */
export function listed(pieces: readonly StringPart[], separator: string, at: Span): StringValue {
  return joined(
    pieces.flatMap((piece, index): SqlPart[] => (index === 0 ? [piece] : [separator, piece])),
    at,
  );
}

function joined(parts: readonly SqlPart[], at: Span): StringValue {
  const known = parts.flatMap((part) => {
    if (part === undefined || part === '') return [];
    const piece = typeof part === 'string' ? stringAt(part, at) : part;
    return [{ part: piece, at: piece.at.file === at.file ? piece.at : at }];
  });
  return concatenate(known, at);
}

/** SQL of which the last piece stands for the rest of a call as well, so that what is read of it ends where that does. */
export function upTo(sql: StringValue, at: Span): StringValue {
  const { pieces } = sql.source;
  const last = pieces.at(-1);
  if (last === undefined || sql.source.file !== at.file || last.fileStart >= at.end) return sql;
  const longer = { ...last, fileLength: at.end - last.fileStart };
  return { ...sql, source: { ...sql.source, pieces: [...pieces.slice(0, -1), longer] } };
}
