import path from 'node:path';
import { nearest } from '../config/nearest.ts';
import type { Report } from '../model/report.ts';
import { formatNames, isFormatName, loadFormat, type FormatName, type FormatOptions } from '../report/index.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './write-whole.ts';

/** A report in one format: to a file, or to standard output. */
export interface Output {
  readonly format: FormatName;
  /** As it was given; absent: standard output. */
  readonly file?: string;
}

/**
 * What `--format` and `--output-file` ask for together: any number of formats in files of their own, and at most one
 * for standard output or the output file. Nothing given is `pretty`.
 */
export function readOutputs(given: readonly string[], outputFile: string | undefined): readonly Output[] {
  const named = (given.length === 0 ? ['pretty'] : given).map(readOutput);
  const plain = named.filter(({ file }) => file === undefined);
  if (plain.length > 1) {
    const names = plain.map(({ format }) => format).join(' and ');
    throw new UsageError(
      `${names} cannot share one output: give each but one a file, as --format ${plain[1]?.format ?? ''}=report.txt`,
    );
  }
  if (outputFile !== undefined && plain.length === 0) {
    throw new UsageError('--output-file is for the format without a file, and every --format has one');
  }
  const outputs = named.map((output) => (outputFile === undefined ? output : { file: outputFile, ...output }));
  const files = outputs.flatMap(({ file }) => (file === undefined ? [] : [path.resolve(file)]));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UsageError(`two formats cannot be written to one file: ${twice}`);
  return outputs;
}

function readOutput(given: string): Output {
  const equals = given.indexOf('=');
  const name = equals === -1 ? given : given.slice(0, equals);
  if (!isFormatName(name)) throw unknownFormat(name);
  if (equals === -1) return { format: name };
  const file = given.slice(equals + 1);
  if (file === '') throw new UsageError(`--format ${given} names no file behind the =`);
  return { format: name, file };
}

function unknownFormat(name: string): UsageError {
  const near = nearest(name, formatNames);
  const hint = near === undefined ? `expected one of ${formatNames.join(', ')}` : `did you mean "${near}"?`;
  return new UsageError(`unknown format "${name}": ${hint}`);
}

/** Where a file of the report is, seen from elsewhere. */
export type Paths = Pick<FormatOptions, 'fromRepository' | 'fromFolder'>;

/** The report in one format, in pieces; the same for every run but for what the terminal shows. */
export async function rendered(
  { format, file }: Output,
  report: Report,
  paths: Paths,
  { color, width }: Pick<Terminal, 'color' | 'width'>,
  toolVersion: string,
): Promise<Iterable<string>> {
  return (await loadFormat(format))(report, { ...paths, color: color && file === undefined, width, toolVersion });
}

export function joined(pieces: Iterable<string>): string {
  return [...pieces].join('');
}

/** So many characters at least are written at once. */
const leastWritten = 65_536;

function* gathered(pieces: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < leastWritten) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/** Writes a report to its file, or prints it. */
export async function deliver(
  { file }: Output,
  pieces: Iterable<string>,
  terminal: Pick<Terminal, 'cwd' | 'out'>,
): Promise<void> {
  if (file !== undefined) await writeWhole(path.resolve(terminal.cwd, file), gathered(pieces));
  else for (const text of gathered(pieces)) terminal.out(text);
}
