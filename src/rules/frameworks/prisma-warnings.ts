import type { Comment } from '../../model/migration.ts';
import type { Operation } from '../../model/operation.ts';
import { findColumn } from '../../model/schema.ts';
import type { Span } from '../../model/span.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Context, MigrationView, Step } from '../rule.ts';
import type { Warned } from './prisma-warning-kinds.ts';
import { isHandled, warnedOf } from './prisma-warning-kinds.ts';

export default defineRule({
  name: 'prisma-warnings',
  category: 'frameworks',
  severity: 'error',
  presets: ['recommended'],
  summary: 'What Prisma warned of at the top of the migration is still unanswered',
  frameworks: ['prisma'],
  options: noOptions,
  on: {
    migration(view, { report, isNewColumn }) {
      for (const warning of view.migration.comments.flatMap(warningsIn)) {
        const at = placeOf(warnedOf(warning.text), view, isNewColumn);
        if (at === undefined) continue;
        report({
          at,
          message: `Prisma warned of this, and nothing answers it: ${warning.text}`,
          why: 'Prisma saw that it loses data, or fails where there are rows, and asked the one who made the migration; a deploy does not ask again',
          remedy:
            'move or mend the rows in a statement before it, or change the statement so that it fits them; if nothing can be lost, say why: mig-lint-disable-next-line prisma-warnings -- <why>',
          related: [{ span: warning.span, message: 'the warning' }],
        });
      }
    },
  },
});

interface Warning {
  readonly text: string;
  readonly span: Span;
}

/** The points of the list in the header that Prisma puts at the top; none in any other comment. */
function warningsIn({ text, span }: Comment): readonly Warning[] {
  if (!/^\/\*\s*Warnings:/.test(text)) return [];
  return [...text.matchAll(/^[ \t]*- (.*\S)[ \t]*$/gm)].map((match) => {
    const line = match[1] ?? '';
    const start = span.start + match.index + match[0].indexOf(line);
    return { text: line, span: { file: span.file, start, end: start + line.length } };
  });
}

/** Where the migration still does what was warned of, with the rows that it is about left as they are. */
function placeOf(
  warned: Warned | undefined,
  view: MigrationView,
  isNewColumn: Context['isNewColumn'],
): Span | undefined {
  if (warned === undefined) return view.migration.head;
  const copies = new Set<Operation>(view.rebuilds.flatMap(({ parts }) => parts));
  const steps = [...view.up, ...view.rebuilds.flatMap((rebuild) => rebuild.steps)].filter((step) => step.applied);
  const isPrepared = ({ operation }: Step): boolean =>
    view.up.some(
      (earlier) =>
        !copies.has(earlier.operation) &&
        earlier.operation.span.start < operation.span.start &&
        isHandled(warned, earlier.operation),
    );
  const isOpen = (step: Step): boolean =>
    warned.isDoneBy(step.operation) && !isPrepared(step) && !isOfNulls(warned, step, isNewColumn);
  return steps.find(isOpen)?.operation.span;
}

/** A new column without a default holds NULL in every old row, and NULLs do not count as equal. */
function isOfNulls({ unique = [] }: Warned, { operation, before }: Step, isNewColumn: Context['isNewColumn']): boolean {
  if (operation.kind !== 'CreateIndex' && operation.kind !== 'AddUnique') return false;
  const { table } = operation;
  return unique.some(
    (column) => isNewColumn(table, column, before) && findColumn(before, table, column)?.default === undefined,
  );
}
