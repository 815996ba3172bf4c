import type { RuleSetting, Workspaces } from 'mig-lint';
import { openWorkspaces } from 'mig-lint';
import { runAsWorker } from 'synckit';
import type { Answer, Request } from './protocol.ts';

// ESLint is synchronous, and mig-lint is not: parsers are WebAssembly, what has shipped is asked of git. So mig-lint
// lives in a worker, with everything that it remembers, and ESLint's thread waits for its answers.
//
// JavaScript and TypeScript come as text too, though ESLint has parsed them: to clone its tree into the worker takes five
// to twenty times as long as to parse the text again (1 kB: 1.3 ms against 0.3 ms; 11 kB: 31 ms against 1.5 ms).

let workspaces: Promise<Workspaces> | undefined;

/** ESLint gives the severity itself. Rules with the same options are the same object, so that what was judged with them is found again. */
const settings = new Map<string, ReadonlyMap<string, RuleSetting>>();

runAsWorker(async (request: Request): Promise<Answer> => {
  workspaces ??= openWorkspaces();
  const workspace = await (await workspaces).of(request.file, request.cwd);
  switch (request.kind) {
    case 'read':
      return workspace.read(request);
    case 'lint':
      return workspace.lint(request, settingsOf(request.rules));
  }
});

function settingsOf(rules: readonly (readonly [name: string, options: unknown])[]): ReadonlyMap<string, RuleSetting> {
  const key = JSON.stringify(rules);
  const known = settings.get(key) ?? new Map(rules.map(([name, options]) => [name, { severity: 'error', options }]));
  settings.set(key, known);
  return known;
}
