import type { Dialect } from '../../dialects/dialect.ts';
import type { DialectName } from '../../model/names.ts';
import type { LedgerPlan } from './plan.ts';
import type { LedgerWords } from './words.ts';

type Writer = (plan: LedgerPlan, words: LedgerWords, text: (value: string) => string) => readonly string[];

/** The lines of a script that asks first, and changes the ledger in one transaction. */
export function scriptLines(plan: LedgerPlan, words: LedgerWords, dialect: Dialect): readonly string[] {
  return writers[plan.dialect](plan, words, (value) => dialect.literal({ type: 'string', value }).sql);
}

const writers: Readonly<Record<DialectName, Writer>> = {
  postgres: postgresLines,
  mysql: mysqlLines,
  sqlserver: sqlServerLines,
  sqlite: sqliteLines,
};

/** One statement, and so one transaction, whatever sends it. */
function postgresLines(plan: LedgerPlan, words: LedgerWords, text: (value: string) => string): readonly string[] {
  const refusals = refusalsOf(plan, words).map(
    ([number, why]) => `  IF ${number} > 0 THEN RAISE EXCEPTION USING MESSAGE = ${text(why)}; END IF;`,
  );
  const body = [
    'BEGIN',
    `  LOCK TABLE ${plan.table} IN SHARE ROW EXCLUSIVE MODE;`,
    `  IF ${plan.isDone} THEN RAISE NOTICE USING MESSAGE = ${text(words.done)}; RETURN; END IF;`,
    ...refusals,
    ...plan.changes.map((change) => `  ${change};`),
    `  RAISE NOTICE USING MESSAGE = ${text(words.settled)};`,
    'END',
  ];
  const tag = tagFor(body.join('\n'));
  return [`DO ${tag}`, ...body, `${tag};`];
}

/** A dollar quote that the text does not hold. */
function tagFor(text: string): string {
  let tag = '$ledger$';
  for (let number = 1; text.includes(tag); number += 1) tag = `$ledger${number}$`;
  return tag;
}

/**
 * Outside of procedures MySQL has no word for refusing. A key that would be there twice is an error in every version,
 * and shows what is twice, as far as it is short; what follows only acts where nothing stands against it, should the
 * client go on.
 */
function mysqlLines(plan: LedgerPlan, words: LedgerWords, text: (value: string) => string): readonly string[] {
  const refusals = refusalsOf(plan, words);
  const cases = refusals.map(([number], at) => `WHEN ${number} > 0 THEN ${at + 1}`);
  const named = refusals.map(([, , short]) => text(short)).join(', ');
  const told = refusals.map(([, why]) => text(why)).join(', ');
  return [
    'DROP TEMPORARY TABLE IF EXISTS mig_lint_refusal;',
    'CREATE TEMPORARY TABLE mig_lint_refusal (why varchar(64) PRIMARY KEY);',
    'START TRANSACTION;',
    `SET @mig_lint_done = ${plan.isDone};`,
    `SET @mig_lint_refused = CASE WHEN @mig_lint_done THEN 0 ${cases.join(' ')} ELSE 0 END;`,
    'SET @mig_lint_ready = NOT @mig_lint_done AND @mig_lint_refused = 0;',
    `INSERT INTO mig_lint_refusal SELECT ELT(@mig_lint_refused, ${named}) FROM (SELECT 1 AS n UNION ALL SELECT 2) AS twice WHERE @mig_lint_refused > 0;`,
    ...plan.changes.map((change) => `${change} AND @mig_lint_ready;`),
    'COMMIT;',
    `SELECT COALESCE(ELT(@mig_lint_refused, ${told}), IF(@mig_lint_done, ${text(words.done)}, ${text(words.settled)})) AS outcome;`,
    'DROP TEMPORARY TABLE mig_lint_refusal;',
  ];
}

/** XACT_ABORT rolls the transaction back at the THROW and ends the batch. */
function sqlServerLines(plan: LedgerPlan, words: LedgerWords, text: (value: string) => string): readonly string[] {
  return [
    'SET XACT_ABORT ON;',
    'BEGIN TRANSACTION;',
    'DECLARE @rows int;',
    `SELECT @rows = COUNT(*) FROM ${plan.table} WITH (TABLOCKX, HOLDLOCK);`,
    `IF ${plan.isDone}`,
    `  PRINT ${text(words.done)};`,
    'ELSE',
    'BEGIN',
    ...refusalsOf(plan, words).map(([number, why]) => `  IF ${number} > 0 BEGIN; THROW 50000, ${text(why)}, 1; END;`),
    ...plan.changes.map((change) => `  ${change};`),
    `  PRINT ${text(words.settled)};`,
    'END;',
    'COMMIT TRANSACTION;',
  ];
}

/** Its shell goes on after an error: what follows only acts where the row that the checks let through is there. */
function sqliteLines(plan: LedgerPlan, words: LedgerWords, text: (value: string) => string): readonly string[] {
  const checks = (
    [
      ['missing', words.missing],
      ['unknown', words.unknown],
      ['failed', words.failed],
    ] as const
  ).map(
    ([column, why]) => `  ${column} integer CONSTRAINT "${why.replaceAll('"', '""')}" CHECK (done OR ${column} = 0)`,
  );
  return [
    'DROP TABLE IF EXISTS temp.mig_lint_ledger;',
    `CREATE TEMPORARY TABLE mig_lint_ledger (\n  done integer,\n${checks.join(',\n')}\n);`,
    'BEGIN IMMEDIATE;',
    `INSERT INTO temp.mig_lint_ledger SELECT ${plan.isDone}, ${plan.missing}, ${plan.unknown}, ${plan.failed};`,
    ...plan.changes.map((change) => `${change} AND EXISTS (SELECT 1 FROM temp.mig_lint_ledger WHERE NOT done);`),
    'COMMIT;',
    `SELECT CASE WHEN done THEN ${text(words.done)} ELSE ${text(words.settled)} END AS outcome FROM temp.mig_lint_ledger;`,
    'DROP TABLE temp.mig_lint_ledger;',
  ];
}

/** A number that has to be 0, what it means when it is not, and that in less than 64 characters. */
type Refusal = readonly [number: string, why: string, short: string];

/** A tool that records no failures is not asked for any. */
function refusalsOf(plan: LedgerPlan, words: LedgerWords): readonly Refusal[] {
  const refusals: readonly Refusal[] = [
    [plan.missing, words.missing, 'not all old migrations are recorded as applied'],
    [plan.failed, words.failed, 'a migration that failed is recorded'],
    [plan.unknown, words.unknown, 'unknown migrations are recorded'],
  ];
  return refusals.filter(([number]) => number !== '0');
}
