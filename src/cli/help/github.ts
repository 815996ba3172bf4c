/** What `mig-lint github --help` says below the flags. */
export const githubHelp = `
In a workflow on pull_request everything is known by itself: repository, commit and pull request from the variables of GitHub
Actions, the address of the server too (GitHub Enterprise). The step needs a token in GITHUB_TOKEN, the job these permissions:

  permissions:
    contents: read
    checks: write          # the check run with its annotations
    pull-requests: write   # the comment and the suggested changes

The comment is made when there is something to say, updated with each push, and says so when all is resolved. What a finding
offers is suggested as a change where all of its lines are in the diff. Where GitHub refuses (the token of a pull request
from a fork may only read), annotations and the step summary take the check run's place, and the reason is said.

Examples:
  mig-lint github                           in a workflow on pull_request
  mig-lint github --fail-on never           advice only: the check is neutral, the exit code 0
  mig-lint github --format sarif=mig-lint.sarif
                                            for code scanning as well
  mig-lint github --repo acme/shop --pr 12 --sha "$(git rev-parse HEAD)" --dry-run
                                            from anywhere: what would be sent

Exit codes: 0 clean, 1 findings at the level of --fail-on, 2 bad usage or configuration.
More, for other CI systems too: https://github.com/mig-lint/mig-lint/blob/main/docs/ci.md`;
