import type { QualifiedName } from '../../../model/names.ts';
import type { Schema } from '../../../model/schema.ts';
import { columnOf, findTable } from '../../../model/schema.ts';
import { quoteName } from '../write/names.ts';

/** The first version that takes a CHECK constraint as proof that a column holds no NULL. */
const provesSince = 12;

/** Characters of the longest condition that is looked through: each pair of parentheses in it is a look at all of it. */
const longestProof = 10_000;

/** Whether the engine knows without reading the rows that a column holds no NULL: it is NOT NULL, or a validated CHECK says so. */
export function isProvedNotNull(schema: Schema, version: number, name: QualifiedName, column: string): boolean {
  const table = findTable(schema, name);
  if (columnOf(schema, table, column)?.nullable === false) return true;
  if (version < provesSince) return false;
  return (
    table?.constraints.some(
      (constraint) =>
        constraint.kind === 'Check' &&
        constraint.validated &&
        constraint.expression.sql.length <= longestProof &&
        conjuncts(constraint.expression.sql).includes(notNull(column)),
    ) ?? false
  );
}

function notNull(column: string): string {
  return `${quoteName(column)} IS NOT NULL`;
}

/** What must hold together, without the parentheses around each: `a IS NOT NULL AND (b > 0)`. */
function conjuncts(condition: string): readonly string[] {
  const text = withoutParentheses(condition.trim());
  const parts = splitAtAnd(text);
  return parts.length === 1 ? [text] : parts.flatMap(conjuncts);
}

function withoutParentheses(text: string): string {
  const encloses = text.startsWith('(') && depthsOf(text).every((depth, at) => depth > 0 || at === text.length - 1);
  return encloses ? withoutParentheses(text.slice(1, -1).trim()) : text;
}

/** Splits at each AND that stands outside of parentheses; an OR there makes it one condition. BETWEEN … AND is cut too, harmlessly. */
function splitAtAnd(text: string): readonly string[] {
  const depths = depthsOf(text);
  const outside = [...text.matchAll(/\b(?:AND|OR)\b/g)].filter((match) => depths[match.index] === 0);
  if (outside.some((match) => match[0] === 'OR')) return [text];
  const ends = [...outside.map((match) => match.index), text.length];
  const starts = [0, ...outside.map((match) => match.index + match[0].length)];
  return starts.map((start, at) => text.slice(start, ends[at]).trim());
}

/** How many parentheses are open after each character, those in string constants aside. */
function depthsOf(text: string): readonly number[] {
  let depth = 0;
  let quoted = false;
  return Array.from({ length: text.length }, (_, at) => {
    const character = text[at];
    if (character === "'") quoted = !quoted;
    else if (!quoted && character === '(') depth += 1;
    else if (!quoted && character === ')') depth -= 1;
    return depth;
  });
}
