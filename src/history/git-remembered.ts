import type { RunGit } from './git-command.ts';

/** Texts by key that outlive the run. */
export interface Notebook {
  text(key: string): string | undefined;
  note(key: string, text: string): void;
}

/**
 * Git as it is at one moment: it is asked once in a run, and never again what can only have one answer: what a commit
 * holds, and where two commits of a clone with its whole history meet.
 */
export function rememberedGit(git: RunGit, notebook: Notebook): RunGit {
  const asked = new Map<string, ReturnType<RunGit>>();
  const lasting = fromNotebook(git, notebook);
  return (args, input) => {
    const key = JSON.stringify([args, input]);
    const answer = asked.get(key) ?? lasting(args, input);
    asked.set(key, answer);
    return answer;
  };
}

function fromNotebook(git: RunGit, notebook: Notebook): RunGit {
  return async (args, input) => {
    if (!isLasting(args)) return git(args, input);
    const key = args.join('\0');
    const known = notebook.text(key);
    if (known !== undefined) return { exitCode: 0, stdout: Buffer.from(known, 'latin1'), stderr: '' };
    const output = await git(args, input);
    const text = output.stdout.toString('latin1');
    if (output.exitCode === 0 && isWhole(args, text)) notebook.note(key, text);
    return output;
  };
}

const commit = /^[0-9a-f]{40,64}$/;
const twoCommits = /^[0-9a-f]{40,64}\.\.\.[0-9a-f]{40,64}$/;

function isLasting(args: readonly string[]): boolean {
  const isListing = args[0] === 'ls-tree' && args.some((arg) => commit.test(arg));
  return isListing || (args[0] === 'rev-parse' && args.some((arg) => twoCommits.test(arg)));
}

/** In a shallow clone, which says so at once, a later fetch can bring an older meeting point. */
function isWhole([command]: readonly string[], text: string): boolean {
  return command !== 'rev-parse' || text.startsWith('false\n');
}
