import type { DeallocateStmt, ExecuteStmt, PrepareStmt } from 'libpg-query';
import { slice } from '../../model/source-text.ts';
import type { Operation } from '../../model/operation.ts';
import { noChange } from './map/session.ts';
import type { ReadOperations, Script } from './script.ts';
import { placedAt } from './script.ts';
import { findWord, normalText } from './statement-text.ts';
import type { StatementText } from './statement-text.ts';

/** PREPARE itself changes nothing; what it prepares is kept for EXECUTE. */
export function prepare(
  node: PrepareStmt,
  statement: StatementText,
  script: Script,
  read: ReadOperations,
): readonly Operation[] {
  const { lexed, tokens, source } = statement;
  const query = lexed.tokens[findWord(statement, tokens, 'as') + 1];
  const end = lexed.tokens[tokens.to - 1]?.end;
  if (query !== undefined && end !== undefined) {
    script.prepared.set(node.name ?? '', read(slice(source, query.start, end)));
  }
  return noChange(node, statement);
}

/** EXECUTE does what the PREPARE of that name says. */
export function execute(node: ExecuteStmt, statement: StatementText, script: Script): readonly Operation[] {
  const { span } = statement;
  const name = node.name ?? '';
  const operations = script.prepared.get(name);
  if (operations !== undefined) return placedAt(operations, span);
  const detail = `what EXECUTE ${name} runs is not prepared in this text`;
  return [{ kind: 'Opaque', span, reason: 'not-recognised', detail, text: normalText(statement) }];
}

/** DEALLOCATE forgets one prepared statement, or all. */
export function deallocate(node: DeallocateStmt, script: Script): void {
  if (node.name === undefined) script.prepared.clear();
  else script.prepared.delete(node.name);
}
