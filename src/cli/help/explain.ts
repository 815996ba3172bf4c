/** How an explanation is printed. */
export const explainFormats = ['text', 'json'] as const;

export const explainHelp = `
For each statement you see the locks that it takes and what they block, the tables that it rewrites or scans, what it can lose,
and whether it is instant or takes longer the more rows there are. For each transaction you see what is held until its end: the
transaction is the one that your tool opens, which for Knex, TypeORM, Drizzle and others holds all pending migrations at once.

What was not understood is marked as opaque: nothing is known of what it does. Table sizes (mig-lint stats) are shown with --stats.

Examples:
  mig-lint explain                          the new migrations of this repository
  mig-lint explain db/migrations/0042_orders.sql
                                            this one, with what is held around it
  mig-lint explain - --dialect postgres < change.sql
                                            what stands on standard input
  mig-lint explain - --stdin-filename db/migrations/0043_new.sql < draft.sql
                                            the same, as a migration of a chain
  mig-lint explain --all --format json      the whole history, for programs (mig-lint/explain.schema.json)

It reads, and runs nothing; mig-lint trace runs it on a scratch database. Exit codes: 0, or 2 for bad usage.
More: https://github.com/mig-lint/mig-lint/blob/main/docs/explain.md`;
