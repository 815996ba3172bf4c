import type { Migration } from '../../../model/migration.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { ProjectFiles } from '../../framework.ts';

/** What surrounds a call. */
export interface Source {
  readonly files: ProjectFiles;
  readonly file: string;
  /** The method that the framework calls. */
  readonly direction: 'Up' | 'Down';
}

/** What a call means; it need not care for obstacles, which its arguments gather. */
export interface Meaning {
  readonly operations: readonly Operation[];
  readonly outsideTransaction?: boolean;
  /** The SQL that it hands to the database. */
  readonly sql?: string;
  /** Comments in that SQL. */
  readonly comments?: Migration['comments'];
  /** Files beside the migration's own that it was read from. */
  readonly files?: readonly string[];
}

export function only(operation: Operation): Meaning {
  return { operations: [operation] };
}

export function qualified(name: string, schema: string | undefined): QualifiedName {
  return { ...(schema === undefined ? {} : { schema }), name };
}
