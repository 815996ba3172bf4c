import type { Guard, Operation } from '../../model/operation.ts';
import type { SourceText } from '../../model/source-text.ts';
import { plainText, slice } from '../../model/source-text.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import { phraseTable, acceptPhrase } from '../lexer/phrases.ts';
import type { TokenRange } from '../lexer/token.ts';
import { conditionGuard, negated } from './conditions.ts';
import { lexMysql } from './lexicon.ts';
import { valueKnown } from './prepared.ts';
import type { Script } from './script.ts';
import type { StatementContext } from './statement.ts';
import { withMoreGuards } from './statement.ts';
import type { Branch } from './variables.ts';

/** The body of a routine or of BEGIN NOT ATOMIC while it is followed. */
interface Body {
  readonly source: SourceText;
  readonly script: Script;
  readonly read: StatementContext['read'];
  /** What leaves a block or a loop before its end, and has not come to that end yet. */
  exits: readonly Exit[];
}

/** LEAVE or ITERATE of a label, and when. */
interface Exit {
  readonly label: string;
  readonly guards: readonly Guard[];
}

/** The conditions and loops around a statement. */
interface Around {
  readonly guards: readonly Guard[];
  readonly repeated: boolean;
}

/** Reads a construct after its leading words. */
type Construct = (cursor: TokenCursor, body: Body, around: Around, label: string) => readonly Operation[];

const constructs = phraseTable<Construct>([
  ['BEGIN NOT ATOMIC', block],
  ['BEGIN', block],
  ['IF', choice],
  ['CASE', cases],
  ['LOOP', loop('LOOP')],
  ['WHILE', loop('WHILE', 'DO')],
  ['FOR', loop('FOR', 'DO')],
  ['REPEAT', loop('REPEAT')],
  ['DECLARE', declare],
  ['LEAVE', leave],
  ['ITERATE', leave],
  ['OPEN', withoutChange],
  ['CLOSE', withoutChange],
  ['FETCH', fetchInto],
]);

/**
 * The operations of a body, each with the conditions around it as guards. Throws `Unexpected` where its blocks do not
 * fit together.
 */
export function readBody(source: SourceText, script: Script, read: StatementContext['read']): readonly Operation[] {
  const lexed = lexMysql(source.text);
  const cursor = new TokenCursor(lexed, { from: 0, to: lexed.tokens.length });
  const body: Body = { source, script, read, exits: [] };
  const operations = list(cursor, body, { guards: [], repeated: false });
  cursor.expectEnd();
  return operations;
}

/** No statement starts with one of these: they go on with the construct around the list. */
const endsList: ReadonlySet<string> = new Set(['END', 'ELSE', 'ELSEIF', 'WHEN', 'UNTIL']);

function list(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  const operations: Operation[] = [];
  const handlers: Operation[] = [];
  let current = around;
  while (!cursor.done && !endsList.has(cursor.peekWord())) {
    if (isAtTerminator(cursor)) {
      cursor.index++;
      continue;
    }
    const before = body.exits;
    const isHandler = cursor.isAt('DECLARE') && cursor.peekWord(2) === 'HANDLER';
    (isHandler ? handlers : operations).push(...statement(cursor, body, current));
    const exits = body.exits.filter((exit) => !before.includes(exit));
    current = withGuards(
      current,
      exits.map((exit) => unless(exit, around)),
    );
  }
  return [...operations, ...handlers];
}

function statement(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  const { budget } = body.script;
  if (--budget.left < 0) {
    cursor.index = cursor.end;
    return [];
  }
  let label = '';
  if (cursor.isName() && cursor.isAtOperator(':', 1)) {
    label = cursor.name('a label').toLowerCase();
    cursor.index++;
  }
  const construct = acceptPhrase(cursor, constructs);
  if (construct === undefined) return plain(cursor, body, around);
  const operations = construct(cursor, body, around, label);
  body.exits = body.exits.filter((exit) => exit.label !== label);
  return operations;
}

/** A statement that is no construct of a body is one of SQL. */
function plain(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  const range = upToTerminator(cursor);
  const isDefinition = definitions.has(cursor.within(range).peekWord());
  const written = sourceOf(cursor, body, range);
  const filled = isDefinition ? undefined : filledIn(cursor, body, range);
  if (filled !== undefined) {
    const operations = body.read(filled, body.script);
    // A column can be called as a parameter is.
    if (operations.every(({ kind }) => kind !== 'Opaque')) return guarded(operations, around);
  }
  return guarded(body.read(written, body.script), around);
}

/** Statements in which no variable can stand. */
const definitions: ReadonlySet<string> = new Set(['CREATE', 'ALTER', 'DROP', 'RENAME', 'TRUNCATE']);

function guarded(operations: readonly Operation[], { guards, repeated }: Around): readonly Operation[] {
  return withMoreGuards(operations, guards).map((operation) => (repeated ? { ...operation, repeated } : operation));
}

function withGuards(around: Around, guards: readonly Guard[]): Around {
  return guards.length === 0 ? around : { ...around, guards: [...around.guards, ...guards] };
}

function block(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  const operations = list(cursor, body, around);
  cursor.expect('END');
  skipLabel(cursor);
  return operations;
}

function choice(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  return branches(cursor, body, around, 'IF', (from) => {
    if (from !== 'IF' && !cursor.accept('ELSEIF')) return undefined;
    return condition(cursor, body);
  });
}

function cases(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  const subject = cursor.isAt('WHEN')
    ? undefined
    : filledText(
        cursor,
        body,
        cursor.skipUntil(() => cursor.isAt('WHEN')),
      );
  return branches(cursor, body, around, 'CASE', () => {
    if (!cursor.accept('WHEN')) return undefined;
    if (subject === undefined) return condition(cursor, body);
    const value = filledText(
      cursor,
      body,
      cursor.skipUntil(() => cursor.isAt('THEN')),
    );
    return { kind: 'condition', text: `${subject} = ${value}` };
  });
}

/** Branches with a condition each, perhaps ELSE, and END with the construct's word. */
function branches(
  cursor: TokenCursor,
  body: Body,
  around: Around,
  word: 'IF' | 'CASE',
  next: (from: 'IF' | 'CASE' | undefined) => Guard | undefined,
): readonly Operation[] {
  const { variables } = body.script;
  const start = variables.state;
  const operations: Operation[] = [];
  const ends: Branch[] = [];
  let otherwise: readonly Guard[] = [];
  const branch = (guards: readonly Guard[]): void => {
    variables.state = start;
    operations.push(...list(cursor, body, withGuards(around, guards)));
    ends.push({ state: variables.state, guards });
  };
  for (let guard = next(word); guard !== undefined; guard = next(undefined)) {
    const opposite = negated(guard);
    cursor.expect('THEN');
    branch([...otherwise, guard.kind === 'object' ? { ...guard, otherwise: opposite } : guard]);
    otherwise = [...otherwise, opposite];
  }
  if (cursor.accept('ELSE')) branch(otherwise);
  else ends.push({ state: start, guards: otherwise });
  variables.join(ends);
  cursor.expect('END', word);
  return operations;
}

function condition(cursor: TokenCursor, body: Body): Guard {
  const range = cursor.skipUntil(() => cursor.isAt('THEN'));
  const lexed = lexMysql((filledIn(cursor, body, range) ?? sourceOf(cursor, body, range)).text);
  return conditionGuard(new TokenCursor(lexed, { from: 0, to: lexed.tokens.length }), body.script.variables);
}

/** A loop. What it sets is only known after a first reading, which is why it is read twice. */
function loop(word: 'LOOP' | 'WHILE' | 'FOR' | 'REPEAT', before?: 'DO'): Construct {
  return (cursor, body, around) => {
    const { variables } = body.script;
    const repeated = { ...around, repeated: true };
    if (before !== undefined) {
      cursor.skipUntil(() => cursor.isAt(before));
      cursor.expect(before);
    }
    const start = cursor.index;
    const { state } = variables;
    const { exits } = body;
    list(cursor, body, repeated);
    variables.forgetChanges(state);
    cursor.index = start;
    body.exits = exits;
    const known = variables.state;
    const operations = list(cursor, body, repeated);
    variables.forgetChanges(known);
    if (word === 'REPEAT') {
      cursor.expect('UNTIL');
      cursor.skipUntil(() => cursor.isAt('END'));
    }
    cursor.expect('END', word);
    skipLabel(cursor);
    return operations;
  };
}

/** DECLARE of variables, of a cursor, of a condition, or of a handler with its statement. */
function declare(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  if (cursor.peekWord(1) === 'HANDLER') return handler(cursor, body, around);
  const names = cursor.list(() => cursor.name("a variable's name"));
  const isVariable = !cursor.isAt('CURSOR') && !cursor.isAt('CONDITION');
  const rest = cursor.within(upToTerminator(cursor));
  if (!isVariable) return [];
  rest.skipUntil(() => rest.isAt('DEFAULT'));
  const known = rest.accept('DEFAULT') ? valueKnown(rest, body.script.variables) : {};
  for (const name of names) body.script.variables.set(name, known);
  return [];
}

function handler(cursor: TokenCursor, body: Body, around: Around): readonly Operation[] {
  const from = cursor.index;
  cursor.index += 2;
  cursor.expect('FOR');
  do {
    if (cursor.accept('NOT', 'FOUND')) continue;
    if (cursor.accept('SQLSTATE')) cursor.accept('VALUE');
    cursor.take();
  } while (cursor.acceptOperator(','));
  const text = cursor.text({ from, to: cursor.index });
  const { variables } = body.script;
  const { state } = variables;
  const operations = statement(cursor, body, withGuards(around, [{ kind: 'condition', text }]));
  variables.forgetChanges(state);
  return operations;
}

function leave(cursor: TokenCursor, body: Body, { guards }: Around): readonly Operation[] {
  body.exits = [...body.exits, { label: cursor.name('a label').toLowerCase(), guards }];
  return [];
}

/** The condition of what comes after: that it was not left before. */
function unless({ label, guards }: Exit, around: Around): Guard {
  const [own, ...others] = guards.filter((guard) => !around.guards.includes(guard));
  if (own === undefined || others.length > 0) return { kind: 'condition', text: `NOT (LEAVE ${label})` };
  return own.kind === 'object' && own.otherwise !== undefined ? own.otherwise : negated(own);
}

function withoutChange(cursor: TokenCursor): readonly Operation[] {
  upToTerminator(cursor);
  return [];
}

/** FETCH [[NEXT] FROM] cursor INTO variables: from here on they are not known. */
function fetchInto(cursor: TokenCursor, { script }: Body): readonly Operation[] {
  cursor.skipUntil(() => cursor.isAt('INTO'));
  cursor.expect('INTO');
  for (const name of cursor.list(() => cursor.name("a variable's name"))) script.variables.set(name);
  return [];
}

function isAtTerminator(cursor: TokenCursor): boolean {
  return cursor.peek()?.type === 'terminator';
}

function upToTerminator(cursor: TokenCursor): TokenRange {
  return cursor.skipUntil(() => isAtTerminator(cursor));
}

function skipLabel(cursor: TokenCursor): void {
  if (cursor.isName()) cursor.index++;
}

function sourceOf({ lexed }: TokenCursor, { source }: Body, { from, to }: TokenRange): SourceText {
  return slice(source, lexed.tokens[from]?.start ?? 0, lexed.tokens[to - 1]?.end ?? 0);
}

function filledText(cursor: TokenCursor, body: Body, range: TokenRange): string {
  return (filledIn(cursor, body, range) ?? sourceOf(cursor, body, range)).text;
}

/** The text with literals in the place of the variables that are known to hold them; `undefined`: there are none. */
function filledIn(cursor: TokenCursor, body: Body, range: TokenRange): SourceText | undefined {
  const { text, tokens } = cursor.lexed;
  const at = cursor.within(range);
  let filled: string | undefined;
  let copied = tokens[range.from]?.start ?? 0;
  for (let isTarget = false; !at.done; at.index++) {
    const known = body.script.variables.get(at.peekText());
    isTarget = at.isAt('INTO') || (isTarget && (known !== undefined || at.isAtOperator(',')));
    const token = at.peek();
    if (known?.literal === undefined || token?.type !== 'word' || isTarget || isPartOfName(at)) continue;
    filled = (filled ?? '') + text.slice(copied, token.start) + known.literal;
    copied = token.end;
  }
  return filled === undefined
    ? undefined
    : plainText(body.source.file, filled + text.slice(copied, tokens[range.to - 1]?.end));
}

/** Whether the word is a part of a longer name, or the name of a function. */
function isPartOfName(cursor: TokenCursor): boolean {
  const before = cursor.within({ from: cursor.index - 1, to: cursor.index });
  return before.isAtOperator('.') || cursor.isAtOperator('.', 1) || cursor.isAtOperator('(', 1);
}
