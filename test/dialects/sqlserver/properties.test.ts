import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lexSqlServer } from '../../../src/dialects/sqlserver/lexicon.ts';
import { covers } from '../../../src/model/span.ts';
import { statements } from './operations.ts';

const script = `
IF OBJECT_ID('[dbo].[T]') IS NULL
BEGIN
  CREATE TABLE [dbo].[T] ([Id] INT IDENTITY(1, 1) NOT NULL CONSTRAINT [PK_T] PRIMARY KEY, [N] NVARCHAR(50) DEFAULT (N'it''s'))
END
ELSE ALTER TABLE dbo.T ADD a int NULL, CONSTRAINT CK CHECK (a > 0)
GO
CREATE OR ALTER PROCEDURE p @a int AS BEGIN SELECT CASE WHEN @a = 1 THEN 2 ELSE 3 END FROM T; UPDATE T SET a = 1 END
GO
BEGIN TRY
  WHILE @@ROWCOUNT > 0 DELETE TOP (10) FROM t OUTPUT deleted.a WHERE a IN (SELECT a FROM s)
  EXEC('DROP TABLE x; PRINT ''a''') EXEC sp_rename 'dbo.T.a', 'b', 'COLUMN'
END TRY
BEGIN CATCH
  WITH c AS (SELECT 1 AS x) MERGE t USING c ON 1 = 1 WHEN MATCHED THEN UPDATE SET a = 1; THROW
END CATCH
CREATE UNIQUE INDEX ix ON t (a DESC) INCLUDE (b) WHERE a = 1 WITH (ONLINE = ON) /* why */ -- end
`;

const pieces = script.split(/(\s+|[(),;'[\]])/).filter((piece) => piece !== '');

/** The script with parts left out, doubled, exchanged and put in. */
const mutated = fc
  .array(fc.tuple(fc.nat(pieces.length - 1), fc.constantFrom('drop', 'double', 'break'), fc.constantFrom(...pieces)), {
    maxLength: 8,
  })
  .map((changes) => {
    const parts = [...pieces];
    for (const [at, how, piece] of changes) {
      parts[at] = how === 'drop' ? '' : how === 'double' ? `${parts[at] ?? ''} ${parts[at] ?? ''}` : piece;
    }
    return parts.join('');
  });

const shuffled = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(' '));

describe.each([
  ['arbitrary text', fc.string({ unit: 'grapheme' })],
  ['a mutated script', mutated],
  ['words in any order', shuffled],
])('%s', (_, texts) => {
  it('is read without an error, in statements that are in order and do not overlap', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let end = 0;
        for (const { span, sql, operations } of statements(text)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(span.start, span.end)).toBe(sql);
          expect(operations.length).toBeGreaterThan(0);
          end = span.end;
        }
      }),
    );
  });

  it('has every operation inside of its statement', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { span, operations } of statements(text)) {
          for (const operation of operations) expect(covers(span, operation.span)).toBe(true);
        }
      }),
    );
  });
});

/** Words that control flow is written with, and that stand in no statement. */
const flowWords = new Set(['BEGIN', 'END', 'TRY', 'CATCH', 'GO']);

it('leaves no word outside of statements but those of control flow', () => {
  const text = script.replaceAll(/IF OBJECT_ID\('\[dbo\]\.\[T\]'\) IS NULL|ELSE(?= ALTER)|WHILE @@ROWCOUNT > 0/g, '');
  const spans = statements(text).map(({ span }) => span);
  const outside = lexSqlServer(text).tokens.filter(
    (token) => token.type !== 'terminator' && !spans.some((span) => span.start <= token.start && token.end <= span.end),
  );
  expect(outside.map((token) => text.slice(token.start, token.end)).filter((word) => !flowWords.has(word))).toEqual([]);
});
