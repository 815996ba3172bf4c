import { jsonText } from '../report/json-text.ts';
import { GitHubFailure, type GitHub } from './github.ts';

/** Reads from GitHub as far as there is a token for it, and prints what would be written. */
export function dryRun(reads: GitHub | undefined, print: (text: string) => void): GitHub {
  const show = (request: string, body: unknown): Promise<void> => {
    print(`${request}\n${jsonText(body, 2)}\n\n`);
    return Promise.resolve();
  };
  return {
    changedFiles: (pull) => reads?.changedFiles(pull) ?? Promise.reject(new GitHubFailure(401, 'there is no token')),
    comments: (pull) => reads?.comments(pull) ?? Promise.resolve([]),
    reviewComments: (pull) => reads?.reviewComments(pull) ?? Promise.resolve([]),
    ownLogin: () => reads?.ownLogin() ?? Promise.resolve(undefined),
    createCheckRun: (run) => show('POST check-runs', run).then(() => 0),
    addAnnotations: (_, output) => show('PATCH check-runs/{check_run_id}', { output }),
    createComment: (pull, body) => show(`POST issues/${String(pull)}/comments`, { body }),
    updateComment: (comment, body) => show(`PATCH issues/comments/${String(comment)}`, { body }),
    createReview: (pull, review) => show(`POST pulls/${String(pull)}/reviews`, review),
  };
}
