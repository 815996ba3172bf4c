import type { ObjectReference } from '../../../model/operation.ts';

/** How a catalog or an information schema view says which object it has a row for. */
export interface CatalogQuestion {
  readonly type: ObjectReference['type'];
  /** The column that is compared with the object's name. */
  readonly name: string;
  /** The column with the name of the object's table, or with its `regclass`. */
  readonly table?: string;
  readonly schema?: string;
}

/** The places where migrations look for an object before they make or drop it. */
export const catalogs: Readonly<Record<string, CatalogQuestion>> = {
  columns: { type: 'column', name: 'column_name', table: 'table_name', schema: 'table_schema' },
  pg_attribute: { type: 'column', name: 'attname', table: 'attrelid' },
  tables: { type: 'table', name: 'table_name', schema: 'table_schema' },
  pg_tables: { type: 'table', name: 'tablename', schema: 'schemaname' },
  pg_class: { type: 'table', name: 'relname', schema: 'nspname' },
  views: { type: 'view', name: 'table_name', schema: 'table_schema' },
  pg_views: { type: 'view', name: 'viewname', schema: 'schemaname' },
  pg_matviews: { type: 'view', name: 'matviewname', schema: 'schemaname' },
  table_constraints: {
    type: 'constraint',
    name: 'constraint_name',
    table: 'table_name',
    schema: 'table_schema',
  },
  constraint_column_usage: {
    type: 'constraint',
    name: 'constraint_name',
    table: 'table_name',
    schema: 'table_schema',
  },
  referential_constraints: { type: 'constraint', name: 'constraint_name', schema: 'constraint_schema' },
  pg_constraint: { type: 'constraint', name: 'conname', table: 'conrelid' },
  pg_indexes: { type: 'index', name: 'indexname', table: 'tablename', schema: 'schemaname' },
  pg_type: { type: 'type', name: 'typname', schema: 'nspname' },
  pg_trigger: { type: 'trigger', name: 'tgname', table: 'tgrelid' },
  triggers: { type: 'trigger', name: 'trigger_name', table: 'event_object_table', schema: 'event_object_schema' },
  pg_namespace: { type: 'schema', name: 'nspname' },
  schemata: { type: 'schema', name: 'schema_name' },
  pg_proc: { type: 'routine', name: 'proname', schema: 'nspname' },
  routines: { type: 'routine', name: 'routine_name', schema: 'routine_schema' },
  pg_sequences: { type: 'sequence', name: 'sequencename', schema: 'schemaname' },
  sequences: { type: 'sequence', name: 'sequence_name', schema: 'sequence_schema' },
};

/** Columns that only say again what kind of object is meant, or in which database. */
export const confirmingColumns: ReadonlySet<string> = new Set([
  'attisdropped',
  'attnum',
  'connamespace',
  'constraint_schema',
  'constraint_type',
  'contype',
  'relkind',
  'relnamespace',
  'table_catalog',
  'table_type',
  'tgisinternal',
  'typnamespace',
  'typtype',
]);
