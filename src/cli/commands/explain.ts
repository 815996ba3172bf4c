import pc from 'picocolors';
import { viewChain } from '../../lint/project.ts';
import type { Lock } from '../../model/facts.ts';
import { displayName } from '../../model/names.ts';
import { logText } from '../../report/inert.ts';
import { jsonText } from '../../report/json-text.ts';
import type { Step } from '../../rules/rule.ts';
import { describeOperation } from '../describe-operation.ts';
import type { ProjectFlags } from '../open.ts';
import { openFor } from '../open.ts';
import type { Terminal } from '../terminal.ts';
import { wantedMigrations } from '../wanted.ts';

export interface ExplainFlags extends ProjectFlags {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Says of each statement what the engine does for it. */
export async function explain(paths: readonly string[], flags: ExplainFlags, terminal: Terminal): Promise<number> {
  const opened = await openFor({ paths }, flags, terminal.cwd);
  const isOpen = paths.length === 0 && flags.all !== true;
  const wanted = new Set(
    wantedMigrations(opened)
      .filter(({ chain, migration }) => !isOpen || !chain.shipping.shipped.has(migration.id))
      .map(({ migration }) => migration),
  );
  const explained = opened.project.chains.flatMap((chain) =>
    viewChain(chain, (migration) => wanted.has(migration)).map(({ migration, up }) => ({ chain, migration, up })),
  );
  if (flags.json === true) {
    const plain = explained.map(({ chain, migration, up }) => ({
      migration: migration.id,
      file: migration.file,
      engine: `${migration.dialect} ${chain.engineVersion}`,
      statements: up.map(({ operation, facts, inTransaction, applied }) => ({
        span: operation.span,
        kind: operation.kind,
        operation: describeOperation(operation),
        inTransaction,
        applied,
        facts: facts ?? null,
      })),
    }));
    terminal.out(`${jsonText(plain, 2)}\n`);
    return 0;
  }
  if (explained.length === 0) terminal.out('No new migrations. --all explains the shipped ones too.\n');
  const { bold } = pc.createColors(terminal.color);
  for (const { chain, migration, up } of explained) {
    terminal.out(`${bold(logText(migration.id))}  ${logText(`(${migration.dialect} ${chain.engineVersion})`)}\n`);
    for (const step of up) terminal.out(logText(`${explainStep(step)}\n`));
  }
  return 0;
}

function explainStep({ operation, facts, inTransaction, applied }: Step): string {
  const head = `  ${describeOperation(operation)}${inTransaction ? '' : '   [outside of a transaction]'}`;
  if (!applied) return `${head}\n      does nothing here: its guard does not hold`;
  if (facts === undefined) return `${head}\n      nothing is known of what it locks`;
  if (facts.refused !== undefined) return `${head}\n      refused  ${facts.refused}`;
  const lines = [
    ...facts.locks.map(explainLock),
    ...(facts.rewrites.length === 0 ? [] : [`rewrites ${facts.rewrites.map(displayName).join(', ')}`]),
    ...(facts.scans.length === 0 ? [] : [`scans    ${facts.scans.map(displayName).join(', ')}`]),
    ...(facts.because === undefined ? [] : [`because  ${facts.because}`]),
    ...(facts.loses === undefined ? [] : [`loses    ${facts.loses}`]),
    `takes    ${facts.duration === 'instant' ? 'no time to speak of' : 'the longer the more rows there are'}`,
  ];
  return [head, ...lines.map((line) => `      ${line}`)].join('\n');
}

function explainLock({ table, mode, blocks, brief, onDatabase }: Lock): string {
  const place = onDatabase === true ? 'the database' : displayName(table);
  const effect = blocks.length === 0 ? '' : `, blocks ${blocks.join(', ')}`;
  return `locks    ${place}: ${mode}${effect}${brief === true ? ', for a moment' : ''}`;
}
