import type { Guard } from '../../../model/operation.ts';
import { nestedGuards } from '../../nested-guards.ts';
import { exceptionGuards } from './exceptions.ts';
import { conditionGuards, negated } from './guards.ts';
import type { PlpgsqlNode } from './tree.ts';
import { nodeIn, nodesIn, numberIn, queryIn } from './tree.ts';

/** SQL that a block runs, with the conditions and loops around it. */
export interface Command {
  /** `dynamic`: the text is an expression whose value is run, as EXECUTE does. */
  readonly kind: 'static' | 'dynamic';
  readonly sql: string;
  /** The line of the body, counted from one, in or after which the text stands. */
  readonly line: number;
  readonly guards: readonly Guard[];
  readonly repeated: boolean;
}

interface Around {
  readonly guards: readonly Guard[];
  readonly repeated: boolean;
}

/** The commands of a block in the order of the source. */
export function commandsOf(block: PlpgsqlNode): readonly Command[] {
  return commandsIn(block, { guards: [], repeated: false });
}

function commandsIn({ kind, fields }: PlpgsqlNode, around: Around): readonly Command[] {
  const line = numberIn(fields['lineno']) ?? 1;
  switch (kind) {
    case 'PLpgSQL_stmt_block':
      return blockCommands(fields, around);
    case 'PLpgSQL_stmt_if':
      return ifCommands(fields, around);
    case 'PLpgSQL_stmt_case':
      return caseCommands(fields, around);
    case 'PLpgSQL_stmt_loop':
    case 'PLpgSQL_stmt_while':
    case 'PLpgSQL_stmt_fori':
    case 'PLpgSQL_stmt_fors':
    case 'PLpgSQL_stmt_forc':
    case 'PLpgSQL_stmt_foreach_a':
    case 'PLpgSQL_stmt_dynfors':
      return listCommands(fields['body'], { ...around, repeated: true });
    case 'PLpgSQL_stmt_execsql':
      return [{ kind: 'static', sql: queryIn(fields['sqlstmt']), line, ...around }];
    case 'PLpgSQL_stmt_perform':
    case 'PLpgSQL_stmt_call':
      return [{ kind: 'static', sql: queryIn(fields['expr']), line, ...around }];
    case 'PLpgSQL_stmt_dynexecute':
      return [{ kind: 'dynamic', sql: queryIn(fields['query']), line, ...around }];
    case 'PLpgSQL_stmt_commit':
      return [{ kind: 'static', sql: 'COMMIT', line, ...around }];
    case 'PLpgSQL_stmt_rollback':
      return [{ kind: 'static', sql: 'ROLLBACK', line, ...around }];
    default:
      // Assignments, messages, cursors, RETURN: they change neither catalog nor rows.
      return [];
  }
}

/** A list of statements. What follows `IF condition THEN RETURN; END IF` only runs without the condition. */
function listCommands(list: unknown, around: Around): readonly Command[] {
  let current = around;
  return nodesIn(list).flatMap((node) => {
    const commands = commandsIn(node, current);
    if (leavesWhenTrue(node)) current = withGuards(current, negated(queryIn(node.fields['cond'])));
    return commands;
  });
}

function leavesWhenTrue({ kind, fields }: PlpgsqlNode): boolean {
  if (kind !== 'PLpgSQL_stmt_if' || fields['elsif_list'] !== undefined || fields['else_body'] !== undefined)
    return false;
  return nodesIn(fields['then_body']).at(-1)?.kind === 'PLpgSQL_stmt_return';
}

function blockCommands(fields: PlpgsqlNode['fields'], around: Around): readonly Command[] {
  const handlers = nodesIn(nodeIn(fields['exceptions'])?.fields['exc_list']);
  const body = listCommands(fields['body'], withGuards(around, handlers.flatMap(exceptionGuards)));
  const handled = handlers.flatMap((handler) => {
    const condition = handlerCondition(handler);
    return listCommands(handler.fields['action'], withGuards(around, [{ kind: 'condition', text: condition }]));
  });
  return [...body, ...handled];
}

function handlerCondition({ fields }: PlpgsqlNode): string {
  const names = nodesIn(fields['conditions']).map((condition) => condition.fields['condname']);
  return `EXCEPTION WHEN ${names.filter((name) => typeof name === 'string').join(' OR ')}`;
}

function ifCommands(fields: PlpgsqlNode['fields'], around: Around): readonly Command[] {
  const condition = queryIn(fields['cond']);
  const first = listCommands(fields['then_body'], withGuards(around, conditionGuards(condition)));
  let otherwise = withGuards(around, negated(condition));
  const others = nodesIn(fields['elsif_list']).flatMap((branch) => {
    const own = queryIn(branch.fields['cond']);
    const commands = listCommands(branch.fields['stmts'], withGuards(otherwise, conditionGuards(own)));
    otherwise = withGuards(otherwise, negated(own));
    return commands;
  });
  return [...first, ...others, ...listCommands(fields['else_body'], otherwise)];
}

function caseCommands(fields: PlpgsqlNode['fields'], around: Around): readonly Command[] {
  const branches = nodesIn(fields['case_when_list']);
  const commands = branches.flatMap((branch) => {
    const text = `CASE WHEN ${queryIn(branch.fields['expr'])}`;
    return listCommands(branch.fields['stmts'], withGuards(around, [{ kind: 'condition', text }]));
  });
  const otherwise = withGuards(around, [{ kind: 'condition', text: 'CASE ELSE' }]);
  return [...commands, ...listCommands(fields['else_stmts'], otherwise)];
}

function withGuards(around: Around, guards: readonly Guard[]): Around {
  return guards.length === 0 ? around : { ...around, guards: nestedGuards(around.guards, guards) };
}
