import * as v from 'valibot';
import type { NewMigration, Refused, Skeleton } from '../framework.ts';
import { splitPath } from '../sql/names.ts';
import { pairOfFiles, pathAfter } from '../skeleton.ts';
import { journalFile } from './journal.ts';

const journalSchema = v.looseObject({ entries: v.array(v.looseObject({ idx: v.number(), when: v.number() })) });

/** Until 1.0 a file and its entry in the journal, from then on a folder. The snapshot stays the one before: the model is its. */
export function skeleton(request: NewMigration): Skeleton | Refused {
  if (request.outside) {
    return {
      refused: 'Drizzle runs every migration in a transaction: run that statement by hand, or by a tool of its own',
    };
  }
  const { chain, files, last } = request;
  if (splitPath(last.file)[1] === 'migration.sql') {
    return {
      refused: 'a folder of Drizzle needs a snapshot beside its SQL: let drizzle-kit generate --custom make it',
    };
  }
  const path = pathAfter(request);
  if (typeof path !== 'string') return path;
  const journal = journalFile(chain.folder);
  const text = withEntry(files.read(journal) ?? '', splitPath(path)[1]);
  if (text === undefined) return { refused: `${journal} cannot be read, and has to list each migration` };
  const { files: own, ...places } = pairOfFiles(`${path}.sql`, undefined);
  return { files: [...own, { path: journal, text }], ...places };
}

/** The journal with one more entry, which has the last one's settings and a later time. */
function withEntry(text: string, tag: string): string | undefined {
  const journal = v.safeParse(journalSchema, parsed(text));
  const last = journal.success ? journal.output.entries.at(-1) : undefined;
  if (!journal.success || last === undefined) return undefined;
  const { entries } = journal.output;
  const added = { ...last, idx: last.idx + 1, when: Math.max(...entries.map(({ when }) => when)) + 1000, tag };
  return `${JSON.stringify({ ...journal.output, entries: [...entries, added] }, null, 2)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
