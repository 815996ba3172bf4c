import type { Node } from 'libpg-query';
import type { QualifiedName } from '../../../model/names.ts';
import { walk } from '../ast.ts';
import { lex } from '../lexicon.ts';
import { parsePlpgsql, parseStatement } from '../parser.ts';
import { usesIn } from '../reads.ts';
import { splitStatements } from '../split.ts';
import type { StatementText } from '../statement-text.ts';

/** Tables, views and routines that the body of a routine names, as far as it can be read; what it does is not asked. */
export function bodyUses(
  statement: StatementText,
  language: string,
  body: string | undefined,
  sqlBody: Node | undefined,
): readonly QualifiedName[] {
  if (sqlBody !== undefined) return usesIn([sqlBody]);
  if (body === undefined) return [];
  switch (language) {
    case 'sql':
      return usesIn(parsed(sqlStatements(body)));
    case 'plpgsql': {
      const { lexed, tokens, start } = statement;
      const end = lexed.tokens[tokens.to - 1]?.end ?? start;
      return usesIn(parsed(plpgsqlStatements(lexed.text.slice(start, end))));
    }
    default:
      return [];
  }
}

function parsed(statements: readonly string[]): readonly Node[] {
  return statements.flatMap((sql) => {
    const result = parseStatement(sql);
    return result.ok ? [result.node] : [];
  });
}

function sqlStatements(body: string): readonly string[] {
  const lexed = lex(body);
  return splitStatements(lexed).map(({ from, to }) =>
    body.slice(lexed.tokens[from]?.start ?? 0, lexed.tokens[to - 1]?.end ?? 0),
  );
}

/** The SQL of a PL/pgSQL routine: its statements, and its expressions where they call or read something. */
function plpgsqlStatements(sql: string): readonly string[] {
  const statements: string[] = [];
  const body = parsePlpgsql(sql);
  walk(body.ok ? body.tree : undefined, (kind, fields) => {
    const query = kind === 'PLpgSQL_expr' ? fields['query'] : undefined;
    if (typeof query === 'string') {
      const isStatement = fields['parseMode'] === 0;
      const value = query.replace(/^[\w."]+\s*:?=/u, '');
      if (isStatement) statements.push(query);
      else if (value.includes('(')) statements.push(`SELECT ${value}`);
    }
    return true;
  });
  return statements;
}
