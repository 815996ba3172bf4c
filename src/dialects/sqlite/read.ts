import type { SourceText } from '../../model/source-text.ts';
import type { SqlText } from '../dialect.ts';
import { commentsOf, readStatements } from '../lexer/read-statements.ts';
import { splitStatements } from '../lexer/split.ts';
import { lexSqlite } from './lexicon.ts';
import { endOfStatement } from './split.ts';
import { readStatement } from './statements/index.ts';

/** Splits and reads a text. A statement that is not understood becomes one `Opaque` operation. */
export function readSqlite(source: SourceText): SqlText {
  const lexed = lexSqlite(source.text);
  const ranges = splitStatements(lexed, endOfStatement);
  return { statements: readStatements(source, lexed, ranges, readStatement), comments: commentsOf(source, lexed) };
}
