import { slice } from '../../../model/source-text.ts';
import type { SourceText } from '../../../model/source-text.ts';
import { TokenCursor } from '../../lexer/cursor.ts';
import { lex } from '../lexicon.ts';
import { asOne, concatenated } from '../nested-source.ts';
import { parseStatement } from '../parser.ts';
import { splitStatements } from '../split.ts';

/** Words in front of a statement that belong to the block around it, and the word that ends what they say. */
const openings: Readonly<Record<string, string | undefined>> = {
  BEGIN: undefined,
  CASE: 'THEN',
  ELSE: undefined,
  ELSEIF: 'THEN',
  ELSIF: 'THEN',
  EXCEPTION: undefined,
  FOR: 'LOOP',
  FOREACH: 'LOOP',
  IF: 'THEN',
  LOOP: undefined,
  WHEN: 'THEN',
  WHILE: 'LOOP',
};

/** Words that start a statement of PL/pgSQL itself. */
const ownWords: ReadonlySet<string> = new Set(
  'ASSERT CALL CLOSE COMMIT CONTINUE DECLARE END EXECUTE EXIT FETCH GET MOVE NULL OPEN PERFORM RAISE RETURN ROLLBACK'.split(
    ' ',
  ),
);

interface Suspect {
  readonly start: number;
  readonly end: number;
}

/**
 * Bodies for one that PL/pgSQL's parser refuses because of the SQL in it, the most careful first: what is not valid by
 * itself is wrapped in EXECUTE, so that the rest of the block can be read, and it as well as it can.
 */
export function repairedBodies(body: SourceText): readonly SourceText[] {
  const suspects = invalidStatements(body.text);
  // INTO is PL/pgSQL's, so that SQL's parser may refuse what is right.
  const certain = suspects.filter(({ start, end }) => !/\sINTO\s/iu.test(body.text.slice(start, end)));
  const attempts = certain.length < suspects.length ? [certain, suspects] : [suspects];
  return attempts.filter((wrapped) => wrapped.length > 0).map((wrapped) => withWrapped(body, wrapped));
}

function withWrapped(body: SourceText, suspects: readonly Suspect[]): SourceText {
  const tag = unusedTag(body.text);
  const parts: SourceText[] = [];
  let at = 0;
  for (const { start, end } of suspects) {
    parts.push(slice(body, at, start), asOne(slice(body, start, start + 1), `EXECUTE ${tag}`));
    parts.push(slice(body, start, end), asOne(slice(body, end - 1, end), tag));
    at = end;
  }
  return concatenated(body.file, [...parts, slice(body, at, body.text.length)]);
}

/** A dollar quote that does not stand in the text. */
export function unusedTag(text: string): string {
  let tag = '$sql$';
  while (text.includes(tag)) tag = `$_${tag.slice(1)}`;
  return tag;
}

/** The SQL statements of a block that are not valid. */
function invalidStatements(text: string): readonly Suspect[] {
  const lexed = lex(text);
  const suspects: Suspect[] = [];
  let isDeclaring = false;
  for (const range of splitStatements(lexed)) {
    const cursor = new TokenCursor(lexed, range);
    const first = cursor.peekWord();
    isDeclaring = first === 'DECLARE' || (isDeclaring && first !== 'BEGIN');
    if (isDeclaring || !skipToStatement(cursor)) continue;
    const start = cursor.peek()?.start ?? 0;
    const end = lexed.tokens[range.to - 1]?.end ?? start;
    if (!parseStatement(text.slice(start, end)).ok) suspects.push({ start, end });
  }
  return suspects;
}

/** Goes to where SQL starts; false when there is none. */
function skipToStatement(cursor: TokenCursor): boolean {
  for (let word = cursor.peekWord(); Object.hasOwn(openings, word); word = cursor.peekWord()) {
    const closing = openings[word];
    cursor.take();
    if (closing === undefined) continue;
    cursor.skipUntil(() => cursor.isAt(closing));
    cursor.accept(closing);
  }
  const isOwn = cursor.done || ownWords.has(cursor.peekWord());
  const isAssignment = ['=', ':=', '.', '['].some((operator) => cursor.isAtOperator(operator, 1));
  return !isOwn && !isAssignment && cursor.isName();
}
