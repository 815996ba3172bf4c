import type { DialectName, FileFindings, FileReading } from 'mig-lint';

/** A file as ESLint holds it. */
interface OpenRequest {
  readonly cwd: string;
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  /** Read an SQL file even when it belongs to no chain. */
  readonly alone?: { readonly dialect: DialectName };
}

/** What the main thread asks the worker, and what it gets: plain data both ways. */
export type Request =
  | (OpenRequest & { readonly kind: 'read' })
  | (OpenRequest & { readonly kind: 'lint'; readonly rules: readonly (readonly [name: string, options: unknown])[] });

export type Answer = FileReading | FileFindings;
