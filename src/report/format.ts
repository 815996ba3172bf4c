import type { Report } from '../model/report.ts';

/** What a reporter has to know of the place it writes for. */
export interface FormatOptions {
  readonly color: boolean;
  /** In columns. */
  readonly width: number;
  readonly toolVersion: string;
  /** A path of the report, which starts at the project's root, as one from the root of the repository. */
  readonly fromRepository: (file: string) => string;
  /** The same from the folder in which the command runs. */
  readonly fromFolder: (file: string) => string;
}

/** A report as text, ending in a line break; nothing when there is nothing to say. */
export type Format = (report: Report, options: FormatOptions) => string;

/** The same in pieces, for a form that says much of each finding: the whole is never in memory. */
export type LongFormat = (report: Report, options: FormatOptions) => Generator<string>;
