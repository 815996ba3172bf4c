import * as v from 'valibot';
import { dialectNames } from '../model/names.ts';

const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const tableSchema = v.strictObject({
  schema: v.exactOptional(described(v.string(), 'Absent: the default schema, or the one database.')),
  name: v.pipe(v.string(), v.nonEmpty()),
  rows: v.exactOptional(described(count, 'As the database estimates them; absent: it has no estimate.')),
  bytes: v.exactOptional(described(count, 'On the disk, with indexes.')),
});

/** The statistics file; schemas/stats.schema.json is made from it. */
export const statsSchema = v.strictObject({
  $schema: v.exactOptional(described(v.string(), 'Where editors find the description of this file.')),
  version: described(v.literal(1), 'Grows when something that was there changes or goes away.'),
  dialect: described(v.picklist(dialectNames), 'The database that was asked; MariaDB is mysql.'),
  takenAt: described(v.pipe(v.string(), v.isoTimestamp()), 'When, as 2026-01-31T12:00:00Z.'),
  tables: v.pipe(v.array(tableSchema), v.readonly()),
});
