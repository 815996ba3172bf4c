import picomatch from 'picomatch';
import type { PhasesConfig } from '../config/config.ts';
import type { Migration } from '../model/migration.ts';
import type { Phase } from '../model/phase.ts';
import type { PhaseFolders } from '../rules/rule.ts';

/** Which phase each of the configuration's folders is for. */
const phaseNames: Readonly<Record<keyof PhasesConfig, Phase>> = {
  initial: 'expand',
  transition: 'migrate',
  finalization: 'contract',
};

/** The folders of phases, and the one that a migration lies in. */
export function phaseFoldersOf(config: PhasesConfig | undefined): ((migration: Migration) => PhaseFolders) | undefined {
  if (config === undefined) return undefined;
  const entries = [
    { phase: phaseNames.initial, glob: config.initial },
    { phase: phaseNames.transition, glob: config.transition },
    { phase: phaseNames.finalization, glob: config.finalization },
  ].flatMap(({ phase, glob }) =>
    glob === undefined ? [] : [{ phase, glob, isMatch: picomatch(glob, { dot: true }) }],
  );
  const folders: PhaseFolders['folders'] = Object.fromEntries(entries.map(({ phase, glob }) => [phase, glob]));
  return ({ file }) => ({ folders, own: entries.find(({ isMatch }) => isMatch(file))?.phase });
}
