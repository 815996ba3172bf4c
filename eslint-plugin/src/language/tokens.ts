import type { Placed } from './tree.ts';

/** A lexeme that is no comment. */
export interface Token extends Placed {
  readonly type: 'Word' | 'Number' | 'String' | 'Punctuator';
  /** As it is written, quotes included. */
  readonly value: string;
}

/** What may stand in a text, by the first that fits. Quoted names are words. */
interface Lexemes {
  readonly String: RegExp;
  readonly Word: RegExp;
}

const number = /\d(?:[\w.]|(?<=[eE])[+-])*/y;

const csharp: Lexemes = {
  String: /"""[\s\S]*?"""+|(?:@\$?|\$@)"(?:[^"]|"")*"?|\$?"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)+'?/y,
  Word: /[@#]?[\p{L}_][\p{L}\p{N}_]*/uy,
};

const sql: Lexemes = {
  String: /(\$(?:[\p{L}_]\w*)?\$)[\s\S]*?(?:\1|$)|[eE]'(?:[^'\\]|''|\\[\s\S])*'?|'(?:[^']|'')*'?/uy,
  Word: /[\p{L}_@#:][\p{L}\p{N}_@#$]*|"(?:[^"]|"")*"?|`(?:[^`]|``)*`?/uy,
};

/** MySQL reads backslashes and double quotes as C does, SQL Server writes names in brackets. */
const lexemesOf: Readonly<Record<string, Lexemes>> = {
  csharp,
  mysql: { ...sql, String: /'(?:[^'\\]|''|\\[\s\S])*'?|"(?:[^"\\]|""|\\[\s\S])*"?/y },
  sqlserver: { ...sql, Word: new RegExp(String.raw`\[(?:[^\]]|\]\])*\]?|${sql.Word.source}`, 'uy') },
};

/**
 * The lexemes of a text, without its comments. They are there for rules that look at the writing; mig-lint itself reads
 * with the lexers and parsers of the databases, which know more than this.
 */
export function tokensOf(
  text: string,
  language: string,
  comments: readonly Placed[],
  place: (start: number, end: number) => Placed,
): readonly Token[] {
  const lexemes = lexemesOf[language] ?? sql;
  const commentEnds = new Map(comments.map(({ range: [start, end] }) => [start, end]));
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const commentEnd = commentEnds.get(at);
    if (commentEnd !== undefined) {
      at = Math.max(commentEnd, at + 1);
      continue;
    }
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const [type, end] = lexemeAt(text, at, lexemes);
    tokens.push({ type, value: text.slice(at, end), ...place(at, end) });
    at = end;
  }
  return tokens;
}

function lexemeAt(text: string, at: number, lexemes: Lexemes): readonly [Token['type'], number] {
  const candidates = [
    ['String', lexemes.String],
    ['Number', number],
    ['Word', lexemes.Word],
  ] as const;
  for (const [type, pattern] of candidates) {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length ?? 0;
    if (length > 0) return [type, at + length];
  }
  return ['Punctuator', at + String.fromCodePoint(text.codePointAt(at) ?? 0).length];
}
