import type { MigrationEntry } from '../../frameworks/framework.ts';
import type { DialectName } from '../../model/names.ts';
import { rowsOfTool } from './names.ts';
import type { KnownLedger } from './request.ts';
import type { RowLanguage } from './rows.ts';
import { identityOf, isApplied, isFailed, isOfChain, isOneOf, isRolledBack, rowLanguage } from './rows.ts';
import { assignmentsOf } from './values.ts';

/** What has to be asked of a ledger and what changes in it, in the words of its database. */
export interface LedgerPlan {
  readonly dialect: DialectName;
  readonly table: string;
  /** The condition that the base stands there already, and nothing that it replaces. */
  readonly isDone: string;
  /** Numbers, each a scalar expression: all have to be 0 before anything changes. */
  readonly missing: string;
  readonly unknown: string;
  readonly failed: string;
  /** How many rows have to be there. */
  readonly required: number;
  /** Statements that end in their condition, without a semicolon; more conditions can follow with AND. */
  readonly changes: readonly string[];
}

/**
 * The row of the last old migration becomes that of the base, and the rows of the others go. What the tool wrote beside
 * (a row's number, times, versions of the tool, Knex's batches, the model of Entity Framework 6) stays as it is, so that
 * columns which nobody here knows hold what they held. `undefined`: no migration that goes away is in the ledger.
 */
export function planOf(request: KnownLedger): LedgerPlan | undefined {
  const { chain, base, known, framework, ledger } = request;
  const rows = rowLanguage(request);
  const { recorded, required } = requiredRows(request);
  const last = required.at(-1);
  if (last === undefined) return undefined;

  const identities = (entries: readonly MigrationEntry[]): readonly string[] => [
    ...new Set(entries.map((entry) => identityOf(rows, entry))),
  ];
  const ofChain = isOfChain(rows, chain.scope);
  const baseIdentity = identityOf(rows, base);
  const retired = identities(recorded).filter((one) => one !== baseIdentity);
  const others = identities(recorded).filter((one) => one !== identityOf(rows, last));
  // The one row of `newest` can be of a later migration, and the base stands for none of its own then.
  const later = ledger.rows === 'newest' ? identities(known) : [];
  const applied = isApplied(rows);
  const assignments = assignmentsOf(request, rows, last);
  const same = assignments.filter(({ proves }) => proves).map(({ column, value }) => `${column} = ${value}`);
  const rolledBack = isRolledBack(rows);
  const notRolledBack = rolledBack === undefined ? [] : [`NOT (${rolledBack})`];
  const named = [...identities([...recorded, ...known, base]), ...rowsOfTool(framework.name)];

  return {
    dialect: chain.dialect,
    table: rows.table,
    isDone: allOf([
      anyOfTwo(
        exists(rows, [...ofChain, isOneOf(rows, [baseIdentity]), ...applied, ...same]),
        later.length === 0 ? undefined : exists(rows, [isOneOf(rows, later), ...applied]),
      ),
      ...(retired.length === 0 ? [] : [`NOT ${exists(rows, [...ofChain, isOneOf(rows, retired)])}`]),
    ]),
    missing: `${required.length} - ${countOf(rows, [...ofChain, isOneOf(rows, identities(required)), ...applied], `DISTINCT ${rows.name(rows.identity)}`)}`,
    unknown: countOf(rows, [...ofChain, `NOT ${isOneOf(rows, named)}`, ...notRolledBack]),
    failed: isFailed(rows).length === 0 ? '0' : countOf(rows, [...ofChain, ...isFailed(rows)]),
    required: required.length,
    changes: [
      ...(others.length === 0 || ledger.rows === 'newest' ? [] : [deletion(rows, [...ofChain, isOneOf(rows, others)])]),
      ...(rolledBack === undefined
        ? []
        : [deletion(rows, [...ofChain, isOneOf(rows, [identityOf(rows, last)]), rolledBack])]),
      ...(assignments.length === 0
        ? []
        : [
            `UPDATE ${rows.table} SET ${assignments.map(({ column, value }) => `${column} = ${value}`).join(', ')} WHERE ${allOf([...ofChain, isOneOf(rows, [identityOf(rows, last)])])}`,
          ]),
    ],
  };
}

interface RequiredRows {
  /** What can be in the ledger. */
  readonly recorded: readonly MigrationEntry[];
  /** What has to be. */
  readonly required: readonly MigrationEntry[];
}

/** Repeatable scripts stay as they are; what a new database does not run need not be recorded anywhere. */
function requiredRows({ squashed, ledger }: KnownLedger): RequiredRows {
  const recorded = squashed.filter(({ repeatable }) => repeatable !== true);
  const run = recorded.filter(({ neverRun }) => neverRun !== true);
  return { recorded, required: ledger.rows === 'newest' ? run.slice(-1) : run };
}

function deletion({ table }: RowLanguage, conditions: readonly string[]): string {
  return `DELETE FROM ${table} WHERE ${allOf(conditions)}`;
}

function exists({ table }: RowLanguage, conditions: readonly string[]): string {
  return `EXISTS (SELECT 1 FROM ${table} WHERE ${allOf(conditions)})`;
}

function countOf({ table }: RowLanguage, conditions: readonly string[], of = '*'): string {
  return `(SELECT COUNT(${of}) FROM ${table} WHERE ${allOf(conditions)})`;
}

function allOf(conditions: readonly string[]): string {
  return conditions.join(' AND ');
}

function anyOfTwo(one: string, other: string | undefined): string {
  return other === undefined ? one : `(${one} OR ${other})`;
}
