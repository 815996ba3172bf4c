import type { Guard } from '../../../model/operation.ts';

/** Each branch names those before it, up to this many characters. */
const longestCondition = 1000;

/** Opens, turns or closes a branch as `\if`, `\elif`, `\else` and `\endif` do; `rest` is what follows the order's word. */
export function changeBranch(word: string, rest: string, branches: Guard[]): void {
  switch (word) {
    case 'if':
      branches.push(condition(`\\if ${rest.trim()}`));
      break;
    case 'elif':
    case 'else': {
      const before = branches.pop();
      if (before?.kind === 'condition') {
        const others = before.text.length > longestCondition ? 'the conditions before' : before.text;
        branches.push(condition(`NOT (${others}) \\${word} ${rest.trim()}`.trim()));
      }
      break;
    }
    case 'endif':
      branches.pop();
      break;
    default:
  }
}

function condition(text: string): Guard {
  return { kind: 'condition', text };
}
