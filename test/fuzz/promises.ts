import assert from 'node:assert/strict';
import type { SqlText } from '../../src/dialects/dialect.ts';
import type { Migration } from '../../src/model/migration.ts';
import { allStatements } from '../../src/model/migration.ts';
import { covers } from '../../src/model/span.ts';
import type { Span } from '../../src/model/span.ts';

/** Whether a span lies in a text. */
function isIn({ start, end }: Span, length: number): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length;
}

/**
 * Statements come one after the other, each with an operation or more; comments lie in the text.
 *
 * @param where operations stand in their statement, or in the text of it that stands before
 */
export function holdsForSql({ statements, comments }: SqlText, text: string, where: 'in' | 'in-or-before'): void {
  let end = 0;
  for (const { span, operations } of statements) {
    assert(span.start >= end && span.end > span.start, `a statement from ${span.start} to ${span.end}, after ${end}`);
    assert(operations.length > 0, `a statement without operations at ${span.start}`);
    for (const operation of operations) {
      const { start, end: to } = operation.span;
      const isInPlace = covers(span, operation.span) || (where === 'in-or-before' && start >= 0 && to <= span.end);
      assert(isInPlace && start <= to, `${operation.kind} from ${start} to ${to}, out of its statement`);
    }
    end = span.end;
  }
  assert(end <= text.length, `a statement ends at ${end}, behind the text`);
  for (const { span, text: written } of comments) {
    assert(isIn(span, text.length), `a comment from ${span.start} to ${span.end}, out of the text`);
    assert.equal(text.slice(span.start, span.end), written, 'a comment that is not what stands in its place');
  }
}

/** Every place of a migration lies in one of the files, and every statement has an operation. */
export function holdsForMigration(migration: Migration, files: Readonly<Record<string, string>>): void {
  const check = (span: Span, what: string): void => {
    const text = files[span.file];
    assert(text !== undefined, `${what} is said to be in ${span.file}, which is not there`);
    assert(isIn(span, text.length), `${what} from ${span.start} to ${span.end}, out of ${span.file}`);
  };
  for (const { span, operations } of allStatements(migration)) {
    check(span, 'a statement');
    assert(operations.length > 0, `a statement without operations at ${span.start}`);
    for (const operation of operations) check(operation.span, operation.kind);
  }
  for (const { span } of migration.comments) check(span, 'a comment');
  for (const { span, message } of migration.problems) check(span, message);
  check(migration.head, 'the head');
}

/** What costs as much as the reading itself is done for one text of eight, always for the same ones. */
export function isReadMore(text: string): boolean {
  return text.length % 8 === 0;
}

/** What two readings of one text gave. */
export function isSame(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) assert.deepEqual(other, one);
}

/** What is left of a text where the spans are blanked out: its other characters keep their places. */
export function outside(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(' '.repeat(Math.max(0, end - Math.max(at, start))));
    at = Math.max(at, end);
  }
  return parts.join('') + text.slice(at);
}
