import type { DialectName } from '../model/names.ts';

/** A server that has statistics to ask for; SQLite has none but what ANALYZE left. */
export type StatsServer = Exclude<DialectName, 'sqlite'>;

/**
 * What catalogs estimate, as rows of `schema`, `name`, `rows` and `bytes`. No table is read.
 *
 * PostgreSQL keeps rows and pages as they were at the last ANALYZE: as its planner does, the rows to a page are taken times
 * the pages that there are now. A table without pages is empty; one that was never analysed has no estimate. A partitioned
 * table has the rows of its partitions. Sizes of SQL Server are from views that need no permission of their own.
 */
export const statsQueries: Readonly<Record<StatsServer, string>> = {
  postgres: `
WITH sized AS MATERIALIZED (
  SELECT c.oid, n.nspname, c.relname, c.relkind,
    CASE
      WHEN pg_relation_size(c.oid) = 0 THEN 0
      WHEN c.relpages > 0 AND c.reltuples >= 0
        THEN c.reltuples / c.relpages * (pg_relation_size(c.oid) / current_setting('block_size')::int)
    END AS estimate,
    pg_total_relation_size(c.oid) AS bytes
  FROM pg_class AS c
  JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't'
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'
)
SELECT nspname AS schema, relname AS name, round(estimate) AS rows, bytes FROM sized
UNION ALL
SELECT n.nspname, c.relname,
  round(CASE WHEN count(leaf.relid) = count(sized.estimate) THEN coalesce(sum(sized.estimate), 0) END),
  coalesce(sum(sized.bytes), 0)
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN LATERAL pg_partition_tree(c.oid) AS leaf ON leaf.isleaf
LEFT JOIN sized ON sized.oid = leaf.relid
WHERE c.relkind = 'p'
GROUP BY n.nspname, c.relname
ORDER BY 1, 2`.trim(),
  mysql: `
SELECT TABLE_NAME AS name, TABLE_ROWS AS \`rows\`, DATA_LENGTH + INDEX_LENGTH AS bytes
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED') AND TABLE_ROWS IS NOT NULL
ORDER BY TABLE_NAME`.trim(),
  sqlserver: `
SELECT s.name AS [schema], t.name AS [name],
  (SELECT SUM(p.rows) FROM sys.partitions AS p WHERE p.object_id = t.object_id AND p.index_id IN (0, 1)) AS [rows],
  (SELECT SUM(a.total_pages) * 8192 FROM sys.partitions AS p
    JOIN sys.allocation_units AS a ON a.container_id = p.partition_id
    WHERE p.object_id = t.object_id) AS [bytes]
FROM sys.tables AS t
JOIN sys.schemas AS s ON s.schema_id = t.schema_id
WHERE t.is_ms_shipped = 0`.trim(),
};

/** Scripts for those who can reach the database: what a script answers is the statistics file. */
export const statsScripts: Readonly<Record<StatsServer, string>> = {
  postgres: `
-- psql -X -A -t -f stats.sql -o mig-lint-stats.json postgres://host/database
SELECT json_build_object(
  'version', 1,
  'dialect', 'postgres',
  'takenAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'tables', coalesce(json_agg(json_strip_nulls(row_to_json(sizes))), '[]'::json))
FROM (
${statsQueries.postgres}
) AS sizes;
`.trimStart(),
  mysql: `
-- mysql --batch --raw --skip-column-names database < stats.sql > mig-lint-stats.json
SET SESSION group_concat_max_len = 4294967295;
SELECT JSON_OBJECT(
  'version', 1,
  'dialect', 'mysql',
  'takenAt', DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%dT%H:%i:%sZ'),
  'tables', COALESCE(JSON_ARRAYAGG(JSON_OBJECT('name', name, 'rows', \`rows\`, 'bytes', bytes)), JSON_ARRAY()))
FROM (
${statsQueries.mysql}
) AS sizes;
`.trimStart(),
  sqlserver: `
-- sqlcmd -S host -d database -y 0 -f 65001 -i stats.sql -o mig-lint-stats.json
SET NOCOUNT ON;
DECLARE @file nvarchar(max) = (
SELECT 1 AS [version], 'sqlserver' AS [dialect],
  CONVERT(varchar(19), SYSUTCDATETIME(), 126) + 'Z' AS [takenAt],
  JSON_QUERY(COALESCE((
${statsQueries.sqlserver}
FOR JSON PATH), '[]')) AS [tables]
FOR JSON PATH, WITHOUT_ARRAY_WRAPPER);
SELECT @file;
`.trimStart(),
};
