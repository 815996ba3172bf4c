import assert from 'node:assert/strict';
import { parseSync, scanSync } from 'libpg-query';
import type { Dialect, SqlText } from '../../src/dialects/dialect.ts';
import { loadDialect } from '../../src/dialects/index.ts';
import type { LexedText, Lexer, Token } from '../../src/dialects/lexer/token.ts';
import { lexMysql } from '../../src/dialects/mysql/lexicon.ts';
import { lexSqlite } from '../../src/dialects/sqlite/lexicon.ts';
import { lexSqlServer } from '../../src/dialects/sqlserver/lexicon.ts';
import type { DialectName } from '../../src/model/names.ts';
import { plainText } from '../../src/model/source-text.ts';
import { emptySchema } from '../../src/schema/empty.ts';
import { replay } from '../../src/schema/replay.ts';
import { holdsForSql, isReadMore, isSame, outside } from './promises.ts';
import type { Reader } from './reader.ts';
import { sqlGrammar } from './sql-grammar.ts';
import { sqlSamples } from './samples.ts';

/** Says what of a text is in no statement and no comment although it should be. */
type Coverage = (read: SqlText, text: string) => void;

const coverages: Readonly<Record<DialectName, Coverage>> = {
  postgres: postgresCoverage,
  mysql: coverageByTokens(lexMysql),
  sqlite: coverageByTokens(lexSqlite),
  sqlserver: coverageByTokens(lexSqlServer, isFlow),
};

export const sqlReaders: readonly Reader[] = (['postgres', 'mysql', 'sqlserver', 'sqlite'] as const).map((name) => ({
  name,
  files: /\.sql$/,
  grammar: sqlGrammar(name),
  samples: sqlSamples[name],
  load: async () => {
    const dialect = await loadDialect(name);
    return (text) => {
      checkText(dialect, coverages[name], text);
    };
  },
}));

function checkText(dialect: Dialect, cover: Coverage, text: string): void {
  const source = plainText('f.sql', text);
  const read = dialect.read(source);
  // Where SQL Server runs a text that a variable holds, the operations are shown in that text.
  holdsForSql(read, text, dialect.traits.name === 'sqlserver' ? 'in-or-before' : 'in');
  cover(read, text);
  if (isReadMore(text)) isSame(read, dialect.read(source));
  if (text.length < 200) {
    dialect.columnType(text);
    dialect.expression(text);
  }
  follow(dialect, read);
}

/** What is done with operations of any text has to bear them as well. */
function follow(dialect: Dialect, { statements }: SqlText): void {
  let schema = emptySchema(dialect.traits);
  for (const { operations } of statements) {
    for (const operation of operations) {
      dialect.write(operation);
      dialect.facts(operation, schema, dialect.defaultVersion);
      ({ schema } = replay(schema, operation, 'm'));
    }
  }
}

/** Rows of COPY are data, and belong to the statement before them. */
function postgresCoverage({ statements, comments }: SqlText, text: string): void {
  if (/stdin/iu.test(text)) return;
  const rest = outside(
    text,
    [...statements, ...comments].map(({ span }) => span),
  );
  const left = rest.replaceAll(/\\?;/gu, '').replaceAll(/[\s\0-\x20\x7f\u200b]+/gu, '');
  assert.equal(left, '', 'in no statement and no comment');
}

/**
 * Conditions and blocks are told by the guards of what they decide on; where they do not fit together, their first word
 * alone is a statement.
 */
function isFlow(run: string, before: string): boolean {
  // Between a label and its colon a comment can stand.
  const words = run.replaceAll(/--[^\n]*|\/\*[^]*?\*\//g, ' ');
  return (
    /^(?:IF|ELSE|WHILE|BEGIN|END|GO|[\w@#$\P{ASCII}]+[\s\0-\x20\x7f\u200b]*:)/iu.test(words) ||
    /^(?:IF|ELSE|WHILE|BEGIN|END|GO)$/i.test(before)
  );
}

/** @param isMeant whether a run of tokens may stand in no statement, after the statement before it */
function coverageByTokens(lex: Lexer, isMeant: (run: string, before: string) => boolean = () => false): Coverage {
  return ({ statements, comments }, text) => {
    const rest = outside(
      text,
      [...statements, ...comments].map(({ span }) => span),
    );
    if (rest.trim() === '') return;
    const lexed = lex(text);
    // What is open ends where the next statement seems to start, which only the reader knows.
    if (lexed.tokens.at(-1)?.closed === false || lexed.comments.at(-1)?.closed === false) return;
    const left = lexed.tokens.filter(({ start, end }) => rest.slice(start, end).trim() !== '');
    for (const run of runsOf(lexed, left)) {
      const words = text.slice(run.start, run.end);
      const before = statements.findLast(({ span }) => span.end <= run.start)?.sql ?? '';
      assert(isMeant(words, before), `in no statement and no comment: ${words}`);
    }
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Tokens that stand next to each other as one range each; terminators begin none. */
function runsOf({ text, tokens }: LexedText, some: readonly Token[]): readonly Range[] {
  const chosen = new Set(some);
  const runs: { start: number; end: number }[] = [];
  let open: { start: number; end: number } | undefined;
  for (const token of tokens) {
    if (!chosen.has(token)) open = undefined;
    else if (open !== undefined) open.end = token.end;
    else if (token.type !== 'terminator' && text.charAt(token.start) !== ';')
      runs.push((open = { start: token.start, end: token.end }));
  }
  return runs;
}

/** Where PostgreSQL's grammar takes a whole text, its statements are those that the splitter makes. */
export const postgresSplitter: Reader = {
  name: 'postgres-splitter',
  files: /\.sql$/,
  grammar: sqlGrammar('postgres'),
  samples: sqlSamples.postgres,
  load: async () => {
    const dialect = await loadDialect('postgres');
    return (text) => {
      const bounds = boundsByParser(text);
      if (bounds === undefined) return;
      const ours = dialect.read(plainText('f.sql', text)).statements;
      const shown = ours.map(({ span }) => text.slice(span.start, span.end));
      assert.deepEqual(shown, bounds);
    };
  },
};

/** The statements of a text by the parser's own bounds, from their first token to their last; `undefined`: it is not valid. */
function boundsByParser(text: string): readonly string[] | undefined {
  // Orders to psql are none of the grammar's, and white space beyond ASCII is part of a name to it.
  if (/[\0\\\u200b]|[\ud800-\udfff]|[^\S \t\n\r\f\v]/.test(text)) return undefined;
  const bytes = Buffer.from(text);
  try {
    const { stmts = [] } = parseSync(text);
    const tokens = scanSync(text).tokens.filter(({ tokenName }) => !notOfStatements.has(tokenName));
    return stmts.map(({ stmt_location: from = 0, stmt_len: length = 0 }) => {
      const to = length === 0 ? bytes.length : from + length;
      const own = tokens.filter(({ start, end }) => start >= from && end <= to);
      return bytes.toString('utf8', own[0]?.start, own.at(-1)?.end);
    });
  } catch {
    return undefined;
  }
}

const notOfStatements: ReadonlySet<string> = new Set(['SQL_COMMENT', 'C_COMMENT', 'ASCII_59']);
