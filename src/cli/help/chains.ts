/** What `mig-lint chains --help` says below the flags. */
export const chainsHelp = `
A chain is the ordered migrations of one database. For each chain you see the tool that it belongs to and its dialect with
the evidence for both, the order, what runs in one transaction, the table in which the tool records what it has applied, and
what has shipped. Below stand the folders that look like migrations and were left alone, with the reason.

Is something read wrongly? Declare the chain in the configuration, and what is declared is no longer guessed:
  { "chains": [{ "name": "main", "framework": "goose", "dialect": "postgres", "include": ["db/migrations/*.sql"] }] }

Examples:
  mig-lint chains                           every chain of this repository
  mig-lint chains db/migrations             the chain of this folder
  mig-lint chains --framework flyway        what Flyway would find here
  mig-lint chains --json                    the same for programs

How each tool is recognised and read: https://github.com/mig-lint/mig-lint/tree/main/docs/frameworks`;
