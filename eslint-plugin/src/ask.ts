import type { FileFindings, FileReading } from 'mig-lint';
import { createSyncFn } from 'synckit';
import type { Answer, Request } from './protocol.ts';

type Ask = (request: Request) => Answer;

let started: Ask | undefined;

/** Asks the worker and waits. It is started by the first question: a project without migrations never pays for it. */
function ask(request: Request): Answer {
  started ??= start();
  return started(request);
}

function start(): Ask {
  // Node ignores SIGPIPE, until somebody listens to it and stops, as VS Code's ESLint server does: from then on it ends
  // the process, which a git that ends before the worker has told it everything would bring about.
  process.on('SIGPIPE', () => undefined);
  return createSyncFn<(request: Request) => Promise<Answer>>(new URL('./worker.js', import.meta.url));
}

export function askForFindings(request: Extract<Request, { kind: 'lint' }>): FileFindings {
  const answer = ask(request);
  if (!('diagnostics' in answer)) throw new Error('the worker of mig-lint answered another question');
  return answer;
}

export function askForReading(request: Extract<Request, { kind: 'read' }>): FileReading {
  const answer = ask(request);
  if (!('statements' in answer)) throw new Error('the worker of mig-lint answered another question');
  return answer;
}
