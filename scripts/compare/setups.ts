/** What every case finds there: a table with a key, by which it was clustered once. */
const common = `
CREATE TABLE already_there (id bigint PRIMARY KEY);
ALTER TABLE already_there CLUSTER ON already_there_pkey;
`;

const uncheckedNotNull = `
CREATE TABLE foo (id bigint PRIMARY KEY, bar text);
ALTER TABLE foo ADD CONSTRAINT foo_bar_not_null CHECK (bar IS NOT NULL) NOT VALID;
`;

const domainOfColumn = (domain: string, type = 'integer'): string => `
CREATE DOMAIN ${domain} AS ${type};
CREATE TABLE of_domain (id bigint PRIMARY KEY, quantity ${domain});
`;

const indexOfTable = (index: string): string => `
CREATE TABLE of_index (id bigint PRIMARY KEY, field text);
CREATE INDEX ${index} ON of_index (field);
`;

const orderedEnum = (name: string): string => `
CREATE TYPE ${name} AS ENUM ('first', 'last');
CREATE TABLE of_enum (id bigint PRIMARY KEY, place ${name} NOT NULL);
CREATE VIEW by_place AS SELECT id FROM of_enum ORDER BY place;
`;

const tableOfSchema = (schema: string): string => `
CREATE SCHEMA ${schema};
CREATE TABLE ${schema}.of_schema (id bigint PRIMARY KEY);
`;

/** What a test takes for granted without a word: earlier migrations, which we read and others guess. */
const setups: Readonly<Record<string, string>> = {
  'adding_not_null_field::pg16_cross_migration_validate_then_set_not_null_ok': uncheckedNotNull,
  'adding_not_null_field::pg12_cross_migration_validate_then_set_not_null_ok': uncheckedNotNull,
  'adding_not_null_field::pg11_cross_migration_validate_then_set_not_null_err': uncheckedNotNull,
  'ban_alter_domain_with_add_constraint::err': domainOfColumn('domain_name'),
  'require_concurrent_reindex::reindex_schema_no_concurrently_err': tableOfSchema('foo'),
  'require_enum_value_ordering::err_add_value_without_ordering': orderedEnum('my_enum'),
  'require_enum_value_ordering::err_add_value_if_not_exists_without_ordering': orderedEnum('my_enum'),
  'require_enum_value_ordering::fix_add_value_without_ordering#1': orderedEnum('my_enum'),
  'should emit alter-enum-no-ordering when no BEFORE/AFTER is specified (alter-enum-no-ordering)':
    orderedEnum('status'),
  'should detect ALTER DOMAIN ADD CONSTRAINT with SHARE lock (ban-alter-domain-add-constraint) (ban-alter-domain-add-constraint)':
    domainOfColumn('email_domain', 'text'),
  'require_concurrent_index_deletion::drop_index_missing_concurrently_err': indexOfTable('field_name_idx'),
  'require_concurrent_index_deletion::fix_add_concurrently_if_exists#1': indexOfTable('field_name_idx'),
};

/** What has shipped before the migration of a case. */
export function setupOf(name: string): string {
  return common + (setups[name] ?? '');
}
