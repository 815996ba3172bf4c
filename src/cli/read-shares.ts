/** What runs in the threads that read migrations beside the command. */
export async function readShares(): Promise<void> {
  const { parentPort } = await import('node:worker_threads');
  const { serveShares } = await import('../lint/ahead/serve-shares.ts');
  if (parentPort !== null) await serveShares(parentPort);
}
