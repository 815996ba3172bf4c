import type { ProjectFiles } from '../frameworks/framework.ts';
import { overlay } from '../frameworks/overlay.ts';
import { schemaOf } from '../lint/project.ts';
import { BaselineError } from './baseline-error.ts';
import type { EngineChoice } from './execution/choose-engine.ts';
import { rowLimit } from './execution/rows.ts';
import { runChain } from './execution/run-chain.ts';
import type { Side, Sides, SidesRequest } from './open-sides.ts';
import { openSide } from './open-sides.ts';
import type { KeptRows, WrittenBase } from './write/index.ts';
import { squashSteps, writeBase } from './write/index.ts';

/** A base that is not on the disk yet, with the two chains that are to be compared before it gets there. */
export interface Draft {
  readonly sides: Sides;
  readonly written: WrittenBase;
}

/**
 * Drafts the base of a whole chain, with the rows that the chain leaves on a new database.
 *
 * @throws BaselineError when the chain does not run, and with the steps to take for a tool whose migrations are programs
 */
export async function draftBase(
  request: Omit<SidesRequest, 'from' | 'to'>,
  old: Side,
  engine: EngineChoice,
): Promise<Draft> {
  const { chain, files } = old;
  const { framework, dialect, source, migrations } = chain;
  const schema = schemaOf(chain);
  const data = await rowsLeftBy(old, engine);
  const written = writeBase({
    framework,
    chain: source,
    dialect,
    files,
    squashed: migrations,
    later: [],
    schema,
    data,
  });
  if (written === undefined) {
    throw new BaselineError(squashSteps({ framework, chain: source, files, squashed: migrations }));
  }
  const after = withBase(files, written);
  const now = await openSide({ ...request, chain: source.name }, 'the base as it is drafted', after);
  return { sides: { old, new: now, notes: written.notes }, written };
}

function withBase(files: ProjectFiles, { files: made, removed }: WrittenBase): ProjectFiles {
  const gone = new Set(removed);
  const after = overlay(files, new Map(made.map(({ path, text }) => [path, text])));
  return { ...after, paths: after.paths.filter((path) => !gone.has(path)) };
}

async function rowsLeftBy({ chain }: Side, choice: EngineChoice): Promise<readonly KeptRows[]> {
  if (choice.kind === 'none') throw new BaselineError(`the base needs the rows that the chain leaves: ${choice.why}`);
  const engine = await choice.open({});
  try {
    const failure = await runChain(engine, chain);
    if (failure !== undefined) {
      throw new BaselineError(`the chain does not run: ${failure.origin.migration}: ${failure.message}`);
    }
    const kept: KeptRows[] = [];
    for (const table of await engine.tables()) {
      const { columns, rows, isCut } = await engine.rows(table, rowLimit);
      if (isCut) throw new BaselineError(`${table.name} holds more than ${rowLimit} rows: too many for a migration`);
      if (rows.length > 0) kept.push({ table, columns, rows });
    }
    return kept;
  } finally {
    await engine.close();
  }
}
