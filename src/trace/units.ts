import { sqlOfOperation } from '../baseline/execution/operation-sql.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Migration } from '../model/migration.ts';
import type { Operation } from '../model/operation.ts';
import type { Span } from '../model/span.ts';
import type { Step } from '../rules/rule.ts';

/** What is sent to the engine at once: a statement of the source, or one operation of a builder call. */
export interface Unit {
  readonly span: Span;
  /** More than one where an operation takes several statements. */
  readonly sql: readonly string[];
  readonly steps: readonly Step[];
  /** The tool runs it outside of the migration's transaction. */
  readonly isOutside: boolean;
}

/** A piece of a migration that is not known as SQL. */
interface Unsaid {
  readonly span: Span;
  readonly unsaid: string;
}

/** The up side of a migration as SQL, in order; what does nothing is left out. */
export function unitsOf(steps: readonly Step[], dialect: Dialect): readonly (Unit | Unsaid)[] {
  return byStatement(steps).flatMap((own): readonly (Unit | Unsaid)[] => {
    const [first] = own;
    if (first === undefined) return [];
    const { statement } = first;
    const isOutside = statement.outsideTransaction === true;
    if (statement.sql !== undefined) return [{ span: statement.span, sql: [statement.sql], steps: own, isOutside }];
    return own
      .filter(({ applied }) => applied)
      .flatMap((step): readonly (Unit | Unsaid)[] => {
        const { span } = step.operation;
        const sent = sqlOfOperation(asSent(step.operation), step.before, step.after, dialect);
        if ('unknown' in sent) return [{ span, unsaid: sent.unknown }];
        return sent.sql.length === 0 ? [] : [{ span, sql: sent.sql, steps: [step], isOutside }];
      });
  });
}

/** EF Core states a column's type each time; its provider says it to the database only when it is another. */
function asSent(operation: Operation): Operation {
  if (operation.kind !== 'AlterColumn') return operation;
  const { change, old } = operation;
  const isRestated = old?.type?.text === change.type?.text && (old?.collation ?? null) === (change.collation ?? null);
  if (!isRestated) return operation;
  const { type: _type, collation: _collation, ...others } = change;
  return { ...operation, change: others };
}

function byStatement(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0]?.statement === step.statement) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** Whether the tool opens a transaction around the migration; not around one that begins and ends its own. */
export function isWrapped({ transaction, up }: Migration): boolean {
  const isOwn = up.some(({ operations }) => operations.some(({ kind }) => kind === 'Begin' || kind === 'Commit'));
  if (isOwn || transaction === 'none') return false;
  return transaction !== 'per-file-implicit' || up.length > 1;
}
