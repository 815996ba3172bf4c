import * as v from 'valibot';
import type { Helper, HelperFunction } from '../model/helper.ts';
import { helperOperations } from '../model/helper.ts';
import { dialectNames } from '../model/names.ts';
import { patternProblem } from '../model/safe-pattern.ts';
import type { Config, RuleLevel } from './config.ts';
import { presetNames } from './presets.ts';

const ruleLevels = ['off', 'warn', 'error'] as const satisfies readonly RuleLevel[];

export const ruleLevelSchema = v.picklist(ruleLevels);

const ruleOptionsSchema = v.record(v.string(), v.unknown());

type RuleEntry = NonNullable<Config['rules']>[string];

/** A level, or an array of a level and options. Which of them is meant is seen first, so that the error is about that one. */
const ruleEntrySchema = v.lazy((entry): v.GenericSchema<RuleEntry> => {
  if (!Array.isArray(entry)) return ruleLevelSchema;
  return entry.length === 1 ? v.strictTuple([ruleLevelSchema]) : v.strictTuple([ruleLevelSchema, ruleOptionsSchema]);
});

const described = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

/** Whether a text is a regular expression that finds something, and that no text can keep busy for ever. */
function isPattern(text: string): boolean {
  if (patternProblem(text) !== undefined) return false;
  try {
    return (new RegExp(`${text}|`, 'u').exec('')?.length ?? 0) > 1;
  } catch {
    return false;
  }
}

const globs = v.array(v.string());

const someGlobs = v.pipe(globs, v.nonEmpty());

const generatedSchema = v.strictObject({
  scripts: described(someGlobs, 'Globs of the SQL scripts that are made from the migrations.'),
  constants: v.exactOptional(described(someGlobs, 'Globs of programs that hold the scripts as string constants.')),
  versions: v.exactOptional(described(someGlobs, 'Globs of programs that list the versions of the migrations.')),
  copies: v.exactOptional(described(someGlobs, 'Globs of programs that were built from the constants and versions.')),
});

const chainSchema = v.strictObject({
  name: described(v.pipe(v.string(), v.nonEmpty()), 'How reports call the chain; unique.'),
  framework: v.exactOptional(described(v.string(), 'The migration tool; detected when left out.')),
  dialect: v.exactOptional(described(v.picklist(dialectNames), 'The database; detected when left out.')),
  engineVersion: v.exactOptional(
    described(
      v.string(),
      'The version whose locks and rewrites count: "17", "8.0.28", "mariadb 10.11", "3.45", "2019-enterprise". Only the Enterprise and Developer editions of SQL Server, and "azure", work online.',
    ),
  ),
  include: described(v.pipe(globs, v.nonEmpty()), 'Globs of the migrations, relative to the configuration file.'),
  exclude: v.exactOptional(described(globs, 'Globs of files among them that are not migrations.')),
  transaction: v.exactOptional(
    described(
      v.picklist(['whole-batch', 'per-migration', 'per-file-implicit', 'none']),
      'What runs in one transaction, where it is not what the tool does by itself.',
    ),
  ),
  generated: v.exactOptional(described(generatedSchema, 'What is generated from the migrations.')),
  declared: v.exactOptional(
    described(someGlobs, 'Globs of definitions, one object a file, that the migrations have to end in.'),
  ),
  dataFor: v.exactOptional(
    described(v.string(), 'The chain whose schema these data scripts are for; they run by date among its migrations.'),
  ),
  stats: v.exactOptional(
    described(
      v.pipe(v.string(), v.nonEmpty()),
      'The file with the sizes of its tables, where that is not the one of the project.',
    ),
  ),
});

const releaseSchema = v.pipe(
  v.strictObject({
    file: described(v.pipe(v.string(), v.nonEmpty()), 'The file that says the version, relative to the configuration.'),
    pattern: v.exactOptional(
      described(
        v.pipe(
          v.string(),
          v.check(
            isPattern,
            'expected a regular expression with at least one group and no repetition within a repetition, such as "<Version>([^<]+)<"',
          ),
        ),
        'A regular expression; what is in its groups makes up the version, joined by dots. JSON has a key "version".',
      ),
    ),
  }),
  v.check(
    ({ file, pattern }) => pattern !== undefined || file.endsWith('.json'),
    'expected a pattern, such as "<Version>([^<]+)<", since only JSON files have a key "version"',
  ),
);

const shippedSchema = v.union(
  [
    v.strictObject({ branch: described(v.string(), 'Migrations on this branch have shipped: "origin/main".') }),
    v.strictObject({ tags: described(v.string(), 'Migrations in the newest tag of this pattern have shipped: "v*".') }),
    v.strictObject({ manifest: described(v.string(), 'Migrations listed in this file have shipped.') }),
    v.strictObject({
      ledger: described(
        v.pipe(
          v.string(),
          v.regex(/^env:\w+$/, 'expected "env:" and the name of a variable, such as "env:DATABASE_URL"'),
        ),
        'Migrations that the tool\'s own table in this database lists have shipped: "env:DATABASE_URL".',
      ),
    }),
  ],
  'expected { "branch": ... }, { "tags": ... }, { "manifest": ... } or { "ledger": "env:..." } with a string',
);

const majorSchema = v.exactOptional(
  described(
    v.pipe(v.number(), v.integer(), v.minValue(1)),
    'How many numbers of a version name a major release: 1, or 2 for versions such as 2024.11.0.',
  ),
);

const releasesSchema = v.union(
  [
    v.strictObject({ tags: described(v.string(), 'Each tag of this pattern is a release: "v*".'), major: majorSchema }),
    v.strictObject({
      names: described(v.literal(true), 'The names of the migrations, or of their folders, begin with a version.'),
      major: majorSchema,
    }),
  ],
  'expected { "tags": ... } with a string or { "names": true }',
);

const phasesSchema = v.strictObject({
  initial: v.exactOptional(described(v.string(), 'Migrations that add what is new beside what is there.')),
  transition: v.exactOptional(described(v.string(), 'Migrations that carry rows over.')),
  finalization: v.exactOptional(described(v.string(), 'Migrations that take away what earlier code relies on.')),
});

const placeMessage = 'expected the position of an argument, such as 0, or a path from one, such as "0.table"';

const argumentPlace = v.union(
  [
    v.pipe(v.number(), v.integer(placeMessage), v.minValue(0, placeMessage)),
    v.pipe(v.string(), v.regex(/^\d+(?:\.\w+)+$/, placeMessage)),
  ],
  placeMessage,
);

const helperMappingSchema = v.strictObject({
  operation: described(v.picklist(helperOperations), 'What the function does.'),
  table: v.exactOptional(argumentPlace),
  column: v.exactOptional(argumentPlace),
  columns: v.exactOptional(argumentPlace),
  definition: v.exactOptional(argumentPlace),
  newName: v.exactOptional(argumentPlace),
  name: v.exactOptional(argumentPlace),
  down: v.exactOptional(described(v.picklist(helperOperations), 'What takes it back, with the same arguments.')),
  nullable: v.exactOptional(
    described(v.boolean(), 'Whether a column may be NULL whose definition does not say; true when left out.'),
  ),
});

const isFunction = v.custom<HelperFunction>((entry) => typeof entry === 'function');

/** A mapping, or a function. Which of them is meant is seen first, so that the error is about that one. */
const helperSchema = v.lazy((entry): v.GenericSchema<Helper> =>
  typeof entry === 'function' ? isFunction : helperMappingSchema,
);

/** The configuration as a user writes it, rules' names and options apart: those depend on the registry. */
export const configSchema = v.strictObject({
  $schema: v.exactOptional(described(v.string(), 'Where editors find the description of this file.')),
  extends: v.exactOptional(
    described(v.array(v.picklist(presetNames)), 'Presets, later ones on top; ["recommended"] when left out.'),
  ),
  chains: v.exactOptional(described(v.array(chainSchema), 'The chains of migrations; detected when left out.')),
  shipped: v.exactOptional(described(shippedSchema, 'How mig-lint knows which migrations have shipped.')),
  rules: v.exactOptional(v.record(v.string(), ruleEntrySchema)),
  release: v.exactOptional(described(releaseSchema, 'Where the version of the release stands that is being built.')),
  releases: v.exactOptional(described(releasesSchema, 'How mig-lint knows which release brought which migration.')),
  phases: v.exactOptional(described(phasesSchema, 'Globs of the migrations that belong to each phase.')),
  subscribers: v.exactOptional(
    described(globs, 'Globs of C# files with methods that prepare rows for changes of the schema.'),
  ),
  since: v.exactOptional(described(v.string(), 'Migrations whose id sorts before this one are replayed, not judged.')),
  ignore: v.exactOptional(described(globs, 'Globs of files that are never read.')),
  links: v.exactOptional(
    described(
      v.array(v.pipe(v.string(), v.nonEmpty())),
      'Folders outside of the project that links in it may lead to; --no-config-code follows none.',
    ),
  ),
  helpers: v.exactOptional(
    described(v.record(v.string(), helperSchema), "What the project's own functions do in migrations."),
  ),
  stats: v.exactOptional(
    described(
      v.pipe(v.string(), v.nonEmpty()),
      'The file with the sizes of tables that `mig-lint stats` writes, relative to the configuration file.',
    ),
  ),
}) satisfies v.GenericSchema<Config>;
