import { GitHubFailure } from './github.ts';

const attempts = 3;

/**
 * Looks and then writes, again from the look when the server failed at the writing: it may have written all the same,
 * and a second look shows it.
 */
export async function lookAndWrite<Outcome>(attempt: () => Promise<Outcome>): Promise<Outcome> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      const isFailure = error instanceof GitHubFailure && error.status >= 500;
      if (!isFailure || left === 1) throw error;
    }
  }
}
