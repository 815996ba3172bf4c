import type { DialectName } from '../../src/model/names.ts';

/** Scripts of each database, with what its readers have to look at twice. */
export const sqlSamples: Readonly<Record<DialectName, readonly string[]>> = {
  postgres: [
    `CREATE TABLE t (id bigserial PRIMARY KEY, a text DEFAULT 'x;' NOT NULL, CHECK (a <> ''));
ALTER TABLE t ADD COLUMN b int, DROP c, ALTER d TYPE bigint USING d::bigint;
CREATE UNIQUE INDEX CONCURRENTLY i ON t (lower(a), "B" DESC) WHERE a IS NOT NULL; -- why
INSERT INTO t (a, b) VALUES (1, E'\\'x'), ('😀', NULL) ON CONFLICT DO NOTHING;`,
    `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') THEN EXECUTE 'DROP TABLE ''é'''; END IF; END $$;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $b$ BEGIN RETURN g(a); END $b$;
CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN TRUE THEN 1 END; END;
CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b);`,
    `\\connect db
\\if :new
DROP TABLE a;
\\else
COPY t (a) FROM stdin;
1\t2
\\.
\\endif
SELECT 'CREATE TABLE t (a int)' WHERE to_regclass('t') IS NULL \\gexec
PREPARE p (int) AS DELETE FROM t WHERE a = $1; EXECUTE p (1);
CREATE TABLE {{ schema }}.t (a int ENCODE az64) DISTKEY (a);`,
  ],
  mysql: [
    `CREATE TABLE \`a\` (id int NOT NULL DEFAULT (1), KEY k (id DESC), CONSTRAINT c FOREIGN KEY (id) REFERENCES b (id)) ENGINE=InnoDB;
ALTER TABLE a ADD COLUMN b enum('x') COMMENT 'y' AFTER c, DROP INDEX d, ALGORITHM=INPLACE, RENAME COLUMN e TO f;
INSERT INTO a (b, c) VALUES (1, 'x'), (DEFAULT, NULL) ON DUPLICATE KEY UPDATE b = VALUES(b);
CREATE VIEW v AS WITH q AS (SELECT 1 FROM r) SELECT * FROM q WITH CHECK OPTION; /*!50100 DROP VIEW v */;`,
    `DELIMITER //
CREATE PROCEDURE p(IN a int) BEGIN DECLARE CONTINUE HANDLER FOR 1060 BEGIN END; IF a THEN DROP TABLE t; END IF; CALL p(a); END//
DELIMITER ;
CALL p(1);
SET @s = (SELECT IF(COUNT(*) > 0, 'DROP TABLE a', 'SELECT 1') FROM information_schema.tables WHERE table_name = 'a');
PREPARE s FROM @s; EXECUTE s; DEALLOCATE PREPARE s;
UPDATE a x JOIN b y ON x.id = y.id SET x.c = (SELECT max(d) FROM e) WHERE x.f = 1 LIMIT 3; # why`,
  ],
  sqlserver: [
    `IF OBJECT_ID('[dbo].[T]') IS NULL
BEGIN
  CREATE TABLE [dbo].[T] ([Id] INT IDENTITY(1, 1) NOT NULL CONSTRAINT [PK_T] PRIMARY KEY, [N] NVARCHAR(50) DEFAULT (N'it''s'))
END
ELSE ALTER TABLE dbo.T ADD a int NULL, CONSTRAINT CK CHECK (a > 0)
GO
CREATE OR ALTER PROCEDURE p @a int AS BEGIN SELECT CASE WHEN @a = 1 THEN 2 ELSE 3 END FROM T; UPDATE T SET a = 1 END
GO 2
CREATE UNIQUE INDEX ix ON t (a DESC) INCLUDE (b) WHERE a = 1 WITH (ONLINE = ON) /* why */ -- end`,
    `BEGIN TRY
  WHILE @@ROWCOUNT > 0 DELETE TOP (10) FROM t OUTPUT deleted.a WHERE a IN (SELECT a FROM s)
  DECLARE @sql nvarchar(max) = N'DROP TABLE x; ' + QUOTENAME('y'); EXEC sp_executesql @sql
  EXEC('DROP TABLE x; PRINT ''a''') EXEC sp_rename 'dbo.T.a', 'b', 'COLUMN'
END TRY
BEGIN CATCH
  WITH c AS (SELECT 1 AS x) MERGE t USING c ON 1 = 1 WHEN MATCHED THEN UPDATE SET a = 1; THROW
END CATCH`,
  ],
  sqlite: [
    `PRAGMA foreign_keys=OFF;
CREATE TABLE IF NOT EXISTS "t" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE NOCASE DEFAULT (1 + 1), UNIQUE (a), FOREIGN KEY (a) REFERENCES u (b) ON DELETE SET NULL DEFERRABLE) STRICT;
INSERT INTO t (a, b) SELECT * FROM [x y] ON CONFLICT (a) DO UPDATE SET b = excluded.b RETURNING *;
ALTER TABLE t RENAME COLUMN a TO \`b\`; ALTER TABLE t DROP COLUMN c; -- why`,
    `CREATE TEMP TRIGGER r AFTER UPDATE OF a ON t WHEN new.a > 1 BEGIN UPDATE t SET a = CASE WHEN 1 THEN 2 END; DELETE FROM u; END;
CREATE INDEX i ON t (lower(a) DESC) WHERE a IS NOT NULL;
WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c) DELETE FROM t WHERE a IN c;`,
  ],
};
