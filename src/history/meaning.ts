import { createHash } from 'node:crypto';
import type { Migration, Side, Statement } from '../model/migration.ts';
import type { Span } from '../model/span.ts';

/**
 * The version of mig-lint's reading: goes up when the same source comes to mean something else in operations, since
 * meanings that were hashed under another version cannot be compared.
 */
export const readingVersion = 1;

/** A migration's meaning in canonical JSON, taken apart; equal strings are equal meanings. */
export interface MeaningBySide {
  readonly up: string;
  /** Absent: no way back. */
  readonly down: string | undefined;
  /** What runs in which transaction. */
  readonly transaction: string;
}

export type MeaningComparison =
  | { readonly kind: 'equal' }
  /** The operations are equal; what runs in a transaction is not. */
  | { readonly kind: 'transaction' }
  /** `where` is the first statement that means something else now; absent when only the end is missing. */
  | { readonly kind: 'different'; readonly sides: readonly Side[]; readonly where: Span | undefined };

/**
 * What a migration does, as canonical JSON: its operations without places, and what runs in a transaction. Its id and
 * files do not count, nor how operations are shared out among statements, nor what a reader says to people.
 */
export function meaningOf(migration: Migration): string {
  const { up, down, transaction } = meaningBySide(migration);
  return canonical({ up, down, transaction });
}

/** SHA-256 of the meaning, in hexadecimal; to be kept beside the reading version. */
export function meaningHash(migration: Migration): string {
  return sha256(meaningOf(migration));
}

/** SHA-256 of a file's text, in hexadecimal; line ends and a byte order mark do not count. */
export function textHash(text: string): string {
  return sha256(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'));
}

export function meaningBySide(migration: Migration): MeaningBySide {
  const { up, down } = migration;
  return {
    up: canonical(operationsOf(up)),
    down: down === undefined ? undefined : canonical(operationsOf(down)),
    transaction: transactionOf(migration),
  };
}

function transactionOf({ transaction, up, down = [] }: Migration): string {
  return canonical({ mode: transaction, up: outsideOf(up), down: outsideOf(down) });
}

/** Whether two migrations do the same; what runs in a transaction can be left aside. */
export function doSame(one: Migration, other: Migration, transactions: 'count' | 'aside'): boolean {
  const sides = (['up', 'down'] as const).every((side) => {
    const [own, others] = [one[side], other[side]];
    if (own === undefined || others === undefined) return own === others;
    return meansSame(operationsOf(own), operationsOf(others));
  });
  return sides && (transactions === 'aside' || transactionOf(one) === transactionOf(other));
}

/** Compares a migration with what it was. */
export function compareMeaning(was: Migration, is: Migration): MeaningComparison {
  const before = meaningBySide(was);
  const after = meaningBySide(is);
  const sides = (['up', 'down'] as const).filter((side) => before[side] !== after[side]);
  const [first] = sides;
  if (first !== undefined)
    return { kind: 'different', sides, where: firstDifference(was[first] ?? [], is[first] ?? []) };
  return before.transaction === after.transaction ? { kind: 'equal' } : { kind: 'transaction' };
}

function firstDifference(was: readonly Statement[], is: readonly Statement[]): Span | undefined {
  const before = operationsOf(was).map(canonical);
  let at = 0;
  for (const statement of is) {
    for (const operation of statement.operations) {
      if (canonical(operation) !== before[at]) return statement.span;
      at += 1;
    }
  }
  return undefined;
}

function operationsOf(statements: readonly Statement[]): readonly unknown[] {
  return statements.flatMap((statement) => statement.operations);
}

/** For each operation, whether it runs outside of the migration's transaction. */
function outsideOf(statements: readonly Statement[]): readonly boolean[] {
  return statements.flatMap(({ operations, outsideTransaction }) => operations.map(() => outsideTransaction ?? false));
}

/** JSON with sorted keys, without places and without what only people read. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((part: unknown) => canonical(part)).join(',')}]`;
  if (!isRecord(value)) return value === undefined ? 'null' : JSON.stringify(value);
  const members = saidIn(value).toSorted();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** Whether two values have the same canonical JSON, which is told faster than it is written. */
export function meansSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    return one.every((part, at) => meansSame(part, other[at]));
  }
  if (!isRecord(one) || !isRecord(other)) return canonical(one) === canonical(other);
  const [members, others] = [saidIn(one), saidIn(other)];
  return (
    members.length === others.length &&
    members.every((key, at) => (key === others[at] || others.includes(key)) && meansSame(one[key], other[key]))
  );
}

function saidIn(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(record).filter((key) => record[key] !== undefined && !isUnsaid(key, record[key], record));
}

/** Whether a member of a record is a place, or only for people. */
function isUnsaid(key: string, part: unknown, { kind }: Readonly<Record<string, unknown>>): boolean {
  return key === 'unsaid' || (key === 'detail' && kind === 'Opaque') || isSpan(part);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSpan(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 3 && 'file' in value && 'start' in value && 'end' in value;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
