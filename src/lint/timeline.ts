import type { DialectTraits } from '../model/names.ts';
import type { Timeline } from '../model/report.ts';
import type { MigrationView, Step } from '../rules/rule.ts';
import type { LoadedChain } from './project.ts';

/** What the up side of a migration does, step by step, and in which transaction. */
export function timelineOf({ dialect, engineVersion }: LoadedChain, view: MigrationView): Timeline {
  const { migration, up } = view;
  const transactionOf = transactionNumbers(dialect.traits);
  return {
    chain: migration.chain,
    migration: migration.id,
    file: migration.file,
    dialect: dialect.traits.name,
    engineVersion,
    steps: up.map((step) => {
      const transaction = transactionOf(step);
      return {
        span: step.operation.span,
        text: textOf(step, dialect.write(step.operation)),
        ...(step.facts === undefined ? {} : { facts: step.facts }),
        applied: step.applied,
        ...(transaction === undefined ? {} : { transaction }),
      };
    }),
    created: up.flatMap(({ operation, applied }) =>
      applied && operation.kind === 'CreateTable' ? [operation.table] : [],
    ),
  };
}

/** The author's own SQL where it says this operation and nothing else. */
function textOf({ statement, operation }: Step, written: readonly string[] | undefined): string {
  if (statement.sql !== undefined && statement.operations.length === 1) return statement.sql;
  return written?.join(';\n') ?? statement.sql ?? operation.kind;
}

/** Answers, step by step and in order, in which transaction a step runs; where DDL commits by itself, in none. */
function transactionNumbers({ transactionalDdl }: DialectTraits): (step: Step) => number | undefined {
  let number = 0;
  let isOpen = false;
  return ({ operation, inTransaction }) => {
    if (!transactionalDdl || !inTransaction) {
      isOpen = false;
      return undefined;
    }
    if (!isOpen || operation.kind === 'Begin') number += 1;
    isOpen = true;
    return number;
  };
}
