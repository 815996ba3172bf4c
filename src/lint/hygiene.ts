import { nearest } from '../config/nearest.ts';
import type { Directive } from './directives.ts';
import { directiveNames, holdsOn, isDay } from './directives.ts';

/** What is wrong with a suppression, in the three parts of a finding. */
export interface HygieneProblem {
  readonly message: string;
  readonly why: string;
  readonly remedy: string;
}

export interface HygieneContext {
  readonly today: string;
  readonly knownRules: ReadonlySet<string>;
  readonly activeRules: ReadonlySet<string>;
  /** The rules of which it kept findings back. */
  readonly usedFor: ReadonlySet<string>;
  /** For `mig-lint-enable`: whether there is a suppression that it ends. */
  readonly ends: boolean;
}

export function hygieneOf(directive: Directive, context: HygieneContext): readonly HygieneProblem[] {
  if (directive.name === undefined) return [unknownDirective(directive)];
  const unknown = directive.rules.filter((rule) => !context.knownRules.has(rule));
  return [
    ...unknown.map((rule) => unknownRule(directive, rule, context.knownRules)),
    ...(directive.name === 'enable' ? withoutRange(directive, context) : ofDisabling(directive, unknown, context)),
  ];
}

function ofDisabling(
  directive: Directive,
  unknown: readonly string[],
  context: HygieneContext,
): readonly HygieneProblem[] {
  const { word, rules, reason, until } = directive;
  const problems: HygieneProblem[] = [];
  if (reason === undefined) {
    const comment =
      directive.name === 'irreversible'
        ? `${word} -- <why there is no way back>`
        : `${[word, rules.join(', ')].join(' ').trim()} -- <why it is safe here>`;
    problems.push({
      message: `${word} gives no reason`,
      why: 'whoever reads it later cannot tell whether it still holds',
      remedy: `write the reason behind two dashes: ${comment}`,
    });
  }
  if (until !== undefined && !holdsOn(directive, context.today)) return [...problems, over(word, until)];
  return [...problems, ...unused(directive, unknown, context)];
}

function over(word: string, until: string): HygieneProblem {
  return isDay(until)
    ? {
        message: `${word} held until ${until}`,
        why: 'it was agreed on for a time that is over, and suppresses nothing any more',
        remedy: 'mend what it covers, or agree on another day',
      }
    : {
        message: `${word} holds until ${until}, which is no day`,
        why: 'nobody can say when it ends, so it suppresses nothing',
        remedy: 'write a day of the calendar, as YYYY-MM-DD',
      };
}

function unused(
  { word, rules }: Directive,
  unknown: readonly string[],
  { activeRules, usedFor }: HygieneContext,
): readonly HygieneProblem[] {
  const why = 'it would hide the next finding in its place, and nobody would have decided that';
  if (rules.length === 0) {
    return usedFor.size > 0 ? [] : [{ message: `${word} suppresses nothing`, why, remedy: 'remove the comment' }];
  }
  const idle = rules.filter((rule) => activeRules.has(rule) && !usedFor.has(rule) && !unknown.includes(rule));
  if (idle.length === 0) return [];
  const remedy = idle.length === rules.length ? 'remove the comment' : `take ${idle.join(', ')} out of it`;
  return [{ message: `${word} suppresses nothing of ${idle.join(', ')}`, why, remedy }];
}

function withoutRange({ word }: Directive, { ends }: HygieneContext): readonly HygieneProblem[] {
  if (ends) return [];
  return [
    {
      message: `${word} ends no suppression`,
      why: 'no mig-lint-disable of its rules stands above it',
      remedy: 'remove the comment, or name the rules that are disabled above',
    },
  ];
}

function unknownRule({ word }: Directive, rule: string, knownRules: ReadonlySet<string>): HygieneProblem {
  const near = nearest(rule, knownRules);
  return {
    message: `${word} names ${rule}, which is no rule`,
    why: 'it does nothing for a rule that does not exist',
    remedy: near === undefined ? 'mig-lint rules lists all of them' : `write ${near}`,
  };
}

function unknownDirective({ word }: Directive): HygieneProblem {
  const words = directiveNames.map((name) => `mig-lint-${name}`);
  const near = nearest(word, words);
  return {
    message: `${word} is no directive`,
    why: 'the comment does nothing',
    remedy: near === undefined ? `write one of ${words.join(', ')}` : `write ${near}`,
  };
}
