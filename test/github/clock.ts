import { vi } from 'vitest';

export interface Timed<Outcome> {
  readonly outcome: Outcome;
  /** What it would have waited for, in seconds. */
  readonly seconds: number;
}

/** Does work that waits without waiting: whenever it does, the clock is set to the next hour that something waits for. */
export async function withoutWaiting<Outcome>(work: () => Promise<Outcome>): Promise<Timed<Outcome>> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  try {
    const start = Date.now();
    const state = { isDone: false };
    const running = work().finally(() => {
      state.isDone = true;
    });
    while (!state.isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersToNextTimerAsync();
    }
    return { outcome: await running, seconds: (Date.now() - start) / 1000 };
  } finally {
    vi.useRealTimers();
  }
}
