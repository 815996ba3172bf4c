import type { Ran } from './engine.ts';

/**
 * Ends a statement that takes longer than its time, whatever limits it has set for itself: `cancel` ends it from another
 * connection, upon which `run` answers.
 */
export async function withinTime(
  milliseconds: number | undefined,
  run: () => Promise<Ran>,
  cancel: () => Promise<void>,
): Promise<Ran> {
  if (milliseconds === undefined) return run();
  let cancelling: Promise<void> | undefined;
  const timer = setTimeout(() => {
    // Where it cannot be ended, it is waited for.
    cancelling = cancel().catch(() => undefined);
  }, milliseconds);
  const ran = await run().finally(() => {
    clearTimeout(timer);
  });
  // A late cancellation must not meet the next statement.
  await cancelling;
  if (cancelling === undefined) return ran;
  // Some end without an error: SLEEP() of MySQL answers that it was ended.
  const answer = ran.ok ? '' : ` (${ran.message})`;
  return { ok: false, message: `statement timeout: it was ended after ${milliseconds / 1000} s${answer}` };
}
