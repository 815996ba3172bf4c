import type { DialectName } from '../../model/names.ts';
import type { ChainSource, ProjectFiles } from '../framework.ts';
import { dialectAround } from '../javascript/migrations/dialect.ts';
import { scriptsByFolder } from '../javascript/migrations/scripts.ts';
import type { DialectGuess } from '../sql/dialect.ts';
import { dialectInName } from '../sql/dialect.ts';
import { collectionIn } from './collections.ts';
import type { Settings } from './settings.ts';
import { dialectOfType, settingsFor } from './settings.ts';

const ofTypeorm = /\bMigrationInterface\b|\bimplements\s+(?:Irr|R)eversibleMigration\b/;
const handedRunner = /\b(?:async\s+)?up\s*\(\s*(?:\{\s*)?(?:queryRunner|runner|qr)\b/;

/** Whether a script holds a migration class: compiled ones have lost the interface. */
function isMigration(text: string): boolean {
  if (!/\bclass\b/.test(text) || /@mikro-orm|\bkysely\b/i.test(text)) return false;
  return ofTypeorm.test(text) || handedRunner.test(text);
}

/** Folders of migration classes, each a chain; where an index file lists the classes, it decides which run. */
export function detectChains(files: ProjectFiles): readonly ChainSource[] {
  const folders = scriptsByFolder(files, isMigration, isMigration);
  const collections = new Map(
    [...folders.keys()].flatMap((folder) => {
      const collection = collectionIn(folder, files);
      return collection === undefined ? [] : [[folder, collection] as const];
    }),
  );
  const listed = new Set([...collections.values()].flatMap(({ members }) => [...members.values()]));
  return [...folders].flatMap(([folder, scripts]) => {
    const collection = collections.get(folder);
    const own = collection === undefined ? scripts.filter((path) => !listed.has(path)) : scripts;
    if (own.length === 0) return [];
    const paths = collection === undefined ? own : [...new Set([...own, ...collection.members.values()])];
    return [chainOf(folder, paths, collection?.file, files)];
  });
}

function chainOf(folder: string, paths: readonly string[], list: string | undefined, files: ProjectFiles): ChainSource {
  const settings = settingsFor(folder, files);
  const { dialect, evidence } =
    byFolder(folder) ?? bySettings(settings) ?? bySigns(paths, files) ?? byPackage(folder, files) ?? usual(settings);
  return {
    name: folder === '' ? 'typeorm' : folder,
    framework: 'typeorm',
    dialect,
    folder,
    paths: list === undefined ? paths : [...paths, list],
    evidence: [
      list === undefined
        ? `${paths.length} files with migration classes in ${folder || '.'}`
        : `${list} lists the migration classes that run`,
      evidence,
      ...(settings?.transaction === undefined ? [] : [`migrations run in transactions: ${settings.transaction}`]),
    ],
    ...(settings?.transaction === undefined ? {} : { transaction: settings.transaction }),
    ...(settings?.ledgerTable === undefined ? {} : { ledgerTable: settings.ledgerTable }),
  };
}

/** Words in the SQL of one dialect only, the most telling first. */
const signs: readonly (readonly [sign: RegExp, dialect: DialectName])[] = [
  [/\bAUTOINCREMENT\b|"temporary_\w+"/, 'sqlite'],
  [/\bAUTO_INCREMENT\b|ENGINE\s*=\s*InnoDB/i, 'mysql'],
  [/\bIDENTITY\s*\(\s*1\s*,\s*1\s*\)|\bnvarchar\b|\bsp_rename\b/i, 'sqlserver'],
  [/\bSERIAL\b|\buuid_generate_v4\(\)|\bjsonb\b|\btimestamptz\b|\bTIMESTAMP WITH|\bcharacter varying\b/i, 'postgres'],
  [/\\`\w+\\`/, 'mysql'],
];

const sampled = 12;

function byFolder(folder: string): DialectGuess | undefined {
  for (const segment of folder.split('/').reverse()) {
    const dialect = dialectInName(segment);
    if (dialect !== undefined) return { dialect, evidence: `the folder ${segment} names ${dialect}` };
  }
  return undefined;
}

function bySettings(settings: Settings | undefined): DialectGuess | undefined {
  const dialect = settings?.type === undefined ? undefined : dialectOfType(settings.type);
  return settings && dialect && { dialect, evidence: `${settings.file} has the type ${settings.type ?? ''}` };
}

/** The drivers that the package depends on. */
function byPackage(folder: string, files: ProjectFiles): DialectGuess | undefined {
  return dialectAround(folder, files, { config: /^$/, words: [] });
}

function bySigns(paths: readonly string[], files: ProjectFiles): DialectGuess | undefined {
  for (const path of paths.slice(0, sampled)) {
    const text = files.read(path) ?? '';
    for (const [sign, dialect] of signs) {
      const found = sign.exec(text)?.[0];
      if (found !== undefined) return { dialect, evidence: `${path} uses ${found}` };
    }
  }
  return undefined;
}

function usual(settings: Settings | undefined): DialectGuess {
  const told = settings === undefined ? 'nothing says' : `${settings.file} does not say`;
  return { dialect: 'postgres', evidence: `${told} which database it is for: it is read as postgres` };
}
