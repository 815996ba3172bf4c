import type { ChainSource, ProjectFiles } from '../../framework.ts';
import { dialectAround } from '../migrations/dialect.ts';
import { exportsUp } from '../migrations/scripts.ts';
import { dialectInName } from '../../sql/dialect.ts';
import type { DialectGuess } from '../../sql/dialect.ts';
import { compareUnits, splitPath } from '../../sql/names.ts';
import { dialectOf, ledgerTableOf } from './settings.ts';

const ofSequelize = /\bqueryInterface\b|\bSequelize\b|['"]sequelize['"]/i;
const takesContext = /\bup\b[^;{]*\(\s*\{[^)]*\bcontext\b|\bMigrationFn\b|\bMigrationParams\b/;
const otherTools = /\bqueryRunner\b|\bMigrationInterface\b|\bknex\b|\bpgm\b|@mikro-orm|\bKysely\b/i;

/** Whether a script is a migration of sequelize-cli, or one of Umzug's, which is handed everything in one object. */
export function isMigration(text: string, by: 'sequelize-cli' | 'umzug'): boolean {
  if (!exportsUp.test(text) || !ofSequelize.test(text) || otherTools.test(text)) return false;
  return takesContext.test(text) === (by === 'umzug');
}

/** A chain of scripts in a folder, with the dialect that is found around it. */
export function chainOf(
  framework: string,
  folder: string,
  paths: readonly string[],
  reason: string,
  files: ProjectFiles,
): ChainSource {
  const { dialect, evidence } = dialectFor(folder, files);
  const ledgerTable = ledgerTableOf(folder, files);
  return {
    name: folder === '' ? framework : folder,
    framework,
    dialect,
    folder,
    paths: [...paths].sort((one, other) => compareUnits(splitPath(one)[1], splitPath(other)[1])),
    evidence: [reason, evidence],
    ...(ledgerTable === undefined ? {} : { ledgerTable }),
  };
}

function dialectFor(folder: string, files: ProjectFiles): DialectGuess {
  const inName = folder
    .split('/')
    .map((segment) => ({ segment, dialect: dialectInName(segment) }))
    .findLast(({ dialect }) => dialect !== undefined);
  if (inName?.dialect !== undefined) {
    return { dialect: inName.dialect, evidence: `the folder ${inName.segment} names ${inName.dialect}` };
  }
  return (
    dialectOf(folder, files) ??
    dialectAround(folder, files, { config: /^$/, words: [] }) ?? {
      dialect: 'postgres',
      evidence: 'nothing says which database it is for: it is read as postgres',
    }
  );
}
