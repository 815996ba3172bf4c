import type { Comment, GitHub } from './github.ts';

/**
 * A marker that nobody sees and that says of a comment what it is for. It stands at the very beginning, which no name or
 * code of a migration reaches.
 */
export function markerOf(purpose: Purpose, name: string): string {
  return `${markerStart(purpose)}${encodeURIComponent(name).replaceAll('-', '%2D')} -->`;
}

/** With what the markers of all names begin. */
export function markerStart(purpose: Purpose): string {
  return `<!-- mig-lint ${purpose}: `;
}

type Purpose = 'report' | 'suggestion';

/**
 * Of these comments the ones that begin with the marker, or the start of one, and are ours: written by a bot, as GitHub Actions is, or by the
 * user whose token it is. Anybody can copy a marker.
 */
export async function ownComments(
  comments: readonly Comment[],
  marker: string,
  github: Pick<GitHub, 'ownLogin'>,
): Promise<readonly Comment[]> {
  const marked = comments.filter(({ body }) => body.startsWith(marker));
  if (marked.every(({ author }) => author.isBot)) return marked;
  const login = await github.ownLogin();
  return marked.filter(({ author }) => author.isBot || author.login === login);
}
