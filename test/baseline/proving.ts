import path from 'node:path';
import { chooseEngine } from '../../src/baseline/execution/choose-engine.ts';
import type { EngineChoice, EngineWish } from '../../src/baseline/execution/choose-engine.ts';
import { openSides } from '../../src/baseline/open-sides.ts';
import { proveBaseline } from '../../src/baseline/prove.ts';
import type { BaselineResult, Ignorable } from '../../src/baseline/result.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { Engine } from '../../src/engines/engine.ts';
import type { DialectName } from '../../src/model/names.ts';
import { folderWith } from '../cli/running.ts';

export interface Proving {
  readonly dialect?: DialectName;
  readonly ignored?: readonly Ignorable[];
  readonly environments?: readonly string[];
  readonly engine?: Partial<EngineWish>;
  readonly engineVersion?: string;
}

/** What is found out about two chains of SQL files, by name and text. */
export async function proved(
  old: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  { dialect = 'postgres', ignored = [], environments = [], engine = {}, engineVersion }: Proving = {},
): Promise<BaselineResult> {
  const within = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
  const cwd = folderWith({ ...within('old/migrations', old), ...within('new/migrations', now) });
  const sides = await openSides({
    config: await loadConfig({ cwd }),
    cwd,
    from: 'old',
    to: path.join(cwd, 'new'),
    dialect,
    ...(engineVersion === undefined ? {} : { engineVersion }),
  });
  const choice = chooseEngine(dialect, { statementTimeout: 60_000, ...engine });
  return proveBaseline({ sides, engine: choice.kind === 'none' ? choice : keptOpen(choice), ignored, environments });
}

const opened = new Map<string, Engine>();

/** One engine for all proofs of a file: to open PGlite takes longer than most proofs. */
function keptOpen(choice: Extract<EngineChoice, { kind: 'engine' }>): EngineChoice {
  return {
    ...choice,
    async open(preparation) {
      const key = JSON.stringify([choice.name, preparation.roles]);
      const known = opened.get(key);
      await known?.reset();
      const engine = known ?? (await choice.open(preparation));
      opened.set(key, engine);
      return { ...engine, close: () => Promise.resolve() };
    },
  };
}

/** Ends the engines; to be called when a file's tests are done. */
export async function closeEngines(): Promise<void> {
  for (const engine of opened.values()) await engine.close();
  opened.clear();
}

/** The subjects that differ in the schema, and the tables whose rows do. */
export function foundIn({ differences, rows }: BaselineResult): readonly string[] {
  return [...differences.map(({ subject }) => subject), ...rows.map(({ table }) => `rows of ${table}`)];
}
