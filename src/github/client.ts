import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { printableLine } from '../model/printable.ts';
import { GitHubFailure, type ChangedFile, type Comment, type GitHub, type Id } from './github.ts';
import { proxyFetch, type Environment } from './proxy.ts';
import type { Repository } from './target.ts';

export interface Connection {
  /** `https://api.github.com`, or that of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly token: string;
  readonly repository: Repository;
  readonly userAgent: string;
  /** For the proxy. */
  readonly env: Environment;
  /** Told, in a sentence, when GitHub asks to wait. */
  readonly onWait: (sentence: string) => void;
}

/** A job would rather say its findings without GitHub than wait longer, in seconds. */
const longestWait = 120;
const mostWaits = 3;

const PatientOctokit = Octokit.plugin(retry, throttling, paginateRest);

/** What must not be done twice is not sent again by itself: see `comment.ts` and `suggestions.ts`. */
const once = { request: { retries: 0 } };
const perPage = { per_page: 100 };

/**
 * GitHub over its REST API. Writes keep the distance that GitHub asks for; failures of the server are tried again; both
 * kinds of rate limits are waited for, unless that takes too long.
 */
export async function connect(connection: Connection): Promise<GitHub> {
  const { repository: repo } = connection;
  const octokit = await octokitFor(connection);
  return {
    changedFiles: (pull_number) =>
      asked(async () => {
        const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';
        const files = await octokit.paginate(route, { ...repo, pull_number, ...perPage });
        return files.map(changedFile);
      }),
    comments: (issue_number) =>
      asked(async () => {
        const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
        return (await octokit.paginate(route, { ...repo, issue_number, ...perPage })).map(comment);
      }),
    reviewComments: (pull_number) =>
      asked(async () => {
        const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
        return (await octokit.paginate(route, { ...repo, pull_number, ...perPage })).map(comment);
      }),
    ownLogin: () =>
      asked(async () => (await octokit.request('GET /user')).data.login).catch((error: unknown) => {
        if (error instanceof GitHubFailure && error.status === 403) return undefined;
        throw error;
      }),
    createCheckRun: ({ output, ...run }) =>
      asked(async () => {
        const body = { ...run, output: { ...output, annotations: [...output.annotations] } };
        return (await octokit.request('POST /repos/{owner}/{repo}/check-runs', { ...repo, ...body })).data.id;
      }),
    addAnnotations: (check_run_id, output) =>
      asked(async () => {
        const route = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
        const body = { output: { ...output, annotations: [...output.annotations] } };
        await octokit.request(route, { ...repo, check_run_id, ...body });
      }),
    createComment: (issue_number, body) =>
      asked(async () => {
        const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
        await octokit.request(route, { ...repo, issue_number, body, ...once });
      }),
    updateComment: (comment_id, body) =>
      asked(async () => {
        const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
        await octokit.request(route, { ...repo, comment_id, body });
      }),
    createReview: (pull_number, review) =>
      asked(async () => {
        const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
        await octokit.request(route, {
          ...repo,
          pull_number,
          ...review,
          comments: [...review.comments],
          ...once,
        });
      }),
  };
}

async function octokitFor({ apiUrl, token, userAgent, env, onWait }: Connection) {
  const fetch = await proxyFetch(env);
  const wait = (kind: string) => (seconds: number, _: object, __: Octokit, count: number) => {
    const isWorthIt = seconds <= longestWait && count < mostWaits;
    if (isWorthIt) onWait(`${kind} of GitHub: going on in ${String(seconds)} s`);
    return isWorthIt;
  };
  return new PatientOctokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: fetch === undefined ? {} : { fetch },
    throttle: { onRateLimit: wait('rate limit'), onSecondaryRateLimit: wait('secondary rate limit') },
  });
}

/** What goes wrong is said once, by whoever asked. */
function silent(): void {
  // Octokit would say it on the console.
}

/** The answer, or a `GitHubFailure` with GitHub's own words. */
async function asked<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const status = 'status' in error && typeof error.status === 'number' ? error.status : 500;
    throw new GitHubFailure(status, printableLine(error.message), { cause: error });
  }
}

interface FileAnswer {
  readonly filename: string;
  readonly status: string;
  readonly previous_filename?: string;
  readonly patch?: string;
}

function changedFile({ filename, status, previous_filename: previousPath, patch }: FileAnswer): ChangedFile {
  return {
    path: filename,
    status,
    ...(previousPath === undefined ? {} : { previousPath }),
    ...(patch === undefined ? {} : { patch }),
  };
}

interface CommentAnswer {
  readonly id: Id;
  readonly body?: string;
  readonly user: { readonly login: string; readonly type: string } | null;
}

function comment({ id, body = '', user }: CommentAnswer): Comment {
  return { id, body, author: { login: user?.login ?? '', isBot: user?.type === 'Bot' } };
}
