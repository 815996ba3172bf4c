import { cancel, confirm, isCancel, select } from '@clack/prompts';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** Somebody who answers. */
export interface Questions {
  /** The first choice is the one that is proposed. */
  readonly choose: <Value extends string>(
    question: string,
    choices: readonly [Choice<Value>, ...Choice<Value>[]],
  ) => Promise<Value>;
  readonly agree: (question: string, proposed: boolean) => Promise<boolean>;
}

/** They left without an answer. */
export class Cancelled extends Error {}

/** Takes what is proposed. */
export const noQuestions: Questions = {
  choose: (_question, [first]) => Promise.resolve(first.value),
  agree: (_question, proposed) => Promise.resolve(proposed),
};

/** Asks at the terminal. The answers reject with `Cancelled` on Ctrl+C. */
export const atTerminal: Questions = {
  async choose(question, choices) {
    const labels = choices.map(({ label }) => ({ value: label, label }));
    const answer = await select({ message: question, options: labels });
    if (isCancel(answer)) throw cancelled();
    return (choices.find(({ label }) => label === answer) ?? choices[0]).value;
  },
  async agree(question, proposed) {
    const answer = await confirm({ message: question, initialValue: proposed });
    if (isCancel(answer)) throw cancelled();
    return answer;
  },
};

function cancelled(): Cancelled {
  cancel('Nothing was written.');
  return new Cancelled();
}
