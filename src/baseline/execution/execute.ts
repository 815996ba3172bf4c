import { expectedBy } from '../../engines/postgres/expected.ts';
import type { LoadedChain } from '../../lint/project.ts';
import type { EngineChoice } from './choose-engine.ts';
import type { Execution } from './compare.ts';
import { compareByExecution } from './compare.ts';

export interface Ran {
  readonly execution: Execution;
  readonly version?: string;
  /** The roles that the chains name and do not make. */
  readonly roles: readonly string[];
}

/** What a body puts together names roles that only a run that fails can tell; more than these is no chain's. */
const mostRoles = 30;

/** Opens the engine, runs both chains, and closes it. Roles that are missing on a server of our own are made there first. */
export async function execute(
  choice: Extract<EngineChoice, { kind: 'engine' }>,
  old: LoadedChain,
  now: LoadedChain,
): Promise<Ran> {
  const roles = choice.isOwn && old.dialect.traits.name === 'postgres' ? await rolesNamedBy(old, now) : [];
  for (;;) {
    const engine = await choice.open({ roles });
    try {
      const execution = await compareByExecution(engine, old, now);
      const missing = 'message' in execution ? missingRole(execution.message) : undefined;
      if (!choice.isOwn || missing === undefined || roles.includes(missing) || roles.length === mostRoles) {
        return { execution, roles, ...(engine.version === undefined ? {} : { version: engine.version }) };
      }
      roles.push(missing);
    } finally {
      await engine.close();
    }
  }
}

async function rolesNamedBy(...chains: readonly LoadedChain[]): Promise<string[]> {
  const statements = chains.flatMap(({ migrations }) => migrations.flatMap(({ up }) => up));
  const { roles } = await expectedBy(statements.flatMap(({ sql }) => sql ?? []));
  return [...roles];
}

function missingRole(message: string): string | undefined {
  return /role "(?<role>[^"]+)" does not exist/u.exec(message)?.groups?.['role'];
}
