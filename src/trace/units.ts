import type { Dialect } from '../dialects/dialect.ts';
import type { Migration, Statement } from '../model/migration.ts';
import type { Step } from '../rules/rule.ts';

/** What is sent to the engine at once: a statement of the source, or one operation of a builder call. */
export interface Unit {
  readonly statement: Statement;
  /** More than one where an operation takes several statements. */
  readonly sql: readonly string[];
  readonly steps: readonly Step[];
}

/** A piece of a migration that cannot be run here, since it is not known as SQL. */
export interface Unrunnable {
  readonly statement: Statement;
  readonly reason: string;
}

/** The up side of a migration as SQL, in order. */
export function unitsOf(steps: readonly Step[], dialect: Dialect): readonly (Unit | Unrunnable)[] {
  return byStatement(steps).flatMap(({ statement, steps: own }) => {
    const { sql } = statement;
    if (statement.forgotten?.what === 'execution') return [];
    if (sql !== undefined) return [{ statement, sql: [sql], steps: own }];
    return own.flatMap((step): readonly (Unit | Unrunnable)[] => {
      if (step.operation.kind === 'NoChange') return [];
      if (step.operation.kind === 'Opaque') return [{ statement, reason: step.operation.detail }];
      if (!step.applied) return [];
      const written = dialect.write(step.operation);
      return written === undefined
        ? [{ statement, reason: `${step.operation.kind} cannot be written as SQL` }]
        : [{ statement, sql: written, steps: [step] }];
    });
  });
}

function byStatement(
  steps: readonly Step[],
): readonly { readonly statement: Statement; readonly steps: readonly Step[] }[] {
  const groups: { statement: Statement; steps: Step[] }[] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.statement === step.statement) last.steps.push(step);
    else groups.push({ statement: step.statement, steps: [step] });
  }
  return groups;
}

/** Whether the tool opens a transaction around the migration. */
export function isWrapped({ transaction, up }: Migration): boolean {
  switch (transaction) {
    case 'whole-batch':
    case 'per-migration':
      return true;
    case 'per-file-implicit':
      return up.length > 1;
    case 'none':
      return false;
  }
}
