import * as v from 'valibot';
import { count, described, factsSchema, list, nameSchema, ordinal, place } from '../contract.ts';

const duration = v.picklist(['instant', 'grows-with-rows', 'unknown']);

const blocks = list(v.picklist(['reads', 'writes', 'ddl']));

const modes = v.picklist(['whole-batch', 'per-migration', 'per-file-implicit', 'none']);

const migrationSchema = v.strictObject({
  id: described(v.string(), "The id under which the tool's ledger stores it."),
  file: v.string(),
  shipped: v.boolean(),
  explained: described(v.boolean(), 'False: nobody asked for it, but it runs in the same transaction.'),
  transaction: described(modes, 'How the tool wraps it.'),
});

const statementSchema = v.strictObject({
  number: described(ordinal, 'Its place in the batch, from 1.'),
  migration: v.string(),
  ...place,
  sql: described(v.string(), 'As the database gets it, where that can be said.'),
  operations: described(list(v.string()), 'The kinds of operations that it was read as.'),
  transaction: v.exactOptional(described(ordinal, 'Which of the transactions it runs in; absent: in none.')),
  applied: described(v.boolean(), 'False: a guard keeps it from doing anything.'),
  onlyIf: described(list(v.string()), 'Conditions that only a database can decide.'),
  opaque: v.exactOptional(described(v.string(), 'Why it could not be understood.')),
  duration: described(duration, 'Unknown: nothing is known of a part of it.'),
  facts: v.exactOptional(described(factsSchema, 'Absent: nothing is known of what the database does.')),
  held: described(
    list(v.strictObject({ table: v.string(), mode: v.string(), blocks, since: ordinal })),
    'Locks that earlier statements have taken and that are still held; of each table the strongest.',
  ),
});

const lockSchema = v.strictObject({
  table: v.string(),
  mode: v.string(),
  blocks,
  from: described(ordinal, 'The statement that takes it.'),
  to: described(ordinal, 'The last statement during which it is held.'),
  brief: described(v.boolean(), 'For a moment only, unless a transaction keeps it.'),
  isNew: described(v.boolean(), 'The batch itself makes the table: nobody waits for it.'),
});

const batchSchema = v.strictObject({
  chain: v.string(),
  framework: v.string(),
  dialect: v.string(),
  engineVersion: v.string(),
  commitsAlone: described(v.boolean(), 'Changes of the schema commit by themselves.'),
  migrations: list(migrationSchema),
  statements: list(statementSchema),
  transactions: list(v.strictObject({ number: ordinal, from: ordinal, to: ordinal })),
  locks: described(list(lockSchema), 'In the order in which they are taken.'),
  sizes: described(
    list(v.strictObject({ ...nameSchema.entries, rows: v.exactOptional(count), bytes: v.exactOptional(count) })),
    'Of the tables that it works on, as far as statistics tell.',
  ),
  stats: v.exactOptional(v.strictObject({ file: v.string(), takenAt: v.string() })),
});

/** What `mig-lint explain --format json` prints: a contract, from which schemas/explain.schema.json is made. */
export const explainSchema = v.strictObject({
  version: described(v.literal(1), 'Grows when something that was there changes or goes away.'),
  batches: described(list(batchSchema), 'What the tool runs in one go; without a shared transaction, each migration.'),
  notes: described(list(v.string()), 'Sentences about what could not be known.'),
});

export type ExplainJson = v.InferOutput<typeof explainSchema>;
