import type { FactCase } from '../../scripts/facts/fact-page.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { traceChain } from '../../src/trace/trace.ts';
import { openInMemory } from '../rules/example-project.ts';

const rows = 300;
const statementFile = 'migrations/0002_statement.sql';

/** Traces cases of a page on one engine. */
export interface CaseTracer {
  /** What `mig-lint trace` finds wrong in a migration that holds the case's statement, after one that holds its setup. */
  mismatches(one: FactCase): Promise<readonly string[]>;
}

/** The setup of a case is run once for all that stand on it: what the trace would commit is taken back. */
export function caseTracer(engine: Engine): CaseTracer {
  const { query } = engine;
  if (query === undefined) throw new Error('the engine cannot be asked');
  let ready: string | undefined;

  return {
    async mismatches({ setup, sql, facts }) {
      const isReady = ready === setup;
      if (!isReady) await engine.reset();
      ready = undefined;
      const { chains } = await openInMemory({
        config: { chains: [{ name: 'facts', framework: 'sql', dialect: 'postgres', include: ['migrations/**'] }] },
        workTree: new Map([
          ['migrations/0001_setup.sql', setup],
          [statementFile, `${sql};`],
        ]),
      });
      const [chain] = chains;
      if (chain === undefined) throw new Error('the case is not read as a chain of migrations');

      let isTracing = false;
      const kept: Engine = {
        ...engine,
        run(statement) {
          if (isTracing) return engine.run(statement === 'COMMIT' ? 'ROLLBACK' : statement);
          return isReady ? Promise.resolve({ ok: true }) : engine.run(statement);
        },
      };
      const { statements, failure, seeded } = await traceChain({
        chain,
        engine: { ...kept, query },
        isTraced: ({ file }) => file === statementFile,
        rows: isReady ? 0 : rows,
        onProgress: (doing) => {
          isTracing = doing.startsWith('tracing');
        },
      });
      if (failure !== undefined) return [failure.message];
      if (facts.transactional) ready = setup;
      return [
        ...seeded.empty.map(({ table, reason }) => `${table} has no rows: ${reason}`),
        // What only sets something is run, and not looked at.
        ...(statements.length === (sql.startsWith('SET ') ? 0 : 1) ? [] : ['another number of statements was traced']),
        ...statements.filter(({ predicted }) => predicted === undefined).map(() => 'nothing was predicted'),
        ...statements.flatMap(({ mismatches }) => mismatches.map(({ message }) => message)),
      ];
    },
  };
}
