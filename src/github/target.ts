import * as v from 'valibot';
import type { Environment } from './proxy.ts';

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** What the findings are reported on. */
export interface Target {
  /** Of the REST API, without a slash at its end. */
  readonly apiUrl: string;
  readonly repository: Repository;
  /** The commit that gets the check run: of a pull request its head, not the merge that GitHub makes to test it. */
  readonly commit: string;
  /** The pull request's number; absent: a push, a schedule. */
  readonly pull?: number;
  /** The pull request comes from another repository, whose workflows get a token that may only read. */
  readonly isFork: boolean;
  /** The page of the workflow's run. */
  readonly page?: string;
}

/** What the command line says of the target: it goes before what GitHub Actions says. */
export interface TargetFlags {
  /** `owner/name`. */
  readonly repo?: string;
  readonly sha?: string;
  readonly pr?: number;
}

export type FoundTarget =
  { readonly kind: 'target'; readonly target: Target } | { readonly kind: 'unknown'; readonly reason: string };

const repositoryName = v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/));
const commitName = v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/i));

const side = v.object({ sha: commitName, repo: v.nullish(v.object({ full_name: v.string() })) });

/** The part of an event's payload that matters here; GitHub documents it as the webhook's. */
const pullRequestEvent = v.object({
  pull_request: v.object({ number: v.pipe(v.number(), v.integer(), v.minValue(1)), head: side, base: side }),
});

/**
 * Where to report to, from the variables of GitHub Actions, the event's payload (the text of `GITHUB_EVENT_PATH`) and
 * flags. A payload that is none, or not of a pull request, says nothing.
 */
export function findTarget(env: Environment, event: string | undefined, flags: TargetFlags): FoundTarget {
  const name = v.safeParse(repositoryName, flags.repo ?? env['GITHUB_REPOSITORY']);
  if (!name.success) return unknown('which repository is meant', '--repo owner/name', 'GITHUB_REPOSITORY');
  const apiUrl = apiOf(env['GITHUB_API_URL']);
  if (apiUrl === undefined) return { kind: 'unknown', reason: 'GITHUB_API_URL is no address of a server' };

  const payload = v.safeParse(pullRequestEvent, readJson(event));
  // A pull request that a flag names need not be the event's.
  const pullRequest =
    payload.success && (flags.pr === undefined || flags.pr === payload.output.pull_request.number)
      ? payload.output.pull_request
      : undefined;
  const commit = v.safeParse(commitName, flags.sha ?? pullRequest?.head.sha ?? env['GITHUB_SHA']);
  if (!commit.success) return unknown('which commit is meant', '--sha <commit>, all of it', 'GITHUB_SHA');

  const [owner = '', repo = ''] = name.output.split('/');
  const pull = flags.pr ?? pullRequest?.number;
  const page = pageOf(env);
  return {
    kind: 'target',
    target: {
      apiUrl,
      repository: { owner, repo },
      commit: commit.output,
      ...(pull === undefined ? {} : { pull }),
      isFork: pullRequest !== undefined && pullRequest.head.repo?.full_name !== pullRequest.base.repo?.full_name,
      ...(page === undefined ? {} : { page }),
    },
  };
}

function unknown(what: string, flag: string, variable: string): FoundTarget {
  return { kind: 'unknown', reason: `it is not known ${what}: give ${flag}; in GitHub Actions, ${variable} says it` };
}

function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function apiOf(address: string | undefined): string | undefined {
  const given = address === undefined || address === '' ? 'https://api.github.com' : address;
  if (!URL.canParse(given) || !/^https?:/.test(given)) return undefined;
  return given.replace(/(?<!\/)\/+$/, '');
}

function pageOf(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (server === undefined || repository === undefined || run === undefined) return undefined;
  const page = `${server}/${repository}/actions/runs/${run}`;
  return URL.canParse(page) ? page : undefined;
}
