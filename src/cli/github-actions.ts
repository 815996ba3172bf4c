import { appendFile, stat } from 'node:fs/promises';
import type { FormatName } from '../report/index.ts';
import type { Output } from './outputs.ts';
import type { Terminal } from './terminal.ts';

/** GitHub drops a step summary that is larger, whole. */
const largestSummary = 1024 * 1024;

/** The formats that GitHub Actions gets by itself, unless they were asked for or the run is not to look at its CI. */
export interface Automatic {
  readonly annotations: boolean;
  /** The file of the step's summary. */
  readonly summary?: string;
}

export function automaticOutputs(chosen: readonly Output[], isWanted: boolean, env: Terminal['env']): Automatic {
  if (!isWanted || env['GITHUB_ACTIONS'] !== 'true') return { annotations: false };
  const isChosen = (name: FormatName): boolean => chosen.some(({ format }) => format === name);
  const summary = env['GITHUB_STEP_SUMMARY'] ?? '';
  return {
    annotations: !isChosen('github'),
    ...(summary === '' || isChosen('markdown') ? {} : { summary }),
  };
}

/**
 * Where annotations go: the runner reads both streams, but standard output may be a file that a program reads, and there
 * it holds the one format that was asked for.
 */
export function annotationStream(chosen: readonly Output[]): 'out' | 'err' {
  const onOutput = chosen.find(({ file }) => file === undefined)?.format;
  return onOutput === undefined || onOutput === 'pretty' || onOutput === 'compact' ? 'out' : 'err';
}

/** Adds to what the step's earlier commands wrote; what does not fit or cannot be written is said, and fails nothing. */
export async function appendSummary(file: string, text: string, terminal: Pick<Terminal, 'err'>): Promise<void> {
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }));
    if (size + Buffer.byteLength(text) > largestSummary) {
      terminal.err('mig-lint: there is no room left in the step summary\n');
      return;
    }
    await appendFile(file, text);
  } catch (error) {
    terminal.err(
      `mig-lint: the step summary cannot be written: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
}
