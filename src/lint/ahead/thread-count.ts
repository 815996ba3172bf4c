/** Before a thread is quick, it has taken as long as reading so many migrations does. */
const worthAThread = 250;

/** Processors that the main thread keeps busy by itself: it reads, while V8 compiles and collects garbage beside it. */
const keptBusy = 2;

/** More threads than these wait for the main one, which takes in what they have read. */
const mostThreads = 4;

/** How many threads are worth their start, beside the main one. */
export function threadsFor(entries: number, processors: number): number {
  return Math.max(0, Math.min(processors - keptBusy, mostThreads, Math.floor(entries / worthAThread)));
}
