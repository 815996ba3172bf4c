import { version } from '../version.ts';
import type { Step } from './step.ts';
import { created } from './step.ts';
import type { Survey } from './survey.ts';

const file = '.github/workflows/mig-lint.yml';

/** A GitHub workflow that checks the migrations of pull requests; the findings become annotations by themselves. */
export function planWorkflow({ read }: Survey, config: string | undefined): Step {
  const call = `npx --yes mig-lint@${version}${config === undefined ? '' : ` --config ${config}`}`;
  return created(file, workflow.replace('<call>', call), 'a workflow that checks pull requests', read);
}

const workflow = `name: Migrations

on:
  pull_request:
  push:
    branches: [main, master]

permissions:
  contents: read

jobs:
  mig-lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0 # what has shipped is asked of git
          persist-credentials: false
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - run: <call>
`;
