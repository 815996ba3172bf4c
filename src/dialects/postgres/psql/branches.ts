import type { Guard } from '../../../model/operation.ts';

/** Opens, turns or closes a branch as `\if`, `\elif`, `\else` and `\endif` do; `rest` is what follows the order's word. */
export function changeBranch(word: string, rest: string, branches: Guard[]): void {
  switch (word) {
    case 'if':
      branches.push(condition(`\\if ${rest.trim()}`));
      break;
    case 'elif':
    case 'else': {
      const before = branches.pop();
      if (before?.kind === 'condition')
        branches.push(condition(`NOT (${before.text}) \\${word} ${rest.trim()}`.trim()));
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
