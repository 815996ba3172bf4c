import type { Guard } from '../../../model/operation.ts';
import { plainText } from '../../../model/source-text.ts';
import { all, unwrap } from '../ast.ts';
import { lex } from '../lexicon.ts';
import { parseStatement } from '../parser.ts';
import { constantValue } from '../plpgsql/constants.ts';
import { conditionGuards } from '../plpgsql/guards.ts';
import { findWord, normalText, wholeText } from '../statement-text.ts';

/** What `\gexec` runs. */
interface Executed {
  readonly texts: readonly string[];
  readonly guards: readonly Guard[];
  /** Once for each row of a table. */
  readonly repeated: boolean;
}

/** The texts that a query of constants yields, as in `SELECT 'CREATE DATABASE d' WHERE NOT EXISTS (…)`. */
export function executedBy(sql: string): Executed | undefined {
  const parsed = parseStatement(sql);
  const query = parsed.ok ? unwrap(parsed.node, 'SelectStmt') : undefined;
  if (query?.targetList === undefined || query.intoClause !== undefined || query.withClause !== undefined)
    return undefined;
  const values = all(query.targetList, 'ResTarget').map(({ val }) => constantValue(val));
  const texts = values.filter((value) => value !== undefined);
  if (texts.length < values.length) return undefined;
  return { texts, guards: whereGuards(sql), repeated: query.fromClause !== undefined };
}

function whereGuards(sql: string): readonly Guard[] {
  const statement = wholeText(plainText('', sql), lex(sql));
  const { to } = statement.tokens;
  const where = findWord(statement, statement.tokens, 'where');
  const end = findWord(statement, { from: where, to }, 'group', 'having', 'order', 'limit', 'offset', 'union');
  return where >= to ? [] : conditionGuards(normalText(statement, { from: where + 1, to: end }));
}
