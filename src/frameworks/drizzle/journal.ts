import * as v from 'valibot';
import type { ProjectFiles } from '../framework.ts';
import { inFolder } from '../sql/names.ts';

const journalSchema = v.object({
  dialect: v.string(),
  entries: v.array(v.object({ idx: v.number(), when: v.number(), tag: v.string() })),
});

/** `meta/_journal.json`: what Drizzle runs, in this order. */
export type Journal = v.InferOutput<typeof journalSchema>;

const snapshotSchema = v.object({ dialect: v.string() });

export function journalFile(folder: string): string {
  return inFolder(folder, 'meta/_journal.json');
}

/** The picture of the schema after the migration of a tag: it is named after the number alone. */
export function snapshotFile(folder: string, tag: string): string {
  return inFolder(folder, `meta/${tag.split('_')[0] ?? ''}_snapshot.json`);
}

/** `undefined`: there is none, or it is no journal. */
export function readJournal(folder: string, files: ProjectFiles): Journal | undefined {
  return parsed(journalSchema, files.read(journalFile(folder)));
}

/** Drizzle's name of the database that a snapshot is of. */
export function dialectOfSnapshot(path: string, files: ProjectFiles): string | undefined {
  return parsed(snapshotSchema, files.read(path))?.dialect;
}

function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string | undefined,
): v.InferOutput<Schema> | undefined {
  if (text === undefined) return undefined;
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
