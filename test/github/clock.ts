import { vi } from 'vitest';

export interface Timed<Outcome> {
  readonly outcome: Outcome;
  /** What it would have waited for, in seconds. */
  readonly seconds: number;
}

/** Time that has been skipped stays past: what keeps its distance to earlier requests would wait for it once more. */
let latest = 0;

/**
 * Does work that waits between its requests without waiting: whenever no request is under way, the clock is set to the
 * next hour that something waits for.
 */
export async function withoutWaiting<Outcome>(work: () => Promise<Outcome>): Promise<Timed<Outcome>> {
  const state = { isDone: false, requests: 0 };
  const { fetch } = globalThis;
  vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
    state.requests += 1;
    try {
      const response = await fetch(...request);
      return new Response(await response.arrayBuffer(), response);
    } finally {
      state.requests -= 1;
    }
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Math.max(Date.now(), latest) });
  try {
    const start = Date.now();
    const running = work().finally(() => {
      state.isDone = true;
    });
    while (!state.isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      if (state.requests === 0) await vi.advanceTimersToNextTimerAsync();
    }
    return { outcome: await running, seconds: (Date.now() - start) / 1000 };
  } finally {
    latest = Date.now();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }
}
