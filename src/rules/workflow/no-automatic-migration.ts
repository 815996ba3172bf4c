import picomatch from 'picomatch';
import { array, description, optional, pipe, strictObject, string } from 'valibot';
import type { AutomaticChange } from '../../model/automatic-change.ts';
import { defineRule } from '../define-rule.ts';
import type { ChainView } from '../rule.ts';

/** Tests, seeds, samples and what developers run by hand. */
const usual = [
  '**/*test*/**',
  '**/*test*.*',
  '**/*spec*/**',
  '**/*.spec.*',
  '**/{e2e,fixtures,fixture,mocks,__mocks__,samples,sample,examples,example,demo,benchmarks,bench,stories}/**',
  '**/*{sample,example,demo,benchmark}s?/**',
  '**/*seed*/**',
  '**/*seed*.*',
  '**/{tools,tooling,scripts,dev}/**',
];

const consequences: Readonly<Record<AutomaticChange['how'], string>> = {
  migrates:
    'whichever instance starts first changes the schema, unsupervised and with the rights to do so; two that start together race, and a failure stops the application instead of the deploy',
  compares:
    'it makes the database what the model says, without any migration: what the model no longer has is dropped with its rows, nothing is reviewed, and no ledger tells what was done',
};

export default defineRule({
  name: 'no-automatic-migration',
  category: 'workflow',
  severity: 'error',
  presets: ['data-scripts'],
  summary: 'The application, or the script that deploys it, changes the schema by itself',
  options: strictObject({
    allow: pipe(optional(array(string()), usual), description('Globs of files that may: tests, seeds, local tooling.')),
  }),
  on: {
    project({ automatic, chains }, { options, report }) {
      const isAllowed = picomatch(options.allow, { dot: true, nocase: true });
      for (const { tool, call, how, span } of automatic) {
        const chain = nearestChain(chains, span.file);
        if (chain === undefined || isAllowed(span.file)) continue;
        report(
          {
            at: span,
            message: `${call} lets ${tool} change the schema by itself`,
            why: consequences[how],
            remedy:
              how === 'migrates'
                ? 'take it out, and run the migrations as a step of the deploy, reviewed and with rights of its own (`mig-lint pending` lists them)'
                : 'take it out, and write a migration for each change of the model',
          },
          chain,
        );
      }
    },
  },
});

/** The chain whose files lie nearest to a file: the one with which it has the longest path in common. */
function nearestChain(chains: readonly ChainView[], file: string): ChainView | undefined {
  const shared = ({ place }: ChainView): number => {
    const [one, other] = [place.file.split('/'), file.split('/')];
    const differs = one.findIndex((part, at) => part !== other[at]);
    return differs === -1 ? one.length : differs;
  };
  return chains.toSorted((one, other) => shared(other) - shared(one))[0];
}
