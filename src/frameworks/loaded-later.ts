import type { Framework, Snapshot } from './framework.ts';

/** The part of a framework that knows its language: what finds and orders files does without it. */
export type Sources = Pick<Framework, 'read' | 'write' | 'extent' | 'snapshotReader'>;

/**
 * Sources that are loaded when a chain of the framework has been found, so that looking for chains costs nobody the
 * parsers of all tools. `prepare` must have been awaited before the others are called.
 */
export function loadedLater(load: () => Promise<Sources>): Sources & Required<Pick<Framework, 'prepare'>> {
  let loading: Promise<void> | undefined;
  let loaded: Sources | undefined;
  const sources = (): Sources => {
    if (loaded === undefined) throw new Error('a framework was asked to read before it was prepared');
    return loaded;
  };
  return {
    prepare: () =>
      (loading ??= load().then((ready) => {
        loaded = ready;
      })),
    read: (entry, context) => sources().read(entry, context),
    write: (request) => sources().write(request),
    extent: (statement, text) => sources().extent(statement, text),
    snapshotReader: () => sources().snapshotReader?.() ?? noSnapshot,
  };
}

function noSnapshot(file: string): Snapshot {
  return { file, operations: [], problems: [] };
}
