import type { OtherLinter } from '../rules/other-linters.ts';
import { rulesAnswering, rulesLikeAny } from '../rules/other-linters.ts';
import type { Rule } from '../rules/rule.ts';
import type { Directive, DirectiveName } from './directives.ts';
import { withoutMarks } from './directives.ts';

/** A comment that tells another linter to be quiet, as our rules understand it. */
interface ForeignDirective extends Directive {
  readonly linter: OtherLinter;
  /** The directives of ours that cover, together, what it covers there. */
  readonly reach: readonly DirectiveName[];
}

/** What such a comment says: the rules of the other linter, or all that it has. */
interface Said {
  readonly linter: OtherLinter;
  readonly word: string;
  readonly reach: readonly DirectiveName[];
  readonly names: readonly string[] | 'all';
  readonly reason: string | undefined;
}

/**
 * Reads a comment with its marks; `undefined` when it is for nobody, or names nothing that a rule of ours answers.
 *
 * @param rules ours, with what they are like
 */
export function readForeign(
  comment: string,
  rules: readonly Pick<Rule, 'name' | 'like'>[],
): ForeignDirective | undefined {
  const text = withoutMarks(comment);
  const isLine = comment.startsWith('--');
  const said =
    (isLine || comment.startsWith('/*') ? forSquawk(text) : undefined) ?? (isLine ? forPgfence(text) : undefined);
  if (said === undefined) return undefined;
  const { linter, word, reach, names, reason } = said;
  const own =
    names === 'all' ? rulesLikeAny(linter, rules) : names.flatMap((name) => rulesAnswering(linter, name, rules));
  if (own.length === 0) return undefined;
  return { linter, word, name: reach[0], reach, rules: [...new Set(own)], reason, until: undefined };
}

// `squawk-ignore rule, rule -- why` is for its own line and the next one, and for nothing when it names no rule;
// `squawk-ignore-file` without a rule is for all of them.
const squawk = /^squawk-ignore(-file)?(?:\s+(?!--)(.*?))?\s*(?:--\s*(.*))?$/;

function forSquawk(text: string): Said | undefined {
  const match = squawk.exec(text);
  if (match === null) return undefined;
  const [, file, list = '', reason = ''] = match;
  const names = namesIn(list);
  return {
    linter: 'squawk',
    word: `squawk-ignore${file ?? ''}`,
    reach: file === undefined ? ['disable-next-line', 'disable-line'] : ['disable-file'],
    names: names.length === 0 && file !== undefined ? 'all' : names,
    reason: reason === '' ? undefined : reason,
  };
}

// `-- pgfence-ignore`, `-- pgfence-ignore: rule, rule` and, as it was once written, `-- pgfence: ignore rule`: for the
// statement that comes next, or in which it stands.
const pgfence = /^pgfence(?:-ignore(?:\s*:\s*(.+))?|:\s*ignore\s+(.+))/i;

function forPgfence(text: string): Said | undefined {
  const match = pgfence.exec(text);
  if (match === null) return undefined;
  const list = match[1] ?? match[2];
  return {
    linter: 'pgfence',
    word: 'pgfence-ignore',
    reach: ['disable-next-line'],
    names: list === undefined ? 'all' : namesIn(list),
    reason: undefined,
  };
}

function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
