import type { TransactionMode } from '../../model/migration.ts';
import type { DialectName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { hasGuard } from '../../model/operation.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { MigrationView, Report, Step } from '../rule.ts';

type Boundary = Operation<'Begin' | 'Commit' | 'Rollback'>;

export default defineRule({
  name: 'balanced-transactions',
  category: 'locks',
  severity: 'error',
  presets: ['recommended'],
  summary:
    'A transaction is begun twice, never begun, never ended, or ended in the middle of the one that the tool began',
  like: {
    squawk: ['transaction-nesting', 'ban-uncommitted-transaction'],
    atlas: ['TX201'],
    pgfence: ['unclosed-transaction'],
  },
  options: noOptions,
  on: {
    migration(view, context) {
      const boundaries = view.up.filter(({ operation }) => isBoundary(operation));
      // What a condition decides, as TRY and CATCH or IF @@TRANCOUNT > 0 do, is balanced when it runs.
      if (boundaries.some(({ operation }) => isConditional(operation))) return;
      for (const found of problemsOf(view, context.dialect)) context.report(found);
    },
  },
});

function isBoundary(operation: Operation): operation is Boundary {
  return operation.kind === 'Begin' || operation.kind === 'Commit' || operation.kind === 'Rollback';
}

function isConditional(operation: Operation): boolean {
  return operation.repeated === true || hasGuard(operation, 'condition') || hasGuard(operation, 'object');
}

function problemsOf(view: MigrationView, dialect: DialectName): readonly Report[] {
  const { up, migration } = view;
  const isWrapped = wraps(migration.transaction);
  const open: Boundary[] = [];
  const found: Report[] = [];
  for (const [at, { operation, statement }] of up.entries()) {
    if (!isBoundary(operation)) continue;
    const isOfTool = isWrapped && statement.outsideTransaction !== true;
    if (operation.kind === 'Begin') {
      const [outer] = open;
      if (outer !== undefined && nestedIn[dialect] !== undefined)
        found.push(nested(operation, outer, nestedIn[dialect]));
      if (outer === undefined && isOfTool && dialect === 'sqlite') found.push(refused(operation));
      open.push(operation);
      continue;
    }
    const isOwn = open.length > 0;
    const endsOwn = dialect === 'sqlserver' && isOwn;
    const why = strayIn[dialect];
    if (!isOwn && migration.transaction === 'none' && why !== undefined) found.push(stray(operation, why));
    if (operation.kind === 'Commit' && dialect === 'sqlserver') open.pop();
    else open.length = 0;
    if (!isOfTool || endsOwn || dialect === 'sqlite') continue;
    if (goesOn(up.slice(at + 1))) found.push(endsTools(operation));
    else if (operation.kind === 'Rollback') found.push(undoesAll(operation));
    else if (!isOwn && why !== undefined) found.push(endsTools(operation));
  }
  const [unclosed] = open;
  if (unclosed !== undefined && !isWrapped) found.push(neverEnded(unclosed, dialect));
  return found;
}

function wraps(mode: TransactionMode): boolean {
  return mode === 'per-migration' || mode === 'whole-batch';
}

/** Whether something is changed after the end of the transaction; what follows counts on it. */
function goesOn(steps: readonly Step[]): boolean {
  return steps.some(
    ({ operation, applied }) =>
      applied && !isBoundary(operation) && operation.kind !== 'NoChange' && operation.kind !== 'SetVariable',
  );
}

/** What a second BEGIN does; absent: it counts, and each needs its own COMMIT. */
const nestedIn: Readonly<Record<DialectName, string | undefined>> = {
  postgres: 'PostgreSQL warns and goes on in the first transaction, so that the first COMMIT ends both',
  mysql:
    'MySQL commits the first transaction without a word when the second begins, so that it cannot be rolled back any more',
  sqlite: 'SQLite refuses it: "cannot start a transaction within a transaction"',
  sqlserver: undefined,
};

/** What the end of a transaction does that nobody began; absent: there one can begin without a word. */
const strayIn: Readonly<Partial<Record<DialectName, string>>> = {
  postgres:
    'PostgreSQL warns "there is no transaction in progress" and goes on; each statement before it was committed by itself, so that a failure would have left the first ones done',
  sqlite: 'SQLite refuses it: "no transaction is active"',
};

function stray({ kind, span }: Boundary, why: string): Report {
  return {
    at: span,
    message: `${kind.toUpperCase()} ends a transaction that was never begun`,
    why,
    remedy: 'write BEGIN where the transaction was meant to begin, or take this statement out',
  };
}

function nested({ span }: Boundary, outer: Boundary, why: string): Report {
  return {
    at: span,
    message: 'a transaction begins inside of another',
    why,
    remedy:
      'end the first one before this statement, or take this one and its COMMIT out; SAVEPOINT is what a part can be rolled back to',
    related: [{ span: outer.span, message: 'the first one begins here' }],
  };
}

function refused({ span }: Boundary): Report {
  return {
    at: span,
    message: 'a transaction begins inside of the one that the tool began',
    why: 'SQLite refuses it: "cannot start a transaction within a transaction"',
    remedy: 'take BEGIN and its COMMIT out: the tool runs the migration in a transaction',
  };
}

function endsTools({ kind, span }: Boundary): Report {
  return {
    at: span,
    message: `${kind.toUpperCase()} ends the transaction in which the tool runs this migration`,
    why: 'what comes after it runs without one, the record that the migration was applied included: if that fails, the first half stays, the migration counts as not applied, and the next run begins with statements that were done already',
    remedy: 'take BEGIN and COMMIT out and leave the transaction to the tool, or give each half a migration of its own',
  };
}

function undoesAll({ span }: Boundary): Report {
  return {
    at: span,
    message: 'ROLLBACK takes back all that this migration did, in the transaction of the tool',
    why: 'the tool goes on and records the migration as applied, so that it never runs again',
    remedy: 'take it out: the tool rolls back by itself when a statement fails',
  };
}

function neverEnded({ span }: Boundary, dialect: DialectName): Report {
  return {
    at: span,
    message: 'the transaction that begins here is never ended',
    why: `the connection is closed with it open, and the database rolls back all that came after it${dialect === 'mysql' ? ' and did not commit by itself' : ''}; until then its locks are held`,
    remedy: 'add COMMIT at the end',
  };
}
