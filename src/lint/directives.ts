/** What a comment asks for. */
export const directiveNames = [
  'disable-next-line',
  'disable-line',
  'disable-file',
  'disable',
  'enable',
  'irreversible',
] as const;

/** What a migration that says of itself that nothing takes it back is not held against. */
const ruleOfIrreversible = 'reversible-migration';

export type DirectiveName = (typeof directiveNames)[number];

/** A comment that speaks to mig-lint about suppressions. */
export interface Directive {
  /** As it is written: `mig-lint-disable-next-line`. */
  readonly word: string;
  /** `undefined`: the word is mistyped, and asks for nothing. */
  readonly name: DirectiveName | undefined;
  /** The rules that it names; none means all. */
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** The last day on which it holds, as it is written in the reason: `until: 2026-01-31`. */
  readonly until: string | undefined;
}

// `-- mig-lint-disable-line r1, r2 -- reason`, with the marks of the comment gone.
const shape =
  /^(mig-lint-((?:disable|enable|ignore|irreversible)[\w-]*))(?:\s+(?!--\s|--$)(.*?))?(?:\s+--(?:\s+(.*))?)?$/;
const expiry = /\buntil:\s*(\d{4}-\d{2}-\d{2})(?!\d)/;

/** Reads a comment with its marks; `undefined` when it is not for us. */
export function readDirective(comment: string): Directive | undefined {
  const match = shape.exec(withoutMarks(comment));
  if (match === null) return undefined;
  const [, word = '', written = '', rules = '', reason = ''] = match;
  const name = directiveNames.find((known) => known === written);
  return {
    word,
    name,
    rules: name === 'irreversible' ? [ruleOfIrreversible] : namesIn(rules),
    reason: reason === '' ? undefined : reason,
    until: expiry.exec(reason)?.[1],
  };
}

function namesIn(list: string): readonly string[] {
  return list
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
}

/** Whether a directive still holds on a day, written as YYYY-MM-DD: the day that it names is its last one. */
export function holdsOn({ until }: Pick<Directive, 'until'>, today: string): boolean {
  return until === undefined || (isDay(until) && until >= today);
}

/** Whether the calendar has the day, written as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What the comment says, on one line: `--`, `#`, `//`, `/* … *\/` and the stars at the start of lines are left out. */
export function withoutMarks(comment: string): string {
  return comment
    .replace(/^(?:--|#|\/\/+|\/\*+!?)/, '')
    .replace(/(?<!\*)\*+\/$/, '')
    .replace(/\n[ \t]*\*(?=\s)/g, '\n')
    .replace(/\s+/g, ' ')
    .trim();
}
