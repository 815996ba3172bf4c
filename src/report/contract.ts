import * as v from 'valibot';

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const ordinal = v.pipe(v.number(), v.integer(), v.minValue(1));

export const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

export const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());

const severitySchema = v.picklist(['error', 'warning']);

export const place = {
  file: described(v.string(), 'A path from the root of the project, with forward slashes.'),
  line: described(ordinal, 'From 1.'),
  column: described(ordinal, 'From 1, in UTF-16 code units.'),
  endLine: ordinal,
  endColumn: described(ordinal, 'The column after the last character.'),
};

export const nameSchema = v.strictObject({ schema: v.exactOptional(v.string()), name: v.string() });

const causeSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('character-set') }),
  v.strictObject({
    kind: v.literal('length-byte'),
    longest: described(count, 'The length up to which the table is left as it is.'),
  }),
  v.strictObject({ kind: v.literal('enum-members') }),
]);

export const factsSchema = v.strictObject({
  locks: list(
    v.strictObject({
      table: nameSchema,
      mode: described(v.string(), "In the engine's own words: AccessExclusive, SCH-M."),
      blocks: list(v.picklist(['reads', 'writes', 'ddl'])),
      brief: v.exactOptional(described(v.literal(true), 'Held for a moment only, while work begins or ends.')),
      onDatabase: v.exactOptional(described(v.literal(true), 'On the whole database, of which the table is a part.')),
    }),
  ),
  rewrites: described(list(nameSchema), 'Tables that are written anew, row by row.'),
  scans: described(list(nameSchema), 'Tables that are read from end to end under these locks.'),
  loses: v.exactOptional(described(v.string(), 'What can be lost; absent: nothing.')),
  because: v.exactOptional(described(v.string(), 'Why it rewrites or scans.')),
  cause: v.exactOptional(described(causeSchema, 'The same, where a rule is about just that.')),
  refused: v.exactOptional(described(v.string(), 'Why the database refuses to do it.')),
  transactional: described(v.boolean(), 'Whether it can run in a transaction block.'),
  duration: v.picklist(['instant', 'grows-with-rows']),
});

const editSchema = v.strictObject({
  file: v.string(),
  start: described(
    count,
    'Offset of the first character that is replaced, in UTF-16 code units of the text without BOM.',
  ),
  end: described(count, 'Offset after the last character that is replaced.'),
  text: v.string(),
});

const fixSchema = v.strictObject({
  title: v.string(),
  edits: described(list(editSchema), 'Sorted, not overlapping.'),
  files: v.exactOptional(
    described(list(v.strictObject({ path: v.string(), text: v.string() })), 'Migrations that it adds, in their order.'),
  ),
  note: v.exactOptional(described(v.string(), 'What only a person can do, or has to know, about the new migrations.')),
});

const diagnosticSchema = v.strictObject({
  rule: v.string(),
  severity: severitySchema,
  message: described(v.string(), 'What is wrong.'),
  why: described(v.string(), 'The fact behind it.'),
  remedy: described(v.string(), 'What to do; indented lines are code.'),
  ...place,
  migration: described(v.string(), "The id under which the tool's ledger stores the migration."),
  chain: v.string(),
  facts: v.exactOptional(
    described(factsSchema, 'What the database does for the operation, where the finding is about that.'),
  ),
  fix: v.exactOptional(described(fixSchema, 'Applied by --fix.')),
  suggestions: described(list(fixSchema), 'Only offered.'),
  rewrite: v.exactOptional(described(fixSchema, 'A safe replacement in ordered steps, applied by --fix-rewrite.')),
  unwritten: v.exactOptional(described(v.string(), 'Why the rewrite that the rule knows cannot be written here.')),
  related: list(v.strictObject({ message: v.string(), ...place })),
  docs: described(v.string(), "The rule's page."),
  fingerprint: described(v.string(), 'Stays the same when lines move.'),
});

const summarySchema = v.strictObject({
  files: count,
  migrations: count,
  judged: described(count, 'Migrations that were judged; the others were only replayed.'),
  shipped: count,
  statements: count,
  operations: count,
  opaque: described(count, 'Statements that could not be understood.'),
  errors: count,
  warnings: count,
  suppressed: count,
  durationMs: v.pipe(v.number(), v.minValue(0)),
});

const chainSchema = v.strictObject({
  name: v.string(),
  framework: v.string(),
  dialect: v.string(),
  evidence: described(list(v.string()), 'Why it is a chain, and why of this dialect.'),
  migrations: count,
  judged: count,
  shipped: count,
  shippedWhere: v.exactOptional(
    described(v.string(), 'In words: on origin/main (1a2b3c4). Absent when nothing is known of what has shipped.'),
  ),
});

/** What `--format json` prints: a contract for other programs, from which schemas/report.schema.json is made. */
export const reportSchema = v.strictObject({
  version: described(v.literal(1), 'Grows when something that was there changes or goes away.'),
  summary: summarySchema,
  chains: list(chainSchema),
  notes: described(list(v.string()), 'Sentences about what could not be known.'),
  diagnostics: described(list(diagnosticSchema), 'Sorted by file, place and rule.'),
});

export type JsonReport = v.InferOutput<typeof reportSchema>;
