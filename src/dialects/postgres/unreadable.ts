import type { Operation } from '../../model/operation.ts';
import { spanOf } from '../../model/source-text.ts';
import type { Parsed } from './parser.ts';
import { firstVariable } from './psql/variables.ts';
import { normalText } from './statement-text.ts';
import type { StatementText } from './statement-text.ts';
import { subjectOf } from './subject.ts';

type Failure = Extract<Parsed, { readonly ok: false }>;

/** A statement that PostgreSQL's grammar refuses: what stands in the way, and which table it is plainly about. */
export function unreadable(statement: StatementText, failure: Failure): Operation {
  return unfilled(statement) ?? syntaxError(statement, failure);
}

/** A statement with a variable of psql whose value nothing in the text says. */
function unfilled(statement: StatementText): Operation | undefined {
  const { source, lexed, tokens } = statement;
  const variable = firstVariable(lexed, tokens);
  if (variable === undefined) return undefined;
  const span = spanOf(source, variable.start, variable.end);
  const detail = `:${variable.name} is a psql variable whose value is not set to a literal in this file`;
  const table = subjectOf(statement)?.table;
  const text = normalText(statement);
  return { kind: 'Opaque', span, reason: 'template', detail, text, ...(table === undefined ? {} : { table }) };
}

/** The place is the token at which PostgreSQL stopped, or the last one when it wanted more. */
function syntaxError(statement: StatementText, { message, at }: Failure): Operation {
  const { source, lexed, tokens, start } = statement;
  const offset = start + at;
  const own = lexed.tokens.slice(tokens.from, tokens.to);
  const token = own.find((candidate) => candidate.end > offset) ?? own.at(-1);
  const span = token?.closed === true ? spanOf(source, token.start, token.end) : statement.span;
  const text = normalText(statement);
  const subject = subjectOf(statement);
  if (subject === undefined) return { kind: 'Opaque', span, reason: 'syntax-error', detail: message, text };
  const detail = `${message} in ${subject.phrase}`;
  return { kind: 'Opaque', span, reason: 'syntax-error', detail, text, table: subject.table };
}
