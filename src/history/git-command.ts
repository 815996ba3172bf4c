import { dirname } from 'node:path';
import { x } from 'tinyexec';
import { carefulEnvironment, carefulGit } from '../model/careful-git.ts';
import { repositoryAbove } from './git-state.ts';

interface GitOutput {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git once with these arguments and this text on its standard input. */
export type RunGit = (args: readonly string[], input?: string) => Promise<GitOutput>;

/** Git could not be run, or refused; the message is a sentence for people. */
export class GitFailure extends Error {}

/** In bytes; a string cannot hold much more. */
const largestAnswer = 256 * 1024 * 1024;
const largestAnswerInWords = '256 MB';

/** English, since a refusal is recognised by its words; and nothing of a hook, whose folder need not be ours. */
const environment = { ...carefulEnvironment, LC_ALL: 'C', GIT_PREFIX: undefined };

/** A suffix that begins with `-` makes a version older, so that a release comes after its candidates: v2.0-rc1, v2.0. */
const configuration = [...carefulGit, '-c', 'versionsort.suffix=-'];

/**
 * Git in a folder. The returned function rejects with a `GitFailure` when there is no git to run.
 *
 * @param indexFile the index to look at, an absolute path; absent: the repository's own
 */
export function gitIn(root: string, indexFile?: string): RunGit {
  // Neither the folder nor its node_modules/.bin may provide the `git` that runs: the repository is not to be trusted.
  const env = { ...environment, GIT_INDEX_FILE: indexFile };
  const options = { nodePath: false, nodeOptions: { cwd: dirname(process.execPath), env } };

  return async (args, input) => {
    if (repositoryAbove(root) === undefined) return noRepository;
    const running = x('git', ['-C', root, ...configuration, ...args], { ...options, stdin: input ?? '' });
    // One byte a character: paths and blobs arrive as bytes, however the stream cuts them.
    running.process?.stdout?.setEncoding('latin1');
    // What takes little room in a repository, where it is compressed, may be more than there is memory.
    let bytes = 0;
    running.process?.stdout?.on('data', (chunk: string) => {
      bytes += chunk.length;
      if (bytes > largestAnswer) running.kill();
    });
    // Git may end before it has read everything; its exit code tells why.
    running.process?.stdin?.on('error', () => undefined);
    try {
      const { exitCode, stdout, stderr } = await running;
      if (bytes > largestAnswer) throw new GitFailure(`git ${args[0] ?? ''} gives more than ${largestAnswerInWords}`);
      return { exitCode: exitCode ?? 1, stdout: Buffer.from(stdout, 'latin1'), stderr };
    } catch (error) {
      if (error instanceof GitFailure) throw error;
      throw new GitFailure(cannotRun(error), { cause: error });
    }
  };
}

/** What git itself says. */
const noRepository: GitOutput = { exitCode: 128, stdout: Buffer.alloc(0), stderr: 'fatal: not a git repository' };

/** The same, for commands that must succeed. */
export async function gitOrFail(git: RunGit, args: readonly string[], input?: string): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await git(args, input);
  if (exitCode !== 0) throw new GitFailure(refusal(args, stderr));
  return stdout;
}

/** For a diff: paths as `listed` reads them, relative to the folder, whatever the user's configuration makes of a diff. */
export const namesOnly = [
  '-z',
  '--relative',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--ignore-submodules=all',
];

/** The fields of an output that `-z` has asked for. */
export function listed(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((field) => field !== '');
}

function cannotRun(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'git was not found on the PATH';
  return `git could not be started: ${error instanceof Error ? error.message : String(error)}`;
}

function refusal(args: readonly string[], stderr: string): string {
  if (stderr.includes('not a git repository')) return 'this folder is not in a git repository';
  if (stderr.includes('safe.bareRepository'))
    return 'this folder is a repository without a work tree, which is not asked';
  const reason = stderr.split('\n').find((line) => line.startsWith('fatal: ')) ?? 'fatal: no reason given';
  return `git ${args[0] ?? ''} failed: ${reason.slice('fatal: '.length)}`;
}
