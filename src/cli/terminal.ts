import { text } from 'node:stream/consumers';
import { isatty } from 'node:tty';

/** What a command sees of the process that runs it. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly color: boolean;
  /** Columns to wrap at. */
  readonly width: number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Somebody sits there who can be asked. */
  readonly isInteractive?: boolean;
  /** All of standard input. */
  readonly readInput: () => Promise<string>;
}

/** The terminal of this process; colours follow the flag, then NO_COLOR and FORCE_COLOR, then whether anybody looks. */
export function processTerminal(colorFlag: boolean | undefined): Terminal {
  const { env, stdout, stderr } = process;
  stdout.on('error', leaveReader);
  return {
    cwd: process.cwd(),
    env,
    color: colorFlag ?? wantsColor(env, stdout.isTTY),
    width: Math.min(Math.max(stdout.columns || 120, 60), 140),
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    // Asking process.stdin itself would load all that reads from it.
    isInteractive: isatty(0) && stdout.isTTY,
    readInput: async () => text(process.stdin),
  };
}

/** Who reads along may stop before the end, as `head` does; the exit code is still that of the whole run. */
function leaveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function wantsColor(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0') return true;
  return isTerminal && env['TERM'] !== 'dumb';
}
