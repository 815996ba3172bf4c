import { lookUp } from '../model/look-up.ts';
import type { Likeness, Rule } from './rule.ts';

export type OtherLinter = keyof Likeness;

interface RuleNames {
  /** For people. */
  readonly title: string;
  /** Every rule that it has, by the name under which it is turned off. */
  readonly rules: readonly string[];
  /** Options with which rules of ours ask for as much as its own do. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Those that no rule here answers, and why. */
  readonly notTaken: Readonly<Record<string, string>>;
}

const engineRefuses = 'the database refuses the statement itself, the first time that it runs anywhere';
const isOfOldVersions = 'it is about PostgreSQL before 11, which nobody should run any more';
const isBrief =
  'the lock is held for a moment; that the wait for it has an end is what require-lock-timeout asks for, here as elsewhere';
const readsThrough = 'what it hides is read here, and judged like any other statement';
const saysHarmless = 'it says of something harmless that it is harmless';
const asksTheRows = 'the rows say whether it can fail, and the migration does not';

/**
 * The rules of other linters of migrations: Squawk 2, strong_migrations 2, the analyzers of Atlas, eugene 0.8, pgfence 0.5.
 * Which of our rules answers one is in the `like` of that rule.
 */
export const otherLinters: Readonly<Record<OtherLinter, RuleNames>> = {
  squawk: {
    title: 'Squawk',
    rules: names(`
      adding-field-with-default adding-foreign-key-constraint adding-not-nullable-field adding-required-field
      adding-serial-primary-key-field ban-alter-domain-with-add-constraint ban-char-field
      ban-concurrent-index-creation-in-transaction ban-create-domain-with-constraint ban-drop-column ban-drop-database
      ban-drop-not-null ban-drop-table ban-duplicate-column-assignments ban-truncate-cascade ban-uncommitted-transaction
      changing-column-type constraint-missing-not-valid disallowed-unique-constraint identifier-too-long
      prefer-bigint-over-int prefer-bigint-over-smallint prefer-identity prefer-repack prefer-robust-stmts
      prefer-text-field prefer-timestamp-tz renaming-column renaming-table require-concurrent-index-creation
      require-concurrent-index-deletion require-concurrent-partition-detach require-concurrent-reindex
      require-enum-value-ordering require-lock-timeout require-statement-timeout require-table-schema
      require-timeout-settings syntax-error transaction-nesting unused-ignore
    `),
    options: { 'prefer-bigint': { columns: 'all' } },
    notTaken: {
      'ban-create-domain-with-constraint':
        'a new domain has no columns, so nothing is locked or read; a constraint that is added to it later is judged',
      'ban-duplicate-column-assignments': engineRefuses,
      'require-statement-timeout':
        'what keeps others waiting is the wait for a lock, which lock_timeout ends; a statement timeout also stops the long steps that disturb nobody, VALIDATE CONSTRAINT and CREATE INDEX CONCURRENTLY, half-way',
    },
  },
  strong_migrations: {
    title: 'strong_migrations',
    rules: names(`
      add_check_constraint add_check_constraint_mysql add_column_auto_incrementing add_column_default
      add_column_default_callable add_column_generated_stored add_column_json add_exclusion_constraint add_foreign_key
      add_foreign_key_mysql add_index add_index_columns add_index_corruption add_reference add_unique_constraint
      change_column change_column_constraint change_column_default change_column_null change_column_null_mysql
      change_column_null_postgresql change_column_with_not_null change_table copy_algorithm create_table execute
      lock_option remove_column remove_index rename_column rename_enum_value rename_schema rename_table
      validate_check_constraint validate_foreign_key
    `),
    notTaken: {
      add_column_default: isOfOldVersions,
      add_index_columns: 'how many columns an index is worth is for the queries to say, and not for the migration',
      add_index_corruption: 'it is about PostgreSQL 14.0 to 14.3, which nobody should run any more',
      change_column_default: 'it is about how Active Record writes columns, not about the database',
      change_table: readsThrough,
      create_table: 'the force option of Active Record drops the table first, and that is judged',
      execute: readsThrough,
    },
  },
  atlas: {
    title: 'Atlas',
    rules: names(`
      BC101 BC102 CD101 CD102 CD103 DS101 DS102 DS103 LT101 MF101 MF102 MF103 MF104
      MY101 MY102 MY110 MY111 MY112 MY113 MY120 MY121 MY122 MY123 MY130 MY131 MY132 MY133 MY134 MY135 MY136
      NM101 NM102 NM103 NM104 NM105 NM106 OW101 OW102
      PG101 PG102 PG103 PG104 PG105 PG110 PG301 PG302 PG303 PG304 PG305 PG306 PG307 PG308 PG309 PG310 PG311
      SA101 TX101 TX201
    `),
    notTaken: {
      MF101: asksTheRows,
      MF102: asksTheRows,
      NM101: 'what schemas are called is a team’s own; what is named after them is judged',
      NM102: 'what tables are called is a team’s own; what is named after them is judged',
      NM103: 'what columns are called is a team’s own; what is named after them is judged',
      OW101: 'who may change what is for the owners of the files to say, where the repository is kept',
      OW102: 'who may change what is for the owners of the files to say, where the repository is kept',
      PG308: isBrief,
      PG110: 'the order of columns saves a few bytes a row, and cannot be changed without writing the table anew',
      SA101: 'it is about programs that put SQL together, not about migrations',
    },
  },
  eugene: {
    title: 'eugene',
    rules: names('E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 W12 W13 W14 E15'),
    notTaken: {
      W12: 'one statement saves a scan only where both need one, and each of those is judged by itself',
      W13: 'whether a list of values is better an enum or a table depends on who changes it, and how often',
    },
  },
  pgfence: {
    title: 'pgfence',
    rules: names(`
      add-column-constant-default add-column-default-pre-pg11 add-column-inline-foreign-key
      add-column-inline-foreign-key-not-valid add-column-json add-column-non-constant-default
      add-column-not-null-no-default add-column-serial add-column-stored-generated add-constraint-check-no-not-valid
      add-constraint-exclude add-constraint-fk-no-not-valid add-constraint-unique add-constraint-unique-using-index
      add-constraint-unknown-type add-pk-using-index add-pk-without-using-index alter-column-set-not-null
      alter-column-type alter-enum-add-value alter-enum-no-ordering attach-partition ban-alter-domain-add-constraint
      ban-char-field ban-create-domain-with-constraint concurrent-in-transaction create-index-not-concurrent
      create-table-exclude-constraint create-trigger delete-without-where detach-partition detach-partition-concurrent
      drop-column drop-constraint drop-database drop-index-not-concurrent drop-not-null drop-schema drop-schema-cascade
      drop-table drop-trigger enable-disable-trigger fk-missing-index lock-timeout-after-dangerous-statement
      lock-timeout-too-long lock-timeout-zero missing-application-name missing-idle-timeout missing-lock-timeout
      missing-statement-timeout not-valid-validate-same-tx prefer-bigint-over-int prefer-identity
      prefer-robust-create-index prefer-robust-create-table prefer-robust-drop-index prefer-robust-drop-table
      prefer-text-field prefer-timestamptz refresh-matview-blocking refresh-matview-concurrent reindex-non-concurrent
      rename-column rename-schema rename-table set-logged-unlogged statement-after-access-exclusive
      statement-timeout-too-long truncate truncate-cascade unclosed-transaction update-in-migration vacuum-full
      validate-constraint wide-lock-window
    `),
    options: { 'prefer-bigint': { columns: 'all' } },
    notTaken: {
      'add-column-constant-default': saysHarmless,
      'add-column-default-pre-pg11': isOfOldVersions,
      'add-column-inline-foreign-key':
        'the new column holds no values, so nothing is checked and the lock on the other table is held for a moment; where it has a default, the scan is reported',
      'add-column-inline-foreign-key-not-valid': saysHarmless,
      'add-constraint-unique-using-index': saysHarmless,
      'add-constraint-unknown-type': 'a statement that is not understood is reported as such',
      'add-pk-using-index': saysHarmless,
      'alter-enum-add-value':
        'no table is locked; that the value cannot be used before the transaction ends is reported where it is used',
      'ban-create-domain-with-constraint':
        'a new domain has no columns, so nothing is locked or read; a constraint that is added to it later is judged',
      'create-table-exclude-constraint': 'a new table has no rows, and nobody waits for it',
      'create-trigger': isBrief,
      'detach-partition-concurrent': saysHarmless,
      'drop-trigger': isBrief,
      'enable-disable-trigger': isBrief,
      'missing-application-name': 'it helps to read pg_stat_activity, and is set where the tool connects',
      'missing-idle-timeout':
        'a migration that waits for nobody is not idle in its transaction; the setting belongs to the role that it runs as',
      'missing-statement-timeout':
        'what keeps others waiting is the wait for a lock, which lock_timeout ends; a statement timeout also stops the long steps that disturb nobody half-way',
      'refresh-matview-concurrent': saysHarmless,
      'statement-timeout-too-long':
        'VALIDATE CONSTRAINT and CREATE INDEX CONCURRENTLY may take as long as they need: nobody waits for them',
      'validate-constraint': saysHarmless,
    },
  },
};

/** Names of before, which the other linter still takes. */
const aliases: Readonly<Partial<Record<OtherLinter, Readonly<Record<string, string>>>>> = {
  squawk: { 'prefer-timestamptz': 'prefer-timestamp-tz' },
};

/** What another linter calls a rule today that was called so before. */
export function currentName(linter: OtherLinter, name: string): string {
  return lookUp(aliases[linter] ?? {}, name) ?? name;
}

type Known = Pick<Rule, 'name' | 'like'>;

/** The rules of ours that answer one of another linter, by name. */
export function rulesAnswering(linter: OtherLinter, name: string, rules: readonly Known[]): readonly string[] {
  const meant = currentName(linter, name);
  return rules.filter(({ like }) => like?.[linter]?.includes(meant)).map((rule) => rule.name);
}

/** The rules of ours that answer any of another linter, by name. */
export function rulesLikeAny(linter: OtherLinter, rules: readonly Known[]): readonly string[] {
  return rules.filter(({ like }) => like?.[linter] !== undefined).map((rule) => rule.name);
}

function names(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
