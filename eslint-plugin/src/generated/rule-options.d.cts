// Written by `npm run schemas` from the options of the rules.
/* eslint-disable @typescript-eslint/ban-ts-comment -- nothing else is wrong with it */
// @ts-nocheck -- a rule that is not configured is no undefined one, as only exactOptionalPropertyTypes can say
import type { Linter } from 'eslint';
declare module '@eslint/core' {
  interface RulesConfig {
    /** A change of the schema needs its rows prepared, and nothing does. */
    'mig-lint/data-change-handled'?: Linter.RuleEntry<
      [
        {
          /** What a dropped column or table needs: `read`: something has read it in the migrations or a handler names it; `handled`: a handler names it. */
          deletions?: 'read' | 'handled';
        },
      ]
    >;
    /** The migrations end in another schema than the declared definitions say. */
    'mig-lint/declared-schema-drift'?: Linter.RuleEntry<
      [
        {
          /** Objects that may differ; * stands for anything. */
          ignore?: string[];
        },
      ]
    >;
    /** A versioned data upgrade was changed after it shipped, goes down in version, or can run twice. */
    'mig-lint/feature-version-once'?: Linter.RuleEntry<[]>;
    /** Scripts or constants that are generated from the migrations are missing, stale or in another order. */
    'mig-lint/generated-sql-in-sync'?: Linter.RuleEntry<[]>;
    /** A migration whose name breaks the convention, cannot be, or is taken already. */
    'mig-lint/migration-naming'?: Linter.RuleEntry<
      [
        {
          /** A convention that is in wide use. */
          preset?:
            'ef-timestamp' | 'timestamp' | 'date-sequence' | 'date-time' | 'semver' | 'sequence' | 'flyway' | 'typeorm';
          /** A regular expression that ids have to match, without the extension of the file. */
          pattern?: string;
          /** The chains that preset and pattern are for; all when left out. */
          chains?: string[];
        },
      ]
    >;
    /** A migration that does not run, or not after the ones that have shipped. */
    'mig-lint/migration-order'?: Linter.RuleEntry<[]>;
    /** The application, or the script that deploys it, changes the schema by itself. */
    'mig-lint/no-automatic-migration'?: Linter.RuleEntry<
      [
        {
          /** Globs of files that may: tests, seeds, local tooling. */
          allow?: string[];
        },
      ]
    >;
    /** A migration mixes changes that running code survives with data changes or with breaking ones. */
    'mig-lint/no-mixed-phases'?: Linter.RuleEntry<[]>;
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
    /** A breaking change comes too early: before the release that prepares it is old enough, or outside of its folder. */
    'mig-lint/premature-contract'?: Linter.RuleEntry<
      [
        {
          /** How many major releases have to lie between what prepares a breaking change and the change. */
          skip?: number;
        },
      ]
    >;
    /** A change was made for one database provider and not for another. */
    'mig-lint/provider-parity'?: Linter.RuleEntry<
      [
        {
          /** The chains that hold one schema; all of the project when left out. */
          chains?: string[];
        },
      ]
    >;
    /** A statement that fails when it is run a second time, where nothing keeps that from happening. */
    'mig-lint/require-if-exists'?: Linter.RuleEntry<[]>;
    /** A migration that cannot be taken back, or whose way back leads elsewhere. */
    'mig-lint/reversible-migration'?: Linter.RuleEntry<[]>;
    /** A foreign key with values changes in place instead of through a temporary column. */
    'mig-lint/safe-foreign-key-change'?: Linter.RuleEntry<
      [
        {
          strategy?: 'temporary-column' | 'not-valid-then-validate';
        },
      ]
    >;
    /** A data statement runs before the migration that makes its table or column, or after the one that drops it. */
    'mig-lint/schema-before-data'?: Linter.RuleEntry<[]>;
    /** The migrations and the tool's own snapshot do not end in the same schema. */
    'mig-lint/snapshot-drift'?: Linter.RuleEntry<[]>;
    /** A migration was generated without knowing an earlier one, on another branch. */
    'mig-lint/stale-snapshot'?: Linter.RuleEntry<[]>;
    /** A suppression without a reason, of an unknown rule, past its date, or that suppresses nothing. */
    'mig-lint/suppression-hygiene'?: Linter.RuleEntry<[]>;
    /** A change of every row of a table, or of a column type, meets the triggers of the table. */
    'mig-lint/trigger-interference'?: Linter.RuleEntry<[]>;
    /** A statement that could not be understood is a statement that nobody checked. */
    'mig-lint/unknown-statement'?: Linter.RuleEntry<[]>;
    /** A statement that is not valid SQL, or a migration file that cannot be read. */
    'mig-lint/unparsed-statement'?: Linter.RuleEntry<[]>;
    /** CASCADE takes along whatever depends on what is dropped or emptied. */
    'mig-lint/no-cascade'?: Linter.RuleEntry<[]>;
    /** A dropped column takes its values with it, and breaks the code that still reads it. */
    'mig-lint/no-drop-column'?: Linter.RuleEntry<[]>;
    /** A constraint is dropped on which running code relies. */
    'mig-lint/no-drop-constraint'?: Linter.RuleEntry<[]>;
    /** A migration drops a whole database. */
    'mig-lint/no-drop-database'?: Linter.RuleEntry<[]>;
    /** A default is dropped on which inserts of running code rely. */
    'mig-lint/no-drop-default'?: Linter.RuleEntry<[]>;
    /** A column can be NULL from now on, which running code does not expect. */
    'mig-lint/no-drop-not-null'?: Linter.RuleEntry<[]>;
    /** A dropped schema takes all that is in it with it. */
    'mig-lint/no-drop-schema'?: Linter.RuleEntry<[]>;
    /** A dropped table takes its rows with it, and breaks the code that still reads it. */
    'mig-lint/no-drop-table'?: Linter.RuleEntry<[]>;
    /** What is dropped is still used by a view, an index, a foreign key, a trigger, a routine or a generated column. */
    'mig-lint/no-drop-used'?: Linter.RuleEntry<[]>;
    /** The new type of a column cannot hold every old value. */
    'mig-lint/no-lossy-type-change'?: Linter.RuleEntry<[]>;
    /** A renamed column breaks the code that runs during the deploy. */
    'mig-lint/no-rename-column'?: Linter.RuleEntry<[]>;
    /** A renamed value of an enum breaks the code that runs during the deploy. */
    'mig-lint/no-rename-enum-value'?: Linter.RuleEntry<[]>;
    /** A renamed table or schema breaks the code that runs during the deploy. */
    'mig-lint/no-rename-table'?: Linter.RuleEntry<[]>;
    /** A NOT NULL column without a default on a table that has rows, or that running code inserts into. */
    'mig-lint/no-required-column'?: Linter.RuleEntry<[]>;
    /** A table or a materialized view in use is emptied. */
    'mig-lint/no-truncate'?: Linter.RuleEntry<[]>;
    /** A change of a column type that running code notices, or for which the table is written anew. */
    'mig-lint/no-type-change'?: Linter.RuleEntry<[]>;
    /** An UPDATE or DELETE without a condition reaches every row of a table in use. */
    'mig-lint/no-unfiltered-dml'?: Linter.RuleEntry<[]>;
    /** Dropping a column and adding its twin is a rename that loses the data. */
    'mig-lint/rename-not-drop'?: Linter.RuleEntry<
      [
        {
          /** Pairs of columns or tables, the dropped one first, that have nothing to do with each other: `[["users.age", "users.rank"], ["colors", "sizes"]]`. */
          pairs?: [string, string][];
        },
      ]
    >;
    /** A transaction is begun twice, never begun, never ended, or ended in the middle of the one that the tool began. */
    'mig-lint/balanced-transactions'?: Linter.RuleEntry<[]>;
    /** Every row of a table in use is changed by one statement, in the transaction that changes the schema. */
    'mig-lint/batch-backfill'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** A concurrent index build takes the broken index of a failed build for its own. */
    'mig-lint/concurrent-leftover'?: Linter.RuleEntry<[]>;
    /** A statement that cannot run in a transaction is run in one. */
    'mig-lint/concurrent-outside-transaction'?: Linter.RuleEntry<[]>;
    /** A partition is detached in a way that blocks the whole partitioned table. */
    'mig-lint/detach-concurrently'?: Linter.RuleEntry<[]>;
    /** A value is added to an enum and used before the transaction has ended. */
    'mig-lint/enum-value-in-transaction'?: Linter.RuleEntry<[]>;
    /** An index of a table in use is built or dropped in a way that blocks reads or writes. */
    'mig-lint/no-blocking-index'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** Upkeep writes a table or a materialized view anew while nobody can use it. */
    'mig-lint/no-blocking-maintenance'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** A table in use is read from end to end under a lock that blocks reads or writes. */
    'mig-lint/no-blocking-scan'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** A lock that keeps everybody from a table is held during long work, or while another table is waited for. */
    'mig-lint/no-lock-pileup'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** A table in use is written anew, row by row, while nobody can use it. */
    'mig-lint/no-table-rewrite'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** A table in use is locked with no limit to the wait for the lock. */
    'mig-lint/require-lock-timeout'?: Linter.RuleEntry<
      [
        {
          /** The longest wait for a lock that is accepted, in seconds */
          max?: number;
          /** The limit that the role or the runner sets before it begins, in seconds; 0 is none */
          runner?: number;
        },
      ]
    >;
    /** A constraint is validated in the transaction that added it, under the lock of the addition. */
    'mig-lint/validate-separately'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** A key, index, check or default that is not named by the convention. */
    'mig-lint/constraint-naming'?: Linter.RuleEntry<
      [
        {
          /** How names are made up; when left out, as nine in ten of the names that are there already. */
          convention?: 'ef' | 'postgres' | 'typeorm' | 'knex' | 'rails';
          /** Names of your own, in place of the convention: templates with {table}, {columns}, {target}, and * for anything. The first is proposed. */
          patterns?: {
            primaryKey?: string[];
            foreignKey?: string[];
            unique?: string[];
            index?: string[];
            uniqueIndex?: string[];
            check?: string[];
            exclusion?: string[];
            default?: string[];
          };
        },
      ]
    >;
    /** The values of an ENUM get other places, or some of them go. */
    'mig-lint/enum-append-only'?: Linter.RuleEntry<[]>;
    /** A value is added at the end of an enum whose order counts, without a word about its place. */
    'mig-lint/enum-order'?: Linter.RuleEntry<[]>;
    /** The two sides of a foreign key have different types. */
    'mig-lint/foreign-key-types-match'?: Linter.RuleEntry<[]>;
    /** A name that is longer than the database keeps. */
    'mig-lint/identifier-length'?: Linter.RuleEntry<[]>;
    /** A foreign key whose columns no index begins with. */
    'mig-lint/index-foreign-keys'?: Linter.RuleEntry<[]>;
    /** A new column of the type char(n), which fills its values up with blanks. */
    'mig-lint/no-char'?: Linter.RuleEntry<[]>;
    /** An index that another one of the table already does the work of. */
    'mig-lint/no-duplicate-index'?: Linter.RuleEntry<[]>;
    /** A new key whose numbers come to an end. */
    'mig-lint/prefer-bigint'?: Linter.RuleEntry<
      [
        {
          /** `all`: every column of whole numbers, whether it counts rows or not. */
          columns?: 'keys' | 'all';
        },
      ]
    >;
    /** A new column that numbers its rows by serial and not as an identity column. */
    'mig-lint/prefer-identity'?: Linter.RuleEntry<[]>;
    /** A new column of the type json, which cannot be compared. */
    'mig-lint/prefer-jsonb'?: Linter.RuleEntry<[]>;
    /** A new column whose type limits the length of its text. */
    'mig-lint/prefer-text'?: Linter.RuleEntry<[]>;
    /** A new column that keeps a time without saying of which time zone. */
    'mig-lint/prefer-timestamptz'?: Linter.RuleEntry<[]>;
    /** A table that ends the migration without a primary key. */
    'mig-lint/require-primary-key'?: Linter.RuleEntry<[]>;
    /** The name of a table or another object does not say in which schema it is. */
    'mig-lint/schema-qualified'?: Linter.RuleEntry<[]>;
    /** Foreign keys of one transaction lock several tables in use. */
    'mig-lint/several-foreign-keys'?: Linter.RuleEntry<[]>;
    /** A table in use is changed without a word on how, so that the server may copy it. */
    'mig-lint/algorithm-explicit'?: Linter.RuleEntry<[]>;
    /** The character set or collation of a table in use changes, for which every row is copied. */
    'mig-lint/charset-conversion'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
    /** A column is added and used in one batch, which SQL Server does not compile. */
    'mig-lint/column-used-in-same-batch'?: Linter.RuleEntry<[]>;
    /** A change of the schema commits the transaction that is meant to hold more. */
    'mig-lint/implicit-commit'?: Linter.RuleEntry<[]>;
    /** MySQL reads REFERENCES in the definition of a column and makes no foreign key of it. */
    'mig-lint/inline-reference-ignored'?: Linter.RuleEntry<[]>;
    /** A default has no name of its own, so that no later script can drop it by name. */
    'mig-lint/named-default-constraint'?: Linter.RuleEntry<[]>;
    /** A table is made anew in an order in which keys, views or triggers are lost, or the script fails. */
    'mig-lint/rebuild-order'?: Linter.RuleEntry<[]>;
    /** A table changes under a view or a function that keeps the columns of its creation, and nothing refreshes it. */
    'mig-lint/refresh-dependents'?: Linter.RuleEntry<[]>;
    /** A filtered index, or an index of a view, is made while SET options are as it does not allow. */
    'mig-lint/set-options'?: Linter.RuleEntry<[]>;
    /** An ALTER TABLE that SQLite, or this version of it, does not carry out. */
    'mig-lint/unsupported-alter'?: Linter.RuleEntry<[]>;
    /** A constraint is added or switched on WITH NOCHECK, and nothing checks the old rows later. */
    'mig-lint/untrusted-constraint'?: Linter.RuleEntry<[]>;
    /** A VARCHAR grows past 255 bytes, for which MySQL copies the table. */
    'mig-lint/varchar-byte-boundary'?: Linter.RuleEntry<
      [
        {
          /** Tables that are known to have fewer rows pass; a table whose size is not known never does */
          small?: number;
        },
      ]
    >;
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
