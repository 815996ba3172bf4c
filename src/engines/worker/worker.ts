import { parentPort } from 'node:worker_threads';
import type { Engine } from '../engine.ts';
import { EngineMissingError } from '../engine.ts';
import { openPglite } from '../pglite/index.ts';
import type { Answer, Call, Question, WorkerTask } from './protocol.ts';

// The whole engine lives in this thread, so that it can be ended with the thread.

async function carryOut(engine: Engine, asked: Call): Promise<unknown> {
  switch (asked.call) {
    case 'run':
      return engine.run(asked.statement);
    case 'query':
      return (await engine.query?.(asked.sql))?.rows;
    case 'rows':
      return engine.rows(asked.table, asked.limit);
    case 'digest':
    case 'tables':
    case 'reset':
    case 'close':
      return engine[asked.call]();
  }
}

async function answer(id: number, work: Promise<unknown>): Promise<void> {
  parentPort?.postMessage(
    await work.then(
      (gives): Answer => ({ id, gives }),
      (error: unknown): Answer => ({
        id,
        failed: error instanceof Error ? error.message : String(error),
        isMissing: error instanceof EngineMissingError,
      }),
    ),
  );
}

// The first message says how the engine is opened; all others are questions to it.
parentPort?.once('message', (task: WorkerTask) => {
  const opening = openPglite(task);
  void answer(
    0,
    opening.then(() => undefined),
  );
  parentPort?.on('message', ({ id, ...asked }: Question) => {
    void answer(
      id,
      opening.then((engine) => carryOut(engine, asked)),
    );
  });
});
