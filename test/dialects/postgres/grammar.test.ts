import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseSync } from 'libpg-query';
import { describe, expect, test } from 'vitest';
import { operationsOf } from './reading.ts';

/** Nodes that look like statements and only stand inside of one. */
const inner = ['PLAssignStmt', 'RawStmt', 'ReplicaIdentityStmt', 'ReturnStmt', 'SetOperationStmt'];

/** A statement of each kind that PostgreSQL's grammar knows and that changes the catalog, rows or the session. */
const changing: Readonly<Record<string, string>> = {
  AlterCollationStmt: 'ALTER COLLATION c REFRESH VERSION',
  AlterDatabaseRefreshCollStmt: 'ALTER DATABASE d REFRESH COLLATION VERSION',
  AlterDatabaseSetStmt: 'ALTER DATABASE d SET work_mem = 1',
  AlterDatabaseStmt: 'ALTER DATABASE d CONNECTION LIMIT 1',
  AlterDefaultPrivilegesStmt: 'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r',
  AlterDomainStmt: 'ALTER DOMAIN d SET NOT NULL',
  AlterEnumStmt: "ALTER TYPE e ADD VALUE 'a'",
  AlterEventTrigStmt: 'ALTER EVENT TRIGGER e DISABLE',
  AlterExtensionContentsStmt: 'ALTER EXTENSION e ADD TABLE t',
  AlterExtensionStmt: 'ALTER EXTENSION e UPDATE',
  AlterFdwStmt: 'ALTER FOREIGN DATA WRAPPER w NO HANDLER',
  AlterForeignServerStmt: "ALTER SERVER s VERSION '1'",
  AlterFunctionStmt: 'ALTER FUNCTION f () STABLE',
  AlterObjectDependsStmt: 'ALTER FUNCTION f () DEPENDS ON EXTENSION e',
  AlterObjectSchemaStmt: 'ALTER TABLE t SET SCHEMA s',
  AlterOpFamilyStmt: 'ALTER OPERATOR FAMILY f USING btree ADD FUNCTION 1 (int, int) g (int, int)',
  AlterOperatorStmt: 'ALTER OPERATOR = (int, int) SET (RESTRICT = NONE)',
  AlterOwnerStmt: 'ALTER FUNCTION f () OWNER TO r',
  AlterPolicyStmt: 'ALTER POLICY p ON t USING (TRUE)',
  AlterPublicationStmt: 'ALTER PUBLICATION p ADD TABLE t',
  AlterRoleSetStmt: 'ALTER ROLE r SET work_mem = 1',
  AlterRoleStmt: 'ALTER ROLE r LOGIN',
  AlterSeqStmt: 'ALTER SEQUENCE s RESTART',
  AlterStatsStmt: 'ALTER STATISTICS s SET STATISTICS 1',
  AlterSubscriptionStmt: 'ALTER SUBSCRIPTION s DISABLE',
  AlterSystemStmt: 'ALTER SYSTEM SET work_mem = 1',
  AlterTSConfigurationStmt: 'ALTER TEXT SEARCH CONFIGURATION c DROP MAPPING FOR word',
  AlterTSDictionaryStmt: 'ALTER TEXT SEARCH DICTIONARY d (StopWords = x)',
  AlterTableMoveAllStmt: 'ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b',
  AlterTableSpaceOptionsStmt: 'ALTER TABLESPACE a SET (seq_page_cost = 1)',
  AlterTableStmt: 'ALTER TABLE t ADD COLUMN a int',
  AlterTypeStmt: 'ALTER TYPE t SET (RECEIVE = f)',
  AlterUserMappingStmt: "ALTER USER MAPPING FOR r SERVER s OPTIONS (SET a 'b')",
  CallStmt: 'CALL p ()',
  CheckPointStmt: 'CHECKPOINT',
  ClusterStmt: 'CLUSTER t',
  CommentStmt: "COMMENT ON TABLE t IS 'a'",
  CompositeTypeStmt: 'CREATE TYPE t AS (a int)',
  CopyStmt: 'COPY t FROM stdin',
  CreateAmStmt: 'CREATE ACCESS METHOD a TYPE INDEX HANDLER h',
  CreateCastStmt: 'CREATE CAST (a AS b) WITHOUT FUNCTION',
  CreateConversionStmt: "CREATE CONVERSION c FOR 'a' TO 'b' FROM f",
  CreateDomainStmt: 'CREATE DOMAIN d AS int',
  CreateEnumStmt: "CREATE TYPE e AS ENUM ('a')",
  CreateEventTrigStmt: 'CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f ()',
  CreateExtensionStmt: 'CREATE EXTENSION e',
  CreateFdwStmt: 'CREATE FOREIGN DATA WRAPPER w',
  CreateForeignServerStmt: 'CREATE SERVER s FOREIGN DATA WRAPPER w',
  CreateForeignTableStmt: 'CREATE FOREIGN TABLE t (a int) SERVER s',
  CreateFunctionStmt: 'CREATE FUNCTION f () RETURNS int RETURN 1',
  CreateOpClassStmt: 'CREATE OPERATOR CLASS c FOR TYPE t USING btree AS STORAGE t',
  CreateOpFamilyStmt: 'CREATE OPERATOR FAMILY f USING btree',
  CreatePLangStmt: 'CREATE LANGUAGE l HANDLER h',
  CreatePolicyStmt: 'CREATE POLICY p ON t USING (TRUE)',
  CreatePublicationStmt: 'CREATE PUBLICATION p FOR ALL TABLES',
  CreateRangeStmt: 'CREATE TYPE r AS RANGE (SUBTYPE = int)',
  CreateRoleStmt: 'CREATE ROLE r',
  CreateSchemaStmt: 'CREATE SCHEMA s',
  CreateSeqStmt: 'CREATE SEQUENCE s',
  CreateStatsStmt: 'CREATE STATISTICS s ON a, b FROM t',
  CreateStmt: 'CREATE TABLE t (a int)',
  CreateSubscriptionStmt: "CREATE SUBSCRIPTION s CONNECTION 'a' PUBLICATION p",
  CreateTableAsStmt: 'CREATE TABLE t AS SELECT 1',
  CreateTableSpaceStmt: "CREATE TABLESPACE a LOCATION '/a'",
  CreateTransformStmt: 'CREATE TRANSFORM FOR t LANGUAGE l (FROM SQL WITH FUNCTION f (internal))',
  CreateTrigStmt: 'CREATE TRIGGER a AFTER INSERT ON t EXECUTE FUNCTION f ()',
  CreateUserMappingStmt: 'CREATE USER MAPPING FOR r SERVER s',
  CreatedbStmt: 'CREATE DATABASE d',
  DefineStmt: 'CREATE AGGREGATE a (int) (SFUNC = f, STYPE = int)',
  DeleteStmt: 'DELETE FROM t',
  DoStmt: 'DO $$ BEGIN DROP TABLE t; END $$',
  DropRoleStmt: 'DROP ROLE r',
  DropStmt: 'DROP TABLE t',
  DropSubscriptionStmt: 'DROP SUBSCRIPTION s',
  DropTableSpaceStmt: 'DROP TABLESPACE a',
  DropUserMappingStmt: 'DROP USER MAPPING FOR r SERVER s',
  DropdbStmt: 'DROP DATABASE d',
  GrantRoleStmt: 'GRANT a TO b',
  GrantStmt: 'GRANT SELECT ON t TO r',
  IndexStmt: 'CREATE INDEX i ON t (a)',
  InsertStmt: 'INSERT INTO t VALUES (1)',
  LockStmt: 'LOCK TABLE t',
  MergeStmt: 'MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE',
  ReassignOwnedStmt: 'REASSIGN OWNED BY a TO b',
  RefreshMatViewStmt: 'REFRESH MATERIALIZED VIEW v',
  ReindexStmt: 'REINDEX TABLE t',
  RenameStmt: 'ALTER TABLE t RENAME TO u',
  RuleStmt: 'CREATE RULE r AS ON INSERT TO t DO NOTHING',
  SecLabelStmt: "SECURITY LABEL ON TABLE t IS 'a'",
  SelectStmt: 'SELECT 1',
  TransactionStmt: 'BEGIN',
  TruncateStmt: 'TRUNCATE t',
  UpdateStmt: 'UPDATE t SET a = 1',
  VacuumStmt: 'VACUUM t',
  VariableSetStmt: 'SET work_mem = 1',
  ViewStmt: 'CREATE VIEW v AS SELECT 1',
};

/** Those that change nothing by themselves. */
const unchanging: Readonly<Record<string, string>> = {
  ClosePortalStmt: 'CLOSE c',
  ConstraintsSetStmt: 'SET CONSTRAINTS ALL DEFERRED',
  DeallocateStmt: 'DEALLOCATE p',
  DeclareCursorStmt: 'DECLARE c CURSOR FOR SELECT 1',
  DiscardStmt: 'DISCARD ALL',
  ExplainStmt: 'EXPLAIN SELECT 1',
  FetchStmt: 'FETCH c',
  ListenStmt: 'LISTEN c',
  LoadStmt: "LOAD 'a'",
  NotifyStmt: 'NOTIFY c',
  PrepareStmt: 'PREPARE p AS SELECT 1',
  UnlistenStmt: 'UNLISTEN c',
  VariableShowStmt: 'SHOW work_mem',
};

/** Those whose effect the statement itself does not say. */
const unknowable: Readonly<Record<string, string>> = {
  DropOwnedStmt: 'DROP OWNED BY r',
  ExecuteStmt: 'EXECUTE p',
  ImportForeignSchemaStmt: 'IMPORT FOREIGN SCHEMA s FROM SERVER a INTO b',
};

test('the lists name every statement of the grammar', () => {
  const index = createRequire(import.meta.url).resolve('@pgsql/types');
  const types = readFileSync(index.replace(/index\.js$/u, 'types.d.ts'), 'utf8');
  const grammar = [...types.matchAll(/^ {4}(\w+Stmt): \1;$/gmu)].map(([, name]) => name ?? '');
  const known = [changing, unchanging, unknowable].flatMap((list) => Object.keys(list));
  expect(grammar.length).toBeGreaterThan(100);
  expect(new Set([...known, ...inner])).toEqual(new Set(grammar));
});

describe.each([
  ['changes something', changing, (kind: string) => kind !== 'NoChange' && kind !== 'Opaque'],
  ['changes nothing', unchanging, (kind: string) => kind === 'NoChange'],
  ['says so where it cannot be known', unknowable, (kind: string) => kind === 'Opaque'],
])('%s:', (_, list, isRight) => {
  test.each(Object.entries(list))('%s', (node, sql) => {
    expect(Object.keys(parseSync(sql).stmts?.[0]?.stmt ?? {})).toEqual([node]);
    const kinds = operationsOf(sql).map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((kind) => !isRight(kind))).toEqual([]);
  });
});
