import type { ChainSource, Framework, ProjectFiles } from '../../frameworks/framework.ts';
import { foldersAbove, inFolder, splitPath } from '../../frameworks/sql/names.ts';
import { lookUp } from '../../model/look-up.ts';
import type { Migration, Statement } from '../../model/migration.ts';
import { printableLine } from '../../model/printable.ts';
import { placeOf, shortened } from './place.ts';

export interface StepsRequest {
  readonly framework: Framework;
  readonly chain: ChainSource;
  readonly files: ProjectFiles;
  /** The migrations that a base is to replace, in order. */
  readonly squashed: readonly Migration[];
  /** What the base is called; `Base` when nobody says. */
  readonly title?: string;
  /** Where the ledger script is, when one was written. */
  readonly ledgerFile?: string;
}

/** What steps are filled in with. */
interface Names {
  readonly title: string;
  readonly folder: string;
  readonly last: string;
  /** The context of Entity Framework, the key of EF6. */
  readonly scope: string | undefined;
  /** The project file of .NET that holds the migrations. */
  readonly project: string | undefined;
  readonly snapshot: string | undefined;
}

/**
 * How to squash migrations that are programs, which only their own tool, or a person, can write: numbered steps for
 * people, with the names of the chain, what of the old migrations no tool makes by itself (file and line), and what is
 * to be done on databases that exist.
 */
export function squashSteps(request: StepsRequest): string {
  const { framework, squashed, ledgerFile } = request;
  const names = namesOf(request);
  const made = lookUp(making, framework.name)?.(names) ?? byHand(names);
  const own = ownCode(request);
  const steps = [
    `Check that the ${squashed.length} migrations run on an empty database as they are, up to ${names.last}.`,
    ...made,
    own.length === 0
      ? 'Nothing else has to be carried over: the old migrations hold no SQL of their own.'
      : [
          'Carry over what no tool makes by itself, as far as it still counts:',
          ...own.map((line) => `   ${line}`),
        ].join('\n'),
    'Prove the two equal: `mig-lint baseline` compares what the old migrations made with what the base makes.',
    `On every database that exists, and before the new files are deployed, run ${ledgerFile === undefined ? 'the ledger script (`mig-lint baseline --ledger-sql <file>`)' : printableLine(ledgerFile)}: it refuses where ${names.last} was not reached.`,
    'On a new database nothing is to be done: the base makes it.',
  ];
  return `${steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}\n`;
}

function namesOf({ chain, files, squashed, title = 'Base' }: StepsRequest): Names {
  const above = foldersAbove(`${chain.folder}/_`);
  const projects = files.paths.filter((path) => /\.(?:cs|fs|vb)proj$/i.test(path));
  const project = above.flatMap((folder) => projects.filter((path) => splitPath(path)[0] === folder))[0];
  const snapshots = chain.paths.filter((path) => /ModelSnapshot\.cs$|\.snapshot-[^/]*\.json$/.test(path));
  const beside = files.paths.filter(
    (path) => splitPath(path)[0] === chain.folder && /ModelSnapshot\.cs$|\.snapshot-[^/]*\.json$/.test(path),
  );
  const ownSnapshot = [...snapshots, ...beside].find(
    (path) => chain.scope === undefined || (files.read(path) ?? '').includes(chain.scope),
  );
  return {
    title: printableLine(title),
    folder: printableLine(chain.folder === '' ? '.' : chain.folder),
    last: printableLine(squashed.at(-1)?.id ?? 'the last migration'),
    scope: chain.scope === undefined ? undefined : printableLine(chain.scope),
    project: project === undefined ? undefined : printableLine(project),
    snapshot: ownSnapshot === undefined ? undefined : printableLine(ownSnapshot),
  };
}

/** How each tool comes to a base of its own. */
const making: Readonly<Record<string, (names: Names) => readonly string[]>> = {
  'ef-core': (names) => {
    const { title, folder, scope, project, snapshot } = names;
    const flags = [
      ...(scope === undefined ? [] : [`--context ${scope}`]),
      ...(project === undefined ? [] : [`--project ${project}`]),
    ].join(' ');
    const output = outputOf(folder, project);
    return [
      `Delete the old migrations and their .Designer.cs files in ${folder}, and ${snapshot ?? 'the <Context>ModelSnapshot.cs beside them'}: as long as that is there, the next migration only holds what has changed since.`,
      `Let EF Core make the base: \`dotnet ef migrations add ${[title, flags, output].filter((part) => part !== '').join(' ')}\``,
      `Run it on an empty database: \`${`dotnet ef database update ${flags}`.trim()}\``,
    ];
  },
  ef6: ({ title, folder, scope, project }) => [
    `Delete the old migrations in ${folder} with their .Designer.cs and .resx files.`,
    `Let Entity Framework 6 make the base, connected to an empty database: \`Add-Migration ${title}${project === undefined ? '' : ` -ProjectName ${splitPath(project)[1].replace(/\.\w+$/, '')}`}\`${scope === undefined ? '' : ` (context key ${scope})`}`,
    `\`Add-Migration\` once more has to find nothing to change: delete what it made.`,
  ],
  typeorm: ({ title, folder }) => [
    `Move the old migrations out of ${folder}.`,
    `Let TypeORM make the base from the entities, connected to an empty database: \`npx typeorm migration:generate ${folder}/${title} -d <data source>\``,
  ],
  'mikro-orm': ({ folder, snapshot }) => [
    `Move the old migrations out of ${folder}, and ${snapshot ?? 'the .snapshot-*.json beside them'} with them.`,
    'Let MikroORM make the base, connected to an empty database: `npx mikro-orm migration:create --initial`',
  ],
  knex: (names) => byHand(names, `npx knex migrate:make ${names.title.toLowerCase()}`),
  sequelize: (names) => byHand(names, `npx sequelize-cli migration:generate --name ${names.title.toLowerCase()}`),
  'node-pg-migrate': (names) => byHand(names, `npx node-pg-migrate create ${names.title.toLowerCase()}`),
};

function outputOf(folder: string, project: string | undefined): string {
  if (project === undefined) return '';
  const home = splitPath(project)[0];
  const below = home === '' ? folder : folder.startsWith(`${home}/`) ? folder.slice(home.length + 1) : '';
  return below === '' ? '' : `--output-dir ${below}`;
}

/** Tools that have no model to make a base from. */
function byHand({ folder, title }: Names, command?: string): readonly string[] {
  const file = command === undefined ? `a new file \`${inFolder(folder, title.toLowerCase())}\`` : `\`${command}\``;
  return [
    `Begin the base with ${file}, under a name that comes before every migration that stays.`,
    `Write into it what \`mig-lint schema ${folder}\` prints: the statements that make the schema, in an order that works.`,
    `Remove the old migrations from ${folder}.`,
  ];
}

/** SQL that somebody wrote, and what was not understood; builder calls follow from the model. */
function ownCode({ framework, squashed, files }: StepsRequest): readonly string[] {
  const fromModel = lookUp(making, framework.name) !== undefined && framework.name !== 'typeorm';
  return squashed.flatMap(({ up }) =>
    up.flatMap((statement) => {
      const what = ownPart(statement, fromModel);
      return what === undefined ? [] : [`${placeOf(statement.span, files)}: ${what}`];
    }),
  );
}

function ownPart({ sql, operations }: Statement, fromModel: boolean): string | undefined {
  const unread = operations.find((operation) => operation.kind === 'Opaque');
  if (unread !== undefined) return `not understood: ${shortened(unread.text)}`;
  if (sql !== undefined && (fromModel || operations.some(({ kind }) => beyondModels.has(kind)))) return shortened(sql);
  const rows = operations.find(({ kind }) => rowKinds.has(kind));
  return rows === undefined ? undefined : `rows (${rows.kind})`;
}

const rowKinds: ReadonlySet<string> = new Set(['InsertRows', 'UpdateRows', 'DeleteRows', 'MergeRows']);

/** What TypeORM, whose generated migrations are SQL themselves, does not make from entities. */
const beyondModels: ReadonlySet<string> = new Set([
  ...rowKinds,
  'CreateRoutine',
  'CreateTrigger',
  'CreateObject',
  'AlterObject',
  'CallRoutine',
  'Grant',
  'Query',
]);
