import type { DialectTraits } from '../model/names.ts';
import type { Timeline } from '../model/report.ts';
import type { MigrationView, Step } from '../rules/rule.ts';
import type { LoadedChain } from './project.ts';

/** What the up side of a migration does, step by step, and in which transaction. */
export function timelineOf({ dialect, engineVersion }: LoadedChain, view: MigrationView): Timeline {
  const { migration, up } = view;
  const transactions = transactionNumbers(dialect.traits);
  return {
    chain: migration.chain,
    migration: migration.id,
    file: migration.file,
    dialect: dialect.traits.name,
    engineVersion,
    steps: up.map((step) => {
      const transaction = transactions.of(step);
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
export function textOf({ statement, operation }: Step, written: readonly string[] | undefined): string {
  if (statement.sql !== undefined && statement.operations.length === 1) return statement.sql;
  return written?.join(';\n') ?? statement.sql ?? operation.kind;
}

/** Numbers the transactions of steps that are told in order. */
export interface TransactionNumbers {
  /** The transaction that a step runs in; where DDL commits by itself, none. */
  of(step: Pick<Step, 'operation' | 'inTransaction'>): number | undefined;
  /** What comes next runs in another one. */
  end(): void;
}

export function transactionNumbers({ transactionalDdl }: Pick<DialectTraits, 'transactionalDdl'>): TransactionNumbers {
  let number = 0;
  let isOpen = false;
  return {
    of({ operation, inTransaction }) {
      if (!transactionalDdl || !inTransaction) {
        isOpen = false;
        return undefined;
      }
      if (!isOpen || operation.kind === 'Begin') number += 1;
      isOpen = true;
      return number;
    },
    end() {
      isOpen = false;
    },
  };
}
