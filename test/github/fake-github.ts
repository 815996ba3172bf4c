import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { writes } from './requests.ts';

interface FakeComment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly login: string; readonly type: string } | null;
}

export const bot = { login: 'github-actions[bot]', type: 'Bot' };

/** What the repository holds when the test begins. */
export interface State {
  readonly comments?: readonly FakeComment[];
  readonly reviewComments?: readonly FakeComment[];
  readonly files?: readonly object[];
  /** Whose token it is; absent: the token of an app, which is no user's. */
  readonly login?: string;
  /** The token of a pull request from a fork. */
  readonly isReadOnly?: boolean;
  /** What goes wrong, in this order, each time for the first request that matches. */
  readonly failures?: readonly Failure[];
}

interface Failure {
  /** Of `POST /repos/…`. */
  readonly at: RegExp;
  readonly status: number;
  readonly headers?: () => Readonly<Record<string, string>>;
  readonly message?: string;
  /** The request is carried out all the same, and only its answer fails. */
  readonly tooLate?: boolean;
}

interface Sent {
  /** `POST /repos/acme/shop/check-runs`. */
  readonly line: string;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

/** A server that plays GitHub for the repository acme/shop; requests that GitHub would not take are refused with 422. */
export interface FakeGitHub {
  readonly url: string;
  /** Everything that was asked and told, in order. */
  readonly sent: readonly Sent[];
  readonly comments: readonly FakeComment[];
  readonly close: () => Promise<void>;
}

export async function fakeGitHub(state: State = {}): Promise<FakeGitHub> {
  const sent: Sent[] = [];
  const comments = [...(state.comments ?? [])];
  const reviewComments = [...(state.reviewComments ?? [])];
  const failures = [...(state.failures ?? [])];

  const write = (line: string, body: unknown): Answer => {
    if (state.isReadOnly === true) return { status: 403, data: { message: 'Resource not accessible by integration' } };
    const known = writes.find(({ route }) => route.test(line));
    if (known === undefined) return { status: 404, data: { message: 'Not Found' } };
    const checked = v.safeParse(known.body, body);
    if (!checked.success) return { status: 422, data: { message: JSON.stringify(v.flatten(checked.issues)) } };
    const id = 1000 + sent.length;
    const output = checked.output;
    if ('body' in output && !('event' in output)) {
      const at = comments.findIndex((one) => line.endsWith(`/${String(one.id)}`));
      comments.splice(at === -1 ? comments.length : at, 1, { id, body: output.body, user: bot });
    }
    if ('event' in output)
      reviewComments.push(...output.comments.map(({ body: one }) => ({ id, body: one, user: bot })));
    return { status: 201, data: { id } };
  };

  const answer = (line: string, url: URL, body: unknown): Answer => {
    if (!line.startsWith('GET ')) return write(line, body);
    if (line === 'GET /user') {
      return state.login === undefined
        ? { status: 403, data: { message: 'Resource not accessible by integration' } }
        : { status: 200, data: { login: state.login } };
    }
    if (/issues\/\d+\/comments$/.test(line)) return page(comments, url);
    if (/pulls\/\d+\/comments$/.test(line)) return page(reviewComments, url);
    if (/pulls\/\d+\/files$/.test(line)) return page(state.files ?? [], url);
    return { status: 404, data: { message: 'Not Found' } };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`);
    const line = `${request.method ?? ''} ${url.pathname}`;
    const content = await text(request);
    const body: unknown = content === '' ? undefined : JSON.parse(content);
    sent.push({ line, body, headers: request.headers });
    const at = failures.findIndex((failure) => failure.at.test(line));
    const [failure] = at === -1 ? [] : failures.splice(at, 1);
    const made = failure === undefined || failure.tooLate === true ? answer(line, url, body) : undefined;
    const { status, headers, data } =
      failure === undefined
        ? (made ?? { status: 500, data: {} })
        : { status: failure.status, headers: failure.headers?.(), data: { message: failure.message ?? '' } };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(data));
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    sent,
    comments,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly data: unknown;
}

function page(all: readonly unknown[], url: URL): Answer {
  const size = Number(url.searchParams.get('per_page') ?? '30');
  const number = Number(url.searchParams.get('page') ?? '1');
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  const headers = number * size < all.length ? { link: `<${next.href}>; rel="next"` } : {};
  return { status: 200, headers, data: all.slice((number - 1) * size, number * size) };
}
