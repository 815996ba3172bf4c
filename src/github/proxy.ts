import type { RequestInit, Response } from 'undici';

export type Environment = Readonly<Record<string, string | undefined>>;

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that goes through the proxy which `HTTPS_PROXY` or `HTTP_PROXY` names, unless `NO_PROXY` speaks against it;
 * `undefined` when they name none. Node's own fetch knows of them since version 24 only, and when it is told to.
 */
export async function proxyFetch(env: Environment): Promise<Fetch | undefined> {
  const httpProxy = valueOf(env, 'http_proxy');
  const httpsProxy = valueOf(env, 'https_proxy') ?? httpProxy;
  if (httpsProxy === undefined) return undefined;

  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: httpProxy ?? '',
    httpsProxy,
    noProxy: valueOf(env, 'no_proxy') ?? '',
  });
  return (url, init) => fetch(url, { ...init, dispatcher });
}

/** Curl's way: the lower-case name comes first. */
function valueOf(env: Environment, name: string): string | undefined {
  return [env[name], env[name.toUpperCase()]].find((value) => value !== undefined && value !== '');
}
