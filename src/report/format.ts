import type { Report } from '../model/report.ts';

/** What a reporter has to know of the place it writes for. */
export interface FormatOptions {
  readonly color: boolean;
  /** In columns. */
  readonly width: number;
  readonly toolVersion: string;
}

/** A report as text, ending in a line break. */
export type Format = (report: Report, options: FormatOptions) => string;
