import type { SourceText } from '../../model/source-text.ts';
import { plainText, spanOf } from '../../model/source-text.ts';
import type { SqlText } from '../dialect.ts';
import { commentsOf, readStatements } from '../lexer/read-statements.ts';
import { splitStatements } from '../lexer/split.ts';
import { endOfStatement } from './blocks.ts';
import { lexMysql } from './lexicon.ts';
import { PreparedStatements } from './prepared.ts';
import type { StatementContext } from './statement.ts';
import { readStatement } from './statements/index.ts';

/** Splits and reads a text. A statement that is not understood becomes one `Opaque` operation. */
export function readMysql(source: SourceText): SqlText {
  const lexed = lexMysql(source.text);
  const known: Pick<StatementContext, 'prepared' | 'spanOf' | 'readText'> = {
    prepared: new PreparedStatements(),
    spanOf: ({ from, to }) =>
      spanOf(source, lexed.tokens[from]?.start ?? source.text.length, lexed.tokens[to - 1]?.end ?? source.text.length),
    readText: (sql) => readMysql(plainText(source.file, sql)).statements.flatMap(({ operations }) => operations),
  };
  const statements = readStatements(
    source,
    lexed,
    splitStatements(lexed, endOfStatement),
    (cursor, { span, range }) => {
      if (cursor.peek()?.type !== 'delimiter-command') return readStatement(cursor, { ...known, span, range });
      cursor.take();
      return [{ kind: 'NoChange', span, statement: 'DELIMITER' }];
    },
  );
  return { statements, comments: commentsOf(source, lexed) };
}
