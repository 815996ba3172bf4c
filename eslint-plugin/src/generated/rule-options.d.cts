// Written by `npm run schemas` from the options of the rules.
/* eslint-disable @typescript-eslint/ban-ts-comment -- nothing else is wrong with it */
// @ts-nocheck -- a rule that is not configured is no undefined one, as only exactOptionalPropertyTypes can say
import type { Linter } from 'eslint';
declare module '@eslint/core' {
  interface RulesConfig {
    /** A migration that has shipped was changed, renamed or deleted. */
    'mig-lint/no-shipped-edits'?: Linter.RuleEntry<[]>;
    /** A migration changes the schema of more than one table. */
    'mig-lint/one-table-per-migration'?: Linter.RuleEntry<
      [
        {
          count?: 'each' | 'create-with-children';
        },
      ]
    >;
    /** A foreign key with values changes in place instead of through a temporary column. */
    'mig-lint/safe-foreign-key-change'?: Linter.RuleEntry<
      [
        {
          strategy?: 'temporary-column' | 'not-valid-then-validate';
        },
      ]
    >;
    /** A suppression without a reason, of an unknown rule, past its date, or that suppresses nothing. */
    'mig-lint/suppression-hygiene'?: Linter.RuleEntry<[]>;
    /** A statement that could not be understood is a statement that nobody checked. */
    'mig-lint/unknown-statement'?: Linter.RuleEntry<[]>;
    /** A statement that is not valid SQL, or a migration file that cannot be read. */
    'mig-lint/unparsed-statement'?: Linter.RuleEntry<[]>;
    /** A dropped column takes its values with it, and breaks the code that still reads it. */
    'mig-lint/no-drop-column'?: Linter.RuleEntry<[]>;
    /** A dropped table takes its rows with it, and breaks the code that still reads it. */
    'mig-lint/no-drop-table'?: Linter.RuleEntry<[]>;
    /** The new type of a column cannot hold every old value. */
    'mig-lint/no-lossy-type-change'?: Linter.RuleEntry<[]>;
    /** A NOT NULL column without a default on a table that has rows, or that running code inserts into. */
    'mig-lint/no-required-column'?: Linter.RuleEntry<[]>;
    /** Dropping a column and adding its twin is a rename that loses the data. */
    'mig-lint/rename-not-drop'?: Linter.RuleEntry<
      [
        {
          /** Pairs of columns or tables, the dropped one first, that have nothing to do with each other: `[["users.age", "users.rank"], ["colors", "sizes"]]`. */
          pairs?: [string, string][];
        },
      ]
    >;
    /** A statement that cannot run in a transaction is run in one. */
    'mig-lint/concurrent-outside-transaction'?: Linter.RuleEntry<[]>;
    /** An index of a table in use is built or dropped in a way that blocks reads or writes. */
    'mig-lint/no-blocking-index'?: Linter.RuleEntry<[]>;
    /** A table in use is read from end to end under a lock that blocks reads or writes. */
    'mig-lint/no-blocking-scan'?: Linter.RuleEntry<[]>;
    /** A table in use is written anew, row by row, while nobody can use it. */
    'mig-lint/no-table-rewrite'?: Linter.RuleEntry<[]>;
    /** alter() takes away NOT NULL or the default because it does not say them again. */
    'mig-lint/alter-drops-modifiers'?: Linter.RuleEntry<[]>;
    /** The default that the scaffolder made up gives old rows a key that points nowhere, or a date in the year 1. */
    'mig-lint/ef-default-filler'?: Linter.RuleEntry<[]>;
    /** A builder that is never run, or that nobody waits for. */
    'mig-lint/never-executed'?: Linter.RuleEntry<[]>;
    /** A call inside of sequelize.transaction is not given the transaction. */
    'mig-lint/outside-the-transaction'?: Linter.RuleEntry<[]>;
    /** What Prisma warned of at the top of the migration is still unanswered. */
    'mig-lint/prisma-warnings'?: Linter.RuleEntry<[]>;
    /** A statement with suppressTransaction commits what the migration has done before it. */
    'mig-lint/suppressed-splits'?: Linter.RuleEntry<[]>;
    /** A migration class sets its transaction although all pending migrations run in one. */
    'mig-lint/transaction-override-forbidden'?: Linter.RuleEntry<[]>;
  }
}
