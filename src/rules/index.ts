import noCascade from './data-loss/no-cascade.ts';
import noDropColumn from './data-loss/no-drop-column.ts';
import noDropConstraint from './data-loss/no-drop-constraint.ts';
import noDropDatabase from './data-loss/no-drop-database.ts';
import noDropDefault from './data-loss/no-drop-default.ts';
import noDropNotNull from './data-loss/no-drop-not-null.ts';
import noDropSchema from './data-loss/no-drop-schema.ts';
import noDropTable from './data-loss/no-drop-table.ts';
import noDropUsed from './data-loss/no-drop-used.ts';
import noLossyTypeChange from './data-loss/no-lossy-type-change.ts';
import noRenameColumn from './data-loss/no-rename-column.ts';
import noRenameEnumValue from './data-loss/no-rename-enum-value.ts';
import noRenameTable from './data-loss/no-rename-table.ts';
import noRequiredColumn from './data-loss/no-required-column.ts';
import noTruncate from './data-loss/no-truncate.ts';
import noTypeChange from './data-loss/no-type-change.ts';
import noUnfilteredDml from './data-loss/no-unfiltered-dml.ts';
import renameNotDrop from './data-loss/rename-not-drop.ts';
import algorithmExplicit from './engines/algorithm-explicit.ts';
import charsetConversion from './engines/charset-conversion.ts';
import columnUsedInSameBatch from './engines/column-used-in-same-batch.ts';
import implicitCommit from './engines/implicit-commit.ts';
import inlineReferenceIgnored from './engines/inline-reference-ignored.ts';
import namedDefaultConstraint from './engines/named-default-constraint.ts';
import rebuildOrder from './engines/rebuild-order.ts';
import refreshDependents from './engines/refresh-dependents.ts';
import setOptions from './engines/set-options.ts';
import unsupportedAlter from './engines/unsupported-alter.ts';
import untrustedConstraint from './engines/untrusted-constraint.ts';
import varcharByteBoundary from './engines/varchar-byte-boundary.ts';
import alterDropsModifiers from './frameworks/alter-drops-modifiers.ts';
import efDefaultFiller from './frameworks/ef-default-filler.ts';
import neverExecuted from './frameworks/never-executed.ts';
import outsideTheTransaction from './frameworks/outside-the-transaction.ts';
import prismaWarnings from './frameworks/prisma-warnings.ts';
import suppressedSplits from './frameworks/suppressed-splits.ts';
import transactionOverrideForbidden from './frameworks/transaction-override-forbidden.ts';
import constraintNaming from './keys-and-types/constraint-naming.ts';
import enumAppendOnly from './keys-and-types/enum-append-only.ts';
import enumOrder from './keys-and-types/enum-order.ts';
import foreignKeyTypesMatch from './keys-and-types/foreign-key-types-match.ts';
import identifierLength from './keys-and-types/identifier-length.ts';
import indexForeignKeys from './keys-and-types/index-foreign-keys.ts';
import noChar from './keys-and-types/no-char.ts';
import noDuplicateIndex from './keys-and-types/no-duplicate-index.ts';
import preferBigint from './keys-and-types/prefer-bigint.ts';
import preferIdentity from './keys-and-types/prefer-identity.ts';
import preferJsonb from './keys-and-types/prefer-jsonb.ts';
import preferText from './keys-and-types/prefer-text.ts';
import preferTimestamptz from './keys-and-types/prefer-timestamptz.ts';
import requirePrimaryKey from './keys-and-types/require-primary-key.ts';
import schemaQualified from './keys-and-types/schema-qualified.ts';
import severalForeignKeys from './keys-and-types/several-foreign-keys.ts';
import balancedTransactions from './locks/balanced-transactions.ts';
import batchBackfill from './locks/batch-backfill.ts';
import concurrentLeftover from './locks/concurrent-leftover.ts';
import concurrentOutsideTransaction from './locks/concurrent-outside-transaction.ts';
import detachConcurrently from './locks/detach-concurrently.ts';
import enumValueInTransaction from './locks/enum-value-in-transaction.ts';
import noBlockingIndex from './locks/no-blocking-index.ts';
import noBlockingMaintenance from './locks/no-blocking-maintenance.ts';
import noBlockingScan from './locks/no-blocking-scan.ts';
import noLockPileup from './locks/no-lock-pileup.ts';
import noTableRewrite from './locks/no-table-rewrite.ts';
import requireLockTimeout from './locks/require-lock-timeout.ts';
import validateSeparately from './locks/validate-separately.ts';
import dataChangeHandled from './workflow/data-change-handled.ts';
import declaredSchemaDrift from './workflow/declared-schema-drift.ts';
import featureVersionOnce from './workflow/feature-version-once.ts';
import generatedSqlInSync from './workflow/generated-sql-in-sync.ts';
import migrationNaming from './workflow/migration-naming.ts';
import migrationOrder from './workflow/migration-order.ts';
import noAutomaticMigration from './workflow/no-automatic-migration.ts';
import noMixedPhases from './workflow/no-mixed-phases.ts';
import noShippedEdits from './workflow/no-shipped-edits.ts';
import oneTablePerMigration from './workflow/one-table-per-migration.ts';
import prematureContract from './workflow/premature-contract.ts';
import providerParity from './workflow/provider-parity.ts';
import requireIfExists from './workflow/require-if-exists.ts';
import reversibleMigration from './workflow/reversible-migration.ts';
import safeForeignKeyChange from './workflow/safe-foreign-key-change.ts';
import schemaBeforeData from './workflow/schema-before-data.ts';
import snapshotDrift from './workflow/snapshot-drift.ts';
import staleSnapshot from './workflow/stale-snapshot.ts';
import suppressionHygiene from './workflow/suppression-hygiene.ts';
import triggerInterference from './workflow/trigger-interference.ts';
import unknownStatement from './workflow/unknown-statement.ts';
import unparsedStatement from './workflow/unparsed-statement.ts';
import type { Rule } from './rule.ts';

/** The registry: a rule is a file, a page in fixtures/rules, and a line here, by category and name. */
export const rules: readonly Rule[] = [
  dataChangeHandled,
  declaredSchemaDrift,
  featureVersionOnce,
  generatedSqlInSync,
  migrationNaming,
  migrationOrder,
  noAutomaticMigration,
  noMixedPhases,
  noShippedEdits,
  oneTablePerMigration,
  prematureContract,
  providerParity,
  requireIfExists,
  reversibleMigration,
  safeForeignKeyChange,
  schemaBeforeData,
  snapshotDrift,
  staleSnapshot,
  suppressionHygiene,
  triggerInterference,
  unknownStatement,
  unparsedStatement,
  noCascade,
  noDropColumn,
  noDropConstraint,
  noDropDatabase,
  noDropDefault,
  noDropNotNull,
  noDropSchema,
  noDropTable,
  noDropUsed,
  noLossyTypeChange,
  noRenameColumn,
  noRenameEnumValue,
  noRenameTable,
  noRequiredColumn,
  noTruncate,
  noTypeChange,
  noUnfilteredDml,
  renameNotDrop,
  balancedTransactions,
  batchBackfill,
  concurrentLeftover,
  concurrentOutsideTransaction,
  detachConcurrently,
  enumValueInTransaction,
  noBlockingIndex,
  noBlockingMaintenance,
  noBlockingScan,
  noLockPileup,
  noTableRewrite,
  requireLockTimeout,
  validateSeparately,
  constraintNaming,
  enumAppendOnly,
  enumOrder,
  foreignKeyTypesMatch,
  identifierLength,
  indexForeignKeys,
  noChar,
  noDuplicateIndex,
  preferBigint,
  preferIdentity,
  preferJsonb,
  preferText,
  preferTimestamptz,
  requirePrimaryKey,
  schemaQualified,
  severalForeignKeys,
  algorithmExplicit,
  charsetConversion,
  columnUsedInSameBatch,
  implicitCommit,
  inlineReferenceIgnored,
  namedDefaultConstraint,
  rebuildOrder,
  refreshDependents,
  setOptions,
  unsupportedAlter,
  untrustedConstraint,
  varcharByteBoundary,
  alterDropsModifiers,
  efDefaultFiller,
  neverExecuted,
  outsideTheTransaction,
  prismaWarnings,
  suppressedSplits,
  transactionOverrideForbidden,
];
