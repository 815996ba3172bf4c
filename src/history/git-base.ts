import { GitFailure, gitOrFail, type RunGit } from './git-command.ts';
import type { ShippedSource } from './history.ts';

/** Where the configuration says that things ship from: a branch, or release tags that match a glob. */
export type GitSource = Exclude<ShippedSource, { readonly manifest: string } | { readonly ledger: string }>;

/** The commit whose files have shipped, and what it is called; no commit: the limits say why. */
export type Base =
  | { readonly commit: string; readonly name: string; readonly limits: readonly string[] }
  | { readonly commit: undefined; readonly limits: readonly string[] };

/** A name that git may know, and what people call it. */
interface Candidate {
  readonly ref: string;
  readonly name: string;
}

const remoteHead: Candidate = { ref: 'refs/remotes/origin/HEAD', name: 'origin/HEAD' };

/** Where the default branch is looked for, when the configuration names none. */
const defaultBranches: readonly Candidate[] = [
  remoteHead,
  { ref: 'refs/remotes/origin/main', name: 'origin/main' },
  { ref: 'refs/remotes/origin/master', name: 'origin/master' },
  { ref: 'refs/heads/main', name: 'main' },
  { ref: 'refs/heads/master', name: 'master' },
];

const fetchAdvice = 'fetch the whole history (actions/checkout: `fetch-depth: 0`)';

/** Finds what has shipped; rejects with a `GitFailure` when git cannot be asked at all. */
export async function findBase(source: GitSource | undefined, git: RunGit): Promise<Base> {
  if (source === undefined) return findDefaultBranch(process.env['GITHUB_BASE_REF'] ?? '', git);
  const named = 'tags' in source ? source.tags : source.branch;
  if (named.startsWith('-') || named.includes('\n') || named.includes('\0')) {
    throw new GitFailure(`${JSON.stringify(named)} cannot be the name of a ${'tags' in source ? 'tag' : 'branch'}`);
  }
  return 'tags' in source ? findTag(source.tags, git) : findBranch(branchesCalled(source.branch), git);
}

/** GitHub says in `GITHUB_BASE_REF` which branch a pull request wants to be merged into; '' elsewhere. */
async function findDefaultBranch(pullRequestBase: string, git: RunGit): Promise<Base> {
  if (pullRequestBase === '' || pullRequestBase.includes('\n')) return findBranch(defaultBranches, git);

  const wanted = { ref: `refs/remotes/origin/${pullRequestBase}`, name: `origin/${pullRequestBase}` };
  const base = await findBranch([wanted, ...defaultBranches], git);
  if (base.commit === undefined || base.name === wanted.name) return base;
  const limit = `GITHUB_BASE_REF names ${pullRequestBase}, but ${wanted.name} is not in this clone: ${base.name} is taken`;
  return { ...base, limits: [...base.limits, limit] };
}

/** A branch here, a branch of a remote, the branch of that name on origin, or any other name of a commit. */
function branchesCalled(name: string): readonly Candidate[] {
  return [
    { ref: `refs/heads/${name}`, name },
    { ref: `refs/remotes/${name}`, name },
    { ref: `refs/remotes/origin/${name}`, name: `origin/${name}` },
    { ref: name, name },
  ];
}

async function findBranch(candidates: readonly Candidate[], git: RunGit): Promise<Base> {
  const [head, ...commits] = await resolve(['HEAD', ...candidates.map((candidate) => candidate.ref)], git);
  if (head === undefined) return noCommits;
  const index = commits.findIndex((commit) => commit !== undefined);
  const branch = candidates[index];
  const tip = commits[index];
  if (branch === undefined || tip === undefined) return notFound(candidates, git);

  const { base, name, shallow } = await mergeBase(head, tip, branch, git);
  if (base !== undefined) return { commit: base, name, limits: [] };
  if (!shallow) return nothing(`HEAD and ${name} have no commit in common`);
  const limit = `this is a shallow clone without the commit where HEAD left ${name}: all of ${name} is taken as shipped; ${fetchAdvice}`;
  return { commit: tip, name, limits: [limit] };
}

/** The commits that the names stand for, in the same order; `undefined` for a name that git does not know. */
async function resolve(names: readonly string[], git: RunGit): Promise<readonly (string | undefined)[]> {
  const questions = names.map((name) => `${name}^{commit}\n`).join('');
  const answers = (await gitOrFail(git, ['cat-file', '--batch-check'], questions)).toString('utf8').split('\n');
  return names.map((_, index) => /^([0-9a-f]{40,64}) commit \d+$/.exec(answers[index] ?? '')?.[1]);
}

interface Meeting {
  /** The newest commit that both have. */
  readonly base: string | undefined;
  /** What the branch is called: where origin/HEAD points, if it is that. */
  readonly name: string;
  readonly shallow: boolean;
}

/** Where HEAD and the branch meet. */
async function mergeBase(head: string, tip: string, branch: Candidate, git: RunGit): Promise<Meeting> {
  const askName = branch === remoteHead ? ['--abbrev-ref', remoteHead.ref] : [];
  const output = await gitOrFail(git, ['rev-parse', '--is-shallow-repository', `${head}...${tip}`, ...askName]);
  // `true` or `false`, both tips, then `^` and a commit for each merge base, then the name.
  const lines = output.toString('utf8').trimEnd().split('\n');
  const name = askName.length === 0 ? undefined : lines.slice(3).find((line) => !line.startsWith('^'));
  return {
    base: lines.find((line) => line.startsWith('^'))?.slice(1),
    name: name ?? branch.name,
    shallow: lines[0] === 'true',
  };
}

async function findTag(glob: string, git: RunGit): Promise<Base> {
  const [head] = await resolve(['HEAD'], git);
  if (head === undefined) return noCommits;

  const newestFirst = ['tag', '--list', '--sort=-version:refname', '--merged', head];
  const format = '--format=%(refname:strip=2)%00%(objectname)%00%(*objectname)';
  const output = await gitOrFail(git, [...newestFirst, format, '--', glob]);
  const [name, tagged, peeled] = (output.toString('utf8').split('\n')[0] ?? '').split('\0');
  if (name !== undefined && tagged !== undefined) {
    return { commit: peeled === undefined || peeled === '' ? tagged : peeled, name, limits: [] };
  }
  const advice = (await isShallow(git)) ? `; this is a shallow clone: ${fetchAdvice}` : '';
  return nothing(`no tag that matches ${glob} leads to HEAD${advice}`);
}

async function notFound(candidates: readonly Candidate[], git: RunGit): Promise<Base> {
  const tried = [...new Set(candidates.map((candidate) => candidate.name))].join(', ');
  const advice = (await isShallow(git)) ? `; this is a shallow clone: ${fetchAdvice}` : '';
  return nothing(`no branch to compare with was found (tried ${tried})${advice}`);
}

async function isShallow(git: RunGit): Promise<boolean> {
  return (await gitOrFail(git, ['rev-parse', '--is-shallow-repository'])).toString('utf8').trim() === 'true';
}

function nothing(reason: string): Base {
  return { commit: undefined, limits: [`${reason}: everything counts as new`] };
}

const noCommits = nothing('the repository has no commits yet');
