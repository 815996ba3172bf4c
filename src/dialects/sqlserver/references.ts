import type { QualifiedName } from '../../model/names.ts';
import { displayName } from '../../model/names.ts';
import { TokenCursor } from '../lexer/cursor.ts';
import { nameOf } from '../lexer/quoting.ts';
import type { LexedText, TokenRange } from '../lexer/token.ts';
import { isReserved } from './keywords.ts';
import { objectName } from './statement.ts';
import { statementStarts } from './starts.ts';

/** What a piece of T-SQL names, each thing once and in order. */
export interface References {
  /** Tables and views after FROM, JOIN, APPLY and USING. */
  readonly reads: readonly QualifiedName[];
  /** Tables that INSERT, UPDATE, DELETE, MERGE, TRUNCATE and INTO change. */
  readonly writes: readonly QualifiedName[];
  /** Procedures that EXEC calls, and functions that are called with their schema. */
  readonly routines: readonly QualifiedName[];
  /** What the tables are called in there, lower case. */
  readonly aliases: ReadonlyMap<string, QualifiedName>;
}

/** The methods of the xml type, whose calls look like a function's with its schema. */
const xmlMethods: ReadonlySet<string> = new Set(['exist', 'modify', 'nodes', 'query', 'value']);

/** Words before FROM that make it no list of tables: `FETCH NEXT FROM c`, `IS DISTINCT FROM x`. */
const noTablesAfter: ReadonlySet<string> = new Set(['DISTINCT', 'FETCH', 'FIRST', 'LAST', 'NEXT', 'PRIOR']);

/** Words that can follow a table without being reserved. */
const noAlias: ReadonlySet<string> = new Set(['APPLY', 'OFFSET', 'OUTPUT', 'USING', 'WINDOW']);

export function referencesIn(lexed: LexedText, range: TokenRange): References {
  return new ReferenceScan(lexed, range).run();
}

class ReferenceScan {
  readonly #cursor: TokenCursor;
  readonly #reads = new Map<string, QualifiedName>();
  readonly #writes = new Map<string, QualifiedName>();
  readonly #routines = new Map<string, QualifiedName>();
  readonly #aliases = new Map<string, QualifiedName>();
  readonly #expressions: ReadonlySet<string>;

  constructor(lexed: LexedText, range: TokenRange) {
    this.#cursor = new TokenCursor(lexed, range);
    this.#expressions = commonTableExpressions(lexed, range);
  }

  run(): References {
    const cursor = this.#cursor;
    let before = '';
    while (!cursor.done) {
      const word = before === '.' ? '' : cursor.peekWord();
      if (word === '' && cursor.isName() && before !== '.') this.#call();
      else if (word !== '' && !this.#clause(word, before)) this.#call();
      before = word === '' ? cursor.peekText() : word;
      cursor.index++;
    }
    const writes = [...this.#writes.values()].map((name) => this.#meant(name));
    return {
      reads: [...this.#reads.values()],
      writes: unique(writes),
      routines: [...this.#routines.values()],
      aliases: this.#aliases,
    };
  }

  /** Reads what follows a word that comes before a table or a procedure; leaves the cursor before the next token. */
  #clause(word: string, before: string): boolean {
    switch (word) {
      case 'FROM':
        if (!noTablesAfter.has(before)) this.#tables();
        return true;
      case 'JOIN':
      case 'APPLY':
      case 'USING':
        this.#tables();
        return true;
      case 'INTO':
        this.#target(1);
        return true;
      case 'INSERT':
      case 'UPDATE':
      case 'DELETE':
      case 'MERGE':
        if (before !== 'ON' && before !== 'FOR' && before !== 'AFTER') this.#changed();
        return true;
      case 'TRUNCATE':
        this.#target(2);
        return true;
      case 'EXEC':
      case 'EXECUTE':
        this.#procedure();
        return true;
      default:
        return false;
    }
  }

  /** Tables with commas between, up to a derived table or a call; leaves the cursor at the last token that it took. */
  #tables(): void {
    const cursor = this.#cursor;
    while (this.#isName(1)) {
      cursor.index++;
      if (!this.#table() || !cursor.isAtOperator(',', 1)) return;
      cursor.index++;
    }
  }

  /** One table with its alias; `false`: it is a function's call, whose arguments are read like everything else. */
  #table(): boolean {
    const cursor = this.#cursor;
    const from = cursor.index;
    const name = objectName(cursor, 'a table');
    if (cursor.isAtOperator('(')) {
      const last = cursor.index - 1;
      cursor.index = from;
      this.#call();
      cursor.index = last;
      return false;
    }
    if (!this.#isExpression(name)) this.#reads.set(displayName(name).toLowerCase(), name);
    this.#alias(name);
    cursor.index--;
    return true;
  }

  #alias(name: QualifiedName): void {
    const cursor = this.#cursor;
    this.#aliases.set(name.name.toLowerCase(), name);
    if (cursor.isAt('AS') && cursor.isName(1)) cursor.index++;
    const word = cursor.peekWord();
    if (!cursor.isName() || (word !== '' && (isReserved(word) || noAlias.has(word) || statementStarts.has(word))))
      return;
    this.#aliases.set(cursor.name('an alias').toLowerCase(), name);
  }

  /** `TOP (n)` may stand before the table, and INTO or FROM, which is met by itself. */
  #changed(): void {
    const cursor = this.#cursor;
    if (cursor.peekWord(1) !== 'TOP') {
      this.#target(1);
      return;
    }
    cursor.index += 2;
    if (!cursor.isAtOperator('(') || !isClosed(cursor)) return;
    cursor.balanced();
    if (cursor.isAt('PERCENT')) cursor.index++;
    this.#target(0);
    cursor.index--;
  }

  /** A table `ahead` of the cursor that is changed. */
  #target(ahead: number): void {
    const cursor = this.#cursor;
    if (!this.#isName(ahead)) return;
    const after = cursor.within({ from: cursor.index + ahead, to: cursor.end });
    const name = objectName(after, 'a table');
    if (!this.#isExpression(name)) this.#writes.set(displayName(name).toLowerCase(), name);
  }

  #procedure(): void {
    const cursor = this.#cursor;
    const ahead = cursor.peek(1)?.type === 'variable' && cursor.isAtOperator('=', 2) ? 3 : 1;
    if (!this.#isName(ahead)) return;
    const name = objectName(cursor.within({ from: cursor.index + ahead, to: cursor.end }), 'a procedure');
    this.#routines.set(displayName(name).toLowerCase(), name);
  }

  /** `dbo.f(…)`: functions of the database are called with their schema. */
  #call(): void {
    const cursor = this.#cursor;
    if (!cursor.isAtOperator('.', 1)) return;
    const after = cursor.within({ from: cursor.index, to: cursor.end });
    if (!cursor.isName(2)) return;
    const name = objectName(after, 'a function');
    if (!after.isAtOperator('(') || xmlMethods.has(name.name.toLowerCase()) || name.schema === undefined) return;
    const isColumnList = this.#writes.has(displayName(name).toLowerCase());
    if (!isColumnList) this.#routines.set(displayName(name).toLowerCase(), name);
  }

  /** Whether a name is that of a query in front of a statement. */
  #isExpression(name: QualifiedName): boolean {
    return name.schema === undefined && this.#expressions.has(name.name.toLowerCase());
  }

  /** A name that is no key word in that place. */
  #isName(ahead: number): boolean {
    const cursor = this.#cursor;
    if (!cursor.isName(ahead)) return false;
    return cursor.peek(ahead)?.type === 'quoted-name' || !isReserved(cursor.peekText(ahead));
  }

  /** The table that UPDATE and DELETE mean by an alias. */
  #meant(name: QualifiedName): QualifiedName {
    return name.schema === undefined ? (this.#aliases.get(name.name.toLowerCase()) ?? name) : name;
  }
}

/** Whether the parenthesis that comes next is closed. */
function isClosed(cursor: TokenCursor): boolean {
  const probe = cursor.within({ from: cursor.index + 1, to: cursor.end });
  probe.skipUntil(() => probe.isAtOperator(')'));
  return !probe.done;
}

function unique(names: readonly QualifiedName[]): readonly QualifiedName[] {
  return [...new Map(names.map((name) => [displayName(name).toLowerCase(), name])).values()];
}

/** `WITH a AS (SELECT …)`, `, b (x) AS (SELECT …)`: names, in lower case, of queries in front of a statement. */
function commonTableExpressions(lexed: LexedText, { from, to }: TokenRange): ReadonlySet<string> {
  const names = new Set<string>();
  const { text, tokens } = lexed;
  for (let at = from + 1; at + 2 < to; at++) {
    const token = tokens[at];
    if (token?.type !== 'word' || token.end - token.start !== 2) continue;
    if (text.slice(token.start, token.end).toUpperCase() !== 'AS' || text.charAt(tokens[at + 1]?.start ?? -1) !== '(')
      continue;
    const before = tokens[nameBefore(lexed, at - 1, from)];
    if (before?.type === 'word' || before?.type === 'quoted-name') names.add(nameOf(text, before).toLowerCase());
  }
  return names;
}

/** The token before the list of columns that ends at `at`, or `at` itself. */
function nameBefore({ text, tokens }: LexedText, at: number, from: number): number {
  if (text.charAt(tokens[at]?.start ?? -1) !== ')') return at;
  let open = at;
  while (open > from && text.charAt(tokens[open]?.start ?? -1) !== '(') open--;
  return open - 1;
}
