import type { TransactionMode } from '../../model/migration.ts';
import type { DialectName } from '../../model/names.ts';
import type { Framework, ProjectFiles } from '../framework.ts';
import { compareUnits, count, foldersAbove, inFolder, splitPath } from '../sql/names.ts';
import type { Part } from '../sql/part.ts';
import { pairOfFiles, pathAfter } from '../skeleton.ts';
import { sqlFramework, type Group, type Verdict } from '../sql/tool.ts';

/** DbUp: scripts that a .NET program embeds and runs in the order of their names. */
export const dbup: Framework = sqlFramework({
  name: 'dbup',
  title: 'DbUp',
  keepsChecksum: false,
  optOut: 'put it in a script of its own and run that with WithoutTransaction() or WithTransactionPerScript()',
  ledger: {
    table: 'SchemaVersions',
    columns: [
      { name: 'Id', holds: 'row-number' },
      { name: 'ScriptName', holds: 'script-name' },
      { name: 'Applied', holds: 'applied-at' },
    ],
    identity: 'ScriptName',
    rows: 'each',
  },
  partOf,
  recognise,
  skeleton(request) {
    const path = pathAfter(request);
    return typeof path === 'string' ? pairOfFiles(`${path}.sql`, undefined) : path;
  },
  compare: (one, other) => compareUnits(one.id, other.id),
  transaction: () => 'none',
});

function partOf(path: string): Part | undefined {
  const [folder, name] = splitPath(path);
  const id = /^(.+)\.sql$/i.exec(name)?.[1];
  return id === undefined ? undefined : { path, folder, id, key: id, side: 'up' };
}

/** The packages, and which database they are for. */
const packages: readonly (readonly [name: RegExp, dialect: DialectName])[] = [
  [/"dbup-sqlserver"/i, 'sqlserver'],
  [/"dbup-postgresql"/i, 'postgres'],
  [/"dbup-mysql"/i, 'mysql'],
  [/"dbup-sqlite(?:-mono)?"/i, 'sqlite'],
  [/"dbup"/i, 'sqlserver'],
];

/** What the program asks DbUp for; the first of them that it calls counts, and all that it calls are said. */
const transactions: readonly (readonly [call: string, mode: TransactionMode])[] = [
  ['WithTransactionPerScript', 'per-migration'],
  ['WithTransaction', 'whole-batch'],
  ['WithoutTransaction', 'none'],
];

const projectFile = /\.(?:cs|fs|vb)proj$/i;

function recognise({ folder, parts, files }: Group): Verdict {
  const project = projectAround(folder, files);
  if (project === undefined) return undefined;
  const text = files.read(project) ?? '';
  const found = packages.find(([name]) => name.test(text));
  if (found === undefined || !isEmbedded(folder, splitPath(project)[0], text)) return undefined;

  const program = programIn(splitPath(project)[0], files);
  const calls = transactions.filter(([name]) => program.text.includes(`.${name}(`));
  const [call] = calls;
  const [, schema, table] = /\.Journal(?:To)\w*Table\(\s*"([^"]+)"\s*,\s*"([^"]+)"/.exec(program.text) ?? [];
  const reference = found[0].exec(text)?.[0].replaceAll('"', '') ?? 'DbUp';
  return {
    evidence: [
      `${count(parts.length, 'script')} in a project that references ${reference}`,
      ...(calls.length === 0 ? [] : [`${program.path} calls ${calls.map(([name]) => `${name}()`).join(' and ')}`]),
    ],
    dialect: { dialect: found[1], evidence: `${project} references ${reference}` },
    ...(call === undefined ? {} : { transaction: call[1] }),
    ...(schema === undefined || table === undefined ? {} : { ledgerTable: `${schema}.${table}` }),
  };
}

/** The project file in the nearest folder above. */
function projectAround(folder: string, files: ProjectFiles): string | undefined {
  const above = new Set(foldersAbove(`${folder}/_`));
  const around = files.paths.filter((path) => projectFile.test(path) && above.has(splitPath(path)[0]));
  return around.toSorted((one, other) => other.length - one.length)[0];
}

/** Whether the project embeds the files of a folder, as far as it says what it embeds. */
function isEmbedded(folder: string, home: string, project: string): boolean {
  const patterns = [...project.matchAll(/<EmbeddedResource\s+Include="([^"]+)"/gi)].flatMap(([, list = '']) =>
    list.split(';').map((pattern) => pattern.replaceAll('\\', '/')),
  );
  const ofScripts = patterns.filter((pattern) => /\.sql$|\*$/i.test(pattern));
  const path = `${folder}/_`;
  return (
    ofScripts.length === 0 ||
    ofScripts.some((pattern) => {
      const [before = ''] = pattern.split(/[^/]*\*/);
      return path.startsWith(inFolder(home, before.replace(/[^/]*$/, '')));
    })
  );
}

/** The code that sets DbUp up. */
function programIn(folder: string, files: ProjectFiles): { readonly path: string; readonly text: string } {
  const prefix = inFolder(folder, '');
  for (const path of files.paths) {
    if (!path.startsWith(prefix) || !/\.(?:cs|fs|vb)$/i.test(path)) continue;
    const text = files.read(path) ?? '';
    if (/\bDeployChanges\b/.test(text)) return { path, text };
  }
  return { path: '', text: '' };
}
