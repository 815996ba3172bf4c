import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proxyFetch } from '../../src/github/proxy.ts';

/** A server, and a proxy that remembers whom it was asked to reach. */
const server = createServer((_, response) => response.end('hello'));
const proxy = createServer();
let reached: string[] = [];
proxy.on('connect', ({ url = '' }, client) => {
  reached.push(url);
  const { hostname, port } = new URL(`http://${url}`);
  const upstream = connect(Number(port), hostname, () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    client.pipe(upstream).pipe(client);
  });
});

beforeEach(async () => {
  reached = [];
  server.listen(0, '127.0.0.1');
  proxy.listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(proxy, 'listening')]);
});

afterEach(() => {
  for (const one of [server, proxy]) {
    one.close();
    one.closeAllConnections();
  }
});

function hostOf(one: typeof server): string {
  const address = one.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `127.0.0.1:${String(address.port)}`;
}

describe('the proxy that the environment names', () => {
  it.each(['http_proxy', 'HTTP_PROXY'])('is gone through: %s', async (name) => {
    const fetch = await proxyFetch({ [name]: `http://${hostOf(proxy)}` });
    expect(await (await fetch?.(`http://${hostOf(server)}/`))?.text()).toBe('hello');
    expect(reached).toEqual([hostOf(server)]);
  });

  it('is gone round where no_proxy says so', async () => {
    const fetch = await proxyFetch({ http_proxy: `http://${hostOf(proxy)}`, no_proxy: 'example.test,127.0.0.1' });
    expect(await (await fetch?.(`http://${hostOf(server)}/`))?.text()).toBe('hello');
    expect(reached).toEqual([]);
  });

  it('is none when it is named nowhere, or named as nothing', async () => {
    expect(await proxyFetch({})).toBeUndefined();
    expect(await proxyFetch({ HTTPS_PROXY: '' })).toBeUndefined();
  });
});
