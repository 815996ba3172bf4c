import type { QualifiedName } from '../names.ts';
import type { Expression } from '../table.ts';

/** One `column = value` of an UPDATE. */
export interface Assignment {
  readonly column: string;
  readonly value: Expression;
}

interface Filtered {
  /** The condition in normal form; absent: every row. */
  readonly where?: string;
  /** Other tables whose rows decide or give values (FROM, JOIN, sub-select). */
  readonly reads: readonly QualifiedName[];
}

export interface DataShapes {
  InsertRows: {
    readonly table: QualifiedName;
    /** Empty: all columns in the table's order. */
    readonly columns: readonly string[];
    /** The rows as SQL values where they are literal, or the tables that a query takes them from. */
    readonly source:
      | { readonly kind: 'values'; readonly rows: readonly (readonly string[])[] }
      | { readonly kind: 'query'; readonly query: string; readonly reads: readonly QualifiedName[] }
      | { readonly kind: 'stream' };
    /** ON CONFLICT, ON DUPLICATE KEY, INSERT IGNORE, REPLACE. */
    readonly conflict?: 'ignore' | 'update' | 'replace';
  };
  UpdateRows: Filtered & {
    readonly table: QualifiedName;
    readonly assignments: readonly Assignment[];
    readonly limited?: boolean;
  };
  DeleteRows: Filtered & { readonly table: QualifiedName; readonly limited?: boolean };
  MergeRows: { readonly table: QualifiedName; readonly text: string; readonly reads: readonly QualifiedName[] };
  Truncate: { readonly tables: readonly QualifiedName[]; readonly cascade: boolean };
  /** A query that changes nothing. */
  Query: { readonly text: string; readonly reads: readonly QualifiedName[] };
}
