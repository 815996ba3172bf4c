import { slice } from '../../../model/source-text.ts';
import type { SourceText } from '../../../model/source-text.ts';
import type { LexedText, Token, TokenRange } from '../../lexer/token.ts';
import { asOne, concatenated } from '../nested-source.ts';
import type { Script } from '../script.ts';
import { quoteString } from '../write/names.ts';

/** `:name`, `:'name'`, `:"name"` or `:{?name}` in a statement. */
interface Mention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly form: 'plain' | 'string' | 'name' | 'question';
}

type Variables = ReadonlyMap<string, string | undefined>;

/**
 * The statement with the variables that are known in their places, as psql sends it; `undefined` when it mentions none
 * of them, or when all together are too long. Inside of strings and quoted names there are no variables.
 */
export function filledIn(
  source: SourceText,
  lexed: LexedText,
  range: TokenRange,
  { variables, filling }: Pick<Script, 'variables' | 'filling'>,
): SourceText | undefined {
  if (variables.size === 0) return undefined;
  const parts: SourceText[] = [];
  let at = lexed.tokens[range.from]?.start ?? 0;
  for (const mention of mentionsIn(lexed, range)) {
    const value = valueOf(mention, variables);
    if (value === undefined) continue;
    filling.left -= value.length;
    if (filling.left < 0) return undefined;
    parts.push(slice(source, at, mention.start));
    if (value !== '') parts.push(asOne(slice(source, mention.start, mention.end), value));
    at = mention.end;
  }
  if (parts.length === 0) return undefined;
  parts.push(slice(source, at, lexed.tokens[range.to - 1]?.end ?? at));
  return concatenated(source.file, parts);
}

/** The first variable that a statement mentions. */
export function firstVariable(lexed: LexedText, range: TokenRange): Mention | undefined {
  return mentionsIn(lexed, range)[0];
}

function valueOf({ name, form }: Mention, variables: Variables): string | undefined {
  if (form === 'question') return variables.has(name) ? 'TRUE' : undefined;
  const value = variables.get(name);
  if (value === undefined || form === 'plain') return value;
  return form === 'string' ? quoteString(value) : `"${value.replaceAll('"', '""')}"`;
}

function mentionsIn({ text, tokens }: LexedText, { from, to }: TokenRange): readonly Mention[] {
  const mentions: Mention[] = [];
  for (let index = from; index < to - 1; index++) {
    const colon = tokens[index];
    if (colon?.type !== 'operator' || text.slice(colon.start, colon.end) !== ':') continue;
    const next = tokens[index + 1];
    if (next?.start === colon.end) mentions.push(...mentionAt(text, colon, next));
  }
  return mentions;
}

const question = /\{\?(\w+)\}/y;

function mentionAt(text: string, colon: Token, next: Token): readonly Mention[] {
  const { start } = colon;
  const raw = text.slice(next.start, next.end);
  const named = (form: RegExp, kind: Mention['form']): readonly Mention[] => {
    const name = form.exec(raw)?.[1];
    return name === undefined ? [] : [{ name, start, end: next.end, form: kind }];
  };
  switch (next.type) {
    case 'word':
      return [{ name: raw, start, end: next.end, form: 'plain' }];
    case 'string':
      return named(/^'(\w+)'$/u, 'string');
    case 'quoted-name':
      return named(/^"(\w+)"$/u, 'name');
    default: {
      question.lastIndex = next.start;
      const name = question.exec(text)?.[1];
      return name === undefined ? [] : [{ name, start, end: question.lastIndex, form: 'question' }];
    }
  }
}

/** Orders that set the variable of their first argument to what is only known when they run. */
const setters: ReadonlySet<string> = new Set(['getenv', 'prompt']);

/** Keeps what `\set`, `\unset` and their kin say of a variable; `rest` is what follows the order's word. */
export function keepVariable(word: string, rest: string, variables: Map<string, string | undefined>): void {
  const [, name, value] = /^\s*(\w+)(?!\w)\s*(?!\s)([^]*)$/u.exec(rest) ?? [];
  if (name === undefined || value === undefined) return;
  if (word === 'set') variables.set(name, literalValue(value));
  else if (word === 'unset') variables.delete(name);
  else if (setters.has(word)) variables.set(name, undefined);
}

/** The arguments of `\set` one after the other; `undefined` when one is not a literal. */
function literalValue(text: string): string | undefined {
  const values: string[] = [];
  for (const [argument] of text.trim().matchAll(/'(?:[^']|'')*'|\s+|[^\s']+/gu)) {
    if (argument.startsWith("'")) {
      if (argument.includes('\\')) return undefined;
      values.push(argument.slice(1, -1).replaceAll("''", "'"));
    } else if (/[:`\\"']/u.test(argument)) return undefined;
    else if (argument.trim() !== '') values.push(argument);
  }
  return values.join('');
}
