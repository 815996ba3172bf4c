import type { Row } from '../rows.ts';

/** Asks the database; the values take the places of the question marks. */
export type Query = (sql: string, values: readonly string[]) => readonly Row[];
