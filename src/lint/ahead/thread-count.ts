/** A thread takes as long to start as reading so many migrations does. */
const worthAThread = 60;

/** More threads than these wait for the main one, which takes in what they have read. */
const mostThreads = 4;

/** How many threads are worth their start, beside the main one. */
export function threadsFor(entries: number, processors: number): number {
  return Math.max(0, Math.min(processors - 1, mostThreads, Math.floor(entries / worthAThread)));
}
