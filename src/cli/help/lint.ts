/** What `mig-lint lint --help` says below the flags. */
export const lintHelp = `
Without paths, every chain of migrations is found by itself (\`mig-lint chains\` shows them), what has shipped is
asked of git (the merge base with the default branch), and only what is new is judged.

Examples:
  mig-lint                                  the new migrations of this repository
  mig-lint --all                            all of them
  mig-lint db/migrations/0042_orders.sql    this one
  mig-lint --staged                         what the next commit adds or changes, as it is staged
  mig-lint --fix                            mend what can be mended safely
  mig-lint --format pretty --format sarif=mig-lint.sarif
                                            for people, and for code scanning
  mig-lint rule rename-not-drop             what a rule wants, with examples

In GitHub Actions, findings also become annotations and a step summary, unless --no-ci says otherwise.

Exit codes: 0 clean, 1 findings at error level (or over --max-warnings), 2 bad usage or configuration.`;
