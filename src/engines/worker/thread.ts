import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { EngineMissingError } from '../engine.ts';
import type { Answer, Call, Question, WorkerTask } from './protocol.ts';

/** A thread with an engine in it, which answers one question after the other. */
export interface Thread {
  /** Rejects with what the engine said, and with the reason for which the thread was ended. */
  // The other thread runs the same code: what is asked says what is given.
  ask<Given>(call: Call): Promise<Given>;
  isEnded(): boolean;
  /** Ends it at once, whatever it is doing; what was asked is answered with the reason. */
  end(reason: string): Promise<void>;
}

interface Waiting {
  readonly resolve: (given: never) => void;
  readonly reject: (error: Error) => void;
}

/** Starts a thread and waits until its engine is open. */
export async function startThread(task: WorkerTask): Promise<Thread> {
  // A thread needs a file of its own, which the build makes.
  const worker = new Worker(createRequire(import.meta.url).resolve('#engine-worker'));
  worker.postMessage(task);
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let ended: string | undefined;

  const endAll = (reason: string): void => {
    ended ??= reason;
    for (const { reject } of waiting.values()) reject(new Error(ended));
    waiting.clear();
  };
  const wait = <Given>(id: number): Promise<Given> =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
  worker.on('message', (answer: Answer<never>) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('gives' in answer) asker?.resolve(answer.gives);
    else
      asker?.reject(
        answer.isMissing ? new EngineMissingError('@electric-sql/pglite', answer.failed) : new Error(answer.failed),
      );
  });
  worker.on('error', ({ message }) => {
    endAll(message);
  });
  worker.on('exit', () => {
    endAll('the engine has ended');
  });
  await wait(asked);
  return {
    async ask(call) {
      if (ended !== undefined) throw new Error(ended);
      asked += 1;
      const question: Question = { id: asked, ...call };
      const answer = wait<never>(asked);
      worker.postMessage(question);
      return answer;
    },
    isEnded: () => ended !== undefined,
    async end(reason) {
      endAll(reason);
      await worker.terminate();
    },
  };
}
