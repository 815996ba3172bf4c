import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { ListingType } from '../enum-members.ts';
import { changedMembers, listing, quotedValue } from '../enum-members.ts';
import type { Context } from '../rule.ts';
import { listedBriefly, withCode } from '../words.ts';

export default defineRule({
  name: 'enum-append-only',
  category: 'keys-and-types',
  severity: 'error',
  presets: ['recommended'],
  summary: 'The values of an ENUM get other places, or some of them go',
  dialects: ['mysql'],
  like: { atlas: ['MY110', 'MY111', 'MY112', 'MY120', 'MY121', 'MY122'] },
  options: noOptions,
  on: {
    AlterColumn(operation, step, { isNewColumn, report, write }) {
      const { table, column, span } = operation;
      const types = changedMembers(operation, step.before);
      if (types === undefined || isNewColumn(table, column, step.before)) return;
      const { was, becomes } = types;
      const gone = was.values.filter((value) => !becomes.values.includes(value));
      const moved = was.values.filter((value, at) => becomes.values.includes(value) && becomes.values[at] !== value);
      if (gone.length === 0 && moved.length === 0) return;

      const name = `${displayName(table)}.${column}`;
      const isCopied = step.facts !== undefined && step.facts.rewrites.length > 0;
      const copy = isCopied ? `; and ${displayName(table)} is copied for it, row by row, while nobody writes` : '';
      report({
        at: span,
        message:
          gone.length > 0
            ? `${name} loses the ${gone.length === 1 ? 'value' : 'values'} ${quotedList(gone)}`
            : `the values of ${name} get other places: ${quotedList(moved)}`,
        why: `${gone.length > 0 ? lossOf(gone) : orderOf(column)}${copy}`,
        remedy: remedyFor(operation, was, becomes, write),
        ...(step.facts === undefined ? {} : { facts: step.facts }),
      });
    },
  },
});

function lossOf(gone: readonly string[]): string {
  return gone.length === 1
    ? 'rows that hold it are emptied or make the migration fail, and running code that writes it fails'
    : 'rows that hold one of them are emptied or make the migration fail, and running code that writes one fails';
}

function orderOf(column: string): string {
  return `a value is kept as the number of its place, by which MySQL sorts and compares: ORDER BY, and code that reads the number (${column} + 0), give other answers`;
}

function quotedList(values: readonly string[]): string {
  return listedBriefly(values.map(quotedValue));
}

function remedyFor(
  operation: Operation<'AlterColumn'>,
  was: ListingType,
  becomes: ListingType,
  write: Context['write'],
): string {
  const added = becomes.values.filter((value) => !was.values.includes(value));
  if (added.length > 0) {
    const introduction =
      'leave the old values where they are, used or not, and put new ones at the end, which is a note in the catalog';
    return withCode(`${introduction}:`, write([listing(operation, becomes, [...was.values, ...added])]), introduction);
  }
  if (becomes.values.length < was.values.length) {
    return 'leave it in the list: a value that no row has costs nothing. If it has to go, give its rows another value first, and take it out in a later release, when no running code writes it any more';
  }
  const order = becomes.values.map(quotedValue).join(', ');
  return `leave the places as they are, and say the order where it is asked for: ORDER BY FIELD(${operation.column}, ${order})`;
}
