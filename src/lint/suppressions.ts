import type { Comment, Migration, Statement } from '../model/migration.ts';
import { allStatements } from '../model/migration.ts';
import type { Span } from '../model/span.ts';
import { covers } from '../model/span.ts';
import type { OtherLinter } from '../rules/other-linters.ts';
import type { Rule } from '../rules/rule.ts';
import type { Directive, DirectiveName } from './directives.ts';
import { holdsOn, readDirective } from './directives.ts';
import { readForeign } from './foreign-directives.ts';
import type { HygieneProblem } from './hygiene.ts';
import { hygieneOf } from './hygiene.ts';

/** A comment that keeps findings from being reported, and where it does. */
export interface Suppression extends Directive {
  /** The comment. */
  readonly span: Span;
  /** A finding is covered when it begins in one of these. */
  readonly covers: readonly Span[];
  /** Where `mig-lint-enable` comments end it, for the rules that they name or for all. */
  readonly ends: readonly RangeEnd[];
  /** The linter that it was written for; absent: ours. */
  readonly linter?: OtherLinter;
}

interface RangeEnd {
  readonly at: number;
  readonly rules: readonly string[];
}

/**
 * The suppressions that a migration's comments ask for.
 *
 * @param texts the text of every file that the migration is made of, by path
 * @param rules ours, with the rules of other linters that they are like: comments for those count too
 */
export function readSuppressions(
  migration: Migration,
  texts: ReadonlyMap<string, string>,
  rules: readonly Pick<Rule, 'name' | 'like'>[],
): readonly Suppression[] {
  const directives = migration.comments.flatMap((comment): readonly PlacedDirective[] => {
    const directive = readDirective(comment.text) ?? readForeign(comment.text, rules);
    return directive === undefined ? [] : [{ ...directive, span: comment.span }];
  });
  const statements = allStatements(migration);
  return directives.map((directive) => {
    const { file } = directive.span;
    const place: Place = {
      text: texts.get(file) ?? '',
      comments: migration.comments.filter(({ span }) => span.file === file),
      statements: statements.filter(({ span }) => span.file === file),
    };
    const covers =
      directive.name === 'irreversible'
        ? migration.files.map(wholeFile)
        : (directive.reach ?? [directive.name]).flatMap((name) => coveredBy({ ...directive, name }, place));
    return { ...directive, covers, ends: endsOf(directive, directives) };
  });
}

export interface SuppressionContext {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly knownRules: ReadonlySet<string>;
  /** The rules that ran; what a suppression of another rule is good for cannot be said. */
  readonly activeRules: ReadonlySet<string>;
}

export interface Outcome<Finding, Kept extends Suppression> {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** The reason that was given for each of them, where one was. */
  readonly reasons: ReadonlyMap<Finding, string>;
  /** Of those that only comments for another linter keep back, that linter. */
  readonly foreign: ReadonlyMap<Finding, OtherLinter>;
  /** What is wrong with the suppressions themselves, in the order of the suppressions. */
  readonly hygiene: readonly ({ readonly suppression: Kept } & HygieneProblem)[];
}

/** Tells the findings that are suppressed from the others, and what is wrong with the suppressions. */
export function applySuppressions<
  Finding extends { readonly rule: string; readonly at: Span },
  Read extends Suppression,
>(findings: readonly Finding[], suppressions: readonly Read[], context: SuppressionContext): Outcome<Finding, Read> {
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  const reasons = new Map<Finding, string>();
  const foreign = new Map<Finding, OtherLinter>();
  const used = new Map<string, Set<string>>();
  const inForce = suppressions.filter((suppression) => holdsOn(suppression, context.today));

  for (const finding of findings) {
    const matching = inForce.filter((suppression) => suppresses(suppression, finding));
    for (const { span } of matching) used.set(keyOf(span), (used.get(keyOf(span)) ?? new Set()).add(finding.rule));
    const reason = matching.find((suppression) => suppression.reason !== undefined)?.reason;
    if (reason !== undefined) reasons.set(finding, reason);
    const [first] = matching;
    if (first?.linter !== undefined && matching.every(({ linter }) => linter !== undefined))
      foreign.set(finding, first.linter);
    (matching.length === 0 ? kept : suppressed).push(finding);
  }

  // A file can belong to several migrations; what is wrong with its comments is said once.
  // Those for another linter are for that one to judge.
  const own = suppressions.filter(({ linter }) => linter === undefined);
  const once = new Map(own.map((suppression) => [keyOf(suppression.span), suppression]));
  const hygiene = [...once].flatMap(([key, suppression]) => {
    const problems = hygieneOf(suppression, {
      ...context,
      usedFor: used.get(key) ?? new Set<string>(),
      ends: suppressions.some(
        ({ span, ends }) => span.file === suppression.span.file && ends.some(({ at }) => at === suppression.span.start),
      ),
    });
    return problems.map((problem) => ({ suppression, ...problem }));
  });
  return { kept, suppressed, reasons, foreign, hygiene };
}

function suppresses(suppression: Suppression, finding: { readonly rule: string; readonly at: Span }): boolean {
  const { rule, at } = finding;
  const isMeant = suppression.rules.length === 0 || suppression.rules.includes(rule);
  const isThere = suppression.covers.some(
    ({ file, start, end }) => file === at.file && start <= at.start && at.start <= end,
  );
  return isMeant && isThere && !suppression.ends.some((end) => end.at <= at.start && endsRule(end, rule));
}

function endsRule({ rules }: RangeEnd, rule: string): boolean {
  return rules.length === 0 || rules.includes(rule);
}

function keyOf({ file, start }: Span): string {
  return `${file}:${start}`;
}

interface PlacedDirective extends Directive {
  readonly span: Span;
  readonly linter?: OtherLinter;
  /** Of a comment for another linter. */
  readonly reach?: readonly DirectiveName[];
}

/** The `mig-lint-enable` comments behind a `mig-lint-disable` that end it for at least one rule. */
function endsOf(directive: PlacedDirective, directives: readonly PlacedDirective[]): readonly RangeEnd[] {
  if (directive.name !== 'disable') return [];
  const { rules, span } = directive;
  return directives
    .filter((other) => other.name === 'enable' && other.span.file === span.file && other.span.start > span.start)
    .map((other) => ({ at: other.span.start, rules: other.rules }))
    .filter((end) => rules.length === 0 || rules.some((rule) => endsRule(end, rule)));
}

/** One file with what the migration has in it. */
interface Place {
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly statements: readonly Statement[];
}

function coveredBy({ name, span }: PlacedDirective, place: Place): readonly Span[] {
  const { file } = span;
  switch (name) {
    case 'disable-file':
      return [{ file, start: 0, end: place.text.length }];
    case 'disable':
      return [...top(span, place), { file, start: span.start, end: place.text.length }];
    case 'disable-line': {
      const line = lineAt(file, span.start, place.text);
      return [...around(span, place), ...withStatements(line, place)];
    }
    case 'disable-next-line': {
      const next = codeAfter(lineAt(file, span.end, place.text).end, place);
      const line = next === undefined ? [] : withStatements(lineAt(file, next, place.text), place);
      return [...top(span, place), ...around(span, place), ...line];
    }
    case 'irreversible':
    case 'enable':
    case undefined:
      return [];
  }
}

function wholeFile(file: string): Span {
  return { file, start: 0, end: Number.MAX_SAFE_INTEGER };
}

/** The start of the file, where findings about a whole file are shown, for a comment with nothing but comments above it. */
function top(comment: Span, place: Place): readonly Span[] {
  const code = codeAfter(0, place) ?? place.text.length;
  return code < comment.start ? [] : [{ file: comment.file, start: 0, end: 0 }];
}

/** The statements that a comment stands in. */
function around(comment: Span, { statements }: Place): readonly Span[] {
  return statements.map(({ span }) => span).filter((span) => covers(span, comment));
}

/** A line, and in whole the statements that begin or end on it. */
function withStatements(line: Span, { text, statements }: Place): readonly Span[] {
  const touching = statements
    .map(({ span }) => span)
    .filter((span) => isWithin(span.start, line) || isWithin(span.end, line) || opens(line, span, text));
  return [line, ...touching];
}

/** Whether a line is the head of a call whose SQL begins on the line below: it then stands for the SQL. */
function opens(line: Span, { start }: Span, text: string): boolean {
  return (
    start > line.end &&
    /["'`(]\s*$/.test(text.slice(line.start, line.end)) &&
    /^[\s"'`@$(]*$/.test(text.slice(line.end, start))
  );
}

function isWithin(offset: number, { start, end }: Span): boolean {
  return start <= offset && offset <= end;
}

function lineAt(file: string, offset: number, text: string): Span {
  const end = text.indexOf('\n', offset);
  return { file, start: text.lastIndexOf('\n', offset - 1) + 1, end: end === -1 ? text.length : end };
}

/** The first character that is neither white space nor in a comment. */
function codeAfter(offset: number, { text, comments }: Place): number | undefined {
  let at = offset;
  while (at < text.length) {
    const inside = comments.find(({ span }) => span.start <= at && at < span.end);
    if (inside !== undefined) at = inside.span.end;
    else if (/\S/.test(text.charAt(at))) return at;
    else at += 1;
  }
  return undefined;
}
