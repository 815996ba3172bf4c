/** What `mig-lint pending --help` says below the flags. */
export const pendingHelp = `
What has shipped is asked of git (--since: a tag, branch or commit; without it the merge base with the default branch), of the
manifest, or of the tool's own table in a database (shipped: { ledger: 'env:DATABASE_URL' } in the configuration).

Schema migrations come first, in the order of their tool; then the data scripts that are declared for them:
  { "name": "data", "framework": "sql", "include": ["src/DataUpdates/*.sql"], "dataFor": "schema" }

Examples:
  mig-lint pending --since v1.2.0           what a database of this release still needs
  mig-lint pending --since v1.2.0 --json    the same for programs
  mig-lint pending src/DataUpdates          of this chain, and of the one that it belongs to`;
