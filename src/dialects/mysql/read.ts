import type { Operation } from '../../model/operation.ts';
import type { SourceText } from '../../model/source-text.ts';
import { slice, spanOf } from '../../model/source-text.ts';
import type { SqlText } from '../dialect.ts';
import { commentsOf, readStatements } from '../lexer/read-statements.ts';
import { splitStatements } from '../lexer/split.ts';
import type { TokenRange } from '../lexer/token.ts';
import { endOfStatement } from './blocks.ts';
import { lexMysql } from './lexicon.ts';
import type { Script } from './script.ts';
import { newScript } from './script.ts';
import type { StatementContext } from './statement.ts';
import { readStatement } from './statements/index.ts';

/** Splits and reads a text. A statement that is not understood becomes one `Opaque` operation. */
export function readMysql(source: SourceText): SqlText {
  return readPart(source, newScript());
}

/** Reads a text as a part of a script. */
function readPart(source: SourceText, script: Script): SqlText {
  const lexed = lexMysql(source.text);
  const startOf = ({ from }: TokenRange): number => lexed.tokens[from]?.start ?? source.text.length;
  const endOf = ({ to }: TokenRange): number => lexed.tokens[to - 1]?.end ?? source.text.length;
  const known: Omit<StatementContext, 'span' | 'range'> = {
    script,
    spanOf: (range) => spanOf(source, startOf(range), endOf(range)),
    sourceOf: (range) => slice(source, startOf(range), endOf(range)),
    read: (part, within = script): readonly Operation[] =>
      readPart(part, within).statements.flatMap(({ operations }) => operations),
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
