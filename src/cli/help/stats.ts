import type { StatsServer } from '../../stats/queries.ts';

/** The databases for which the query can be printed. */
export const statsServers = ['postgres', 'mysql', 'sqlserver'] as const satisfies readonly StatsServer[];

export const statsHelp = `
Rules about work that grows with rows (rewrites, scans, indexes, backfills) let tables pass that are known to be small, and say
how large the others are. The sizes are the database's own estimates, kept in a file:

  mig-lint stats --url env:DATABASE_URL --out mig-lint-stats.json

and named in the configuration, { "stats": "mig-lint-stats.json" }, or with --stats. Commit it, or take it anew in CI. A table
that is not in the file is judged as if it were large.

Only the catalog is read, in a transaction that cannot write, with limits of some seconds: names of tables, rows, bytes. No row
is read, but for tables of SQLite that ANALYZE has not counted, whose rows are counted.

--url takes postgres://, mysql:// and mariadb:// (with the database), a file of SQLite, or env: and the name of a variable
that holds one of them, so that no password is in the history of your shell. For SQL Server, and wherever you cannot reach the
database from here, --query prints a query whose answer is the file.

Examples:
  mig-lint stats --url env:DATABASE_URL --out mig-lint-stats.json
  mig-lint stats --url data/app.db          print the sizes of this file of SQLite
  mig-lint stats --query sqlserver > stats.sql
                                            for somebody who may ask the database; the first line says how

More: https://github.com/mig-lint/mig-lint/blob/main/docs/statistics.md`;
