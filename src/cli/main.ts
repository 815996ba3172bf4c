import { CommanderError } from 'commander';
import { ConfigError } from '../config/config-error.ts';
import { LedgerError } from '../history/ledger-connection.ts';
import { ManifestError } from '../history/manifest.ts';
import { SuppressionsError } from '../lint/suppressions-file.ts';
import { StatsError } from '../stats/stats-error.ts';
import { logText } from '../report/inert.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';
import { processTerminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs the command line and gives the exit code: 0 clean, 1 findings at error level or over --max-warnings, 2 bad usage, bad
 * configuration or an internal failure.
 */
export async function main(
  args: readonly string[],
  terminal: Terminal = processTerminal(colorFlag(args)),
): Promise<number> {
  let code = 0;
  const program = createProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

function colorFlag(args: readonly string[]): boolean | undefined {
  if (args.includes('--no-color')) return false;
  return args.includes('--color') ? true : undefined;
}

/** What people can mend: the message says how. */
const expected = [UsageError, ConfigError, ManifestError, LedgerError, StatsError, SuppressionsError];

function explainFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (expected.some((kind) => error instanceof kind) && error instanceof Error) {
    terminal.err(logText(`mig-lint: ${error.message}\n`));
    return 2;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(logText(`mig-lint: internal failure: ${message}\n`));
  terminal.err('This is a mistake of mig-lint, not yours. Run it again with MIG_LINT_DEBUG=1 to see where.\n');
  if (process.env['MIG_LINT_DEBUG'] !== undefined && error instanceof Error)
    terminal.err(logText(`${error.stack ?? ''}\n`));
  return 2;
}
