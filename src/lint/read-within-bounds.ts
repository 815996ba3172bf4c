import type { Framework, MigrationEntry, ReadContext } from '../frameworks/framework.ts';
import { identityOf } from '../frameworks/identity.ts';
import type { Migration } from '../model/migration.ts';

/**
 * A migration as its framework reads it. Readers bound what they know to nest; what is nested deeper than the stack all the
 * same is not understood, and counted as such, so that one file cannot end the run.
 */
export function readWithinBounds(framework: Framework, entry: MigrationEntry, context: ReadContext): Migration {
  try {
    return framework.read(entry, context);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return notUnderstood(entry, context, error.message);
  }
}

function notUnderstood(entry: MigrationEntry, { chain, files }: ReadContext, limit: string): Migration {
  const text = files.read(entry.file) ?? '';
  const span = { file: entry.file, start: 0, end: text.length };
  return {
    ...identityOf(entry, chain),
    up: [
      {
        span,
        side: 'up',
        operations: [
          {
            kind: 'Opaque',
            span,
            reason: 'not-recognised',
            detail: `it is nested too deeply, or grows too large, to be read (${limit})`,
            text: text.slice(0, 200),
          },
        ],
      },
    ],
    transaction: chain.transaction ?? 'per-migration',
    head: { ...span, end: 0 },
    comments: [],
    problems: [],
  };
}
