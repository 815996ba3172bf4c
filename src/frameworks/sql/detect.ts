import type { ChainSource, ProjectFiles } from '../framework.ts';
import { guessDialect } from './dialect.ts';
import { partOf, type Part } from './layout.ts';
import { sampleOf, type Sample } from './sample.ts';

/** Folders of SQL that is not migrations, or not ours to judge. */
const otherFolders: ReadonlySet<string> = new Set([
  ...['node_modules', 'dist', 'bin', 'obj', 'vendor', 'target'],
  ...['seed', 'seeds', 'seeders', 'seeding', 'fixture', 'fixtures', 'test', 'tests', '__tests__', 'testdata', 'spec'],
  ...['view', 'views', 'procedure', 'procedures', 'stored procedures', 'stored_procedures', 'storedprocedures'],
  ...['function', 'functions', 'routines', 'trigger', 'triggers', 'queries'],
  ...['clickhouse', 'h2', 'oracle', 'cassandra', 'snowflake', 'bigquery', 'db2', 'hsqldb', 'derby'],
]);

/** What a folder for migrations is called. */
const migrationFolder = /(?:^|\/)(?:(?:db|sql|schema)?[-_]?migrat(?:e|ions?)|db\/changes)(?:\/|$)/i;

/** `001_…`, `20240131…`, `2024-01-31_…`, `V1__…` */
const version = /^(?:\d{3,}|V\d)/;

const clickHouse = /\bON\s+CLUSTER\b|\bENGINE\s*=\s*(?:\w*MergeTree|Distributed|Kafka)\b/i;

/** A file that only states what a view or a routine is, as it is today. */
const definition =
  /^\s*CREATE\s+(?:OR\s+(?:REPLACE|ALTER)\s+)?(?:MATERIALIZED\s+)?(?:VIEW|PROC(?:EDURE)?|FUNCTION|TRIGGER)\b/i;

/** Marks by which other tools divide a file; they are comments to us. */
const markers: readonly (readonly [tool: string, marker: RegExp])[] = [
  ['goose', /^--\s*\+goose\s+Up/im],
  ['dbmate', /^--\s*migrate:up/im],
  ['node-pg-migrate', /^\s*--[\s-]*up\s+migration/im],
];

/** Each folder whose SQL files look like migrations is a chain. */
export function detectSqlChains(files: ProjectFiles): readonly ChainSource[] {
  const folders = new Map<string, Part[]>();
  for (const path of files.paths) {
    const part = partOf(path);
    if (part === undefined || isElsewhere(part.folder)) continue;
    const parts = folders.get(part.folder);
    if (parts === undefined) folders.set(part.folder, [part]);
    else parts.push(part);
  }
  return [...folders].flatMap(([folder, parts]) => chainIn(folder, parts, files));
}

function chainIn(folder: string, all: readonly Part[], files: ProjectFiles): readonly ChainSource[] {
  const layout = layoutOf(folder, all);
  if (layout === undefined) return [];
  const { parts, evidence } = layout;
  const paths = parts.map((part) => part.path);
  const samples = sampleOf(files, paths);
  if (samples.some((sample) => clickHouse.test(sample.code))) return [];
  if (!parts.some(isVersioned) && samples.every((sample) => definition.test(sample.code))) return [];

  const guess = guessDialect(files, folder, paths);
  return [
    {
      name: folder === '' ? 'sql' : folder,
      framework: 'sql',
      dialect: guess.dialect,
      folder,
      paths,
      evidence: [...evidence, guess.evidence, ...markersIn(samples)],
    },
  ];
}

interface Layout {
  readonly parts: readonly Part[];
  readonly evidence: readonly string[];
}

/** Which of a folder's files are migrations by their names, and why; `undefined`: none. */
function layoutOf(folder: string, all: readonly Part[]): Layout | undefined {
  const reason = reasonForTwoFiles(all);
  if (reason !== undefined) {
    // Tools with an up file and a down file do not see other files, such as a script of data beside them.
    const parts = all.filter(isVersioned);
    const others = count(all.length - parts.length, 'other SQL file');
    return { parts, evidence: parts.length === all.length ? [reason] : [reason, `${others} beside them left out`] };
  }
  const plain = all.filter((part) => part.form === 'file');
  const versioned = plain.filter(isVersioned);
  const isCalledSo = migrationFolder.test(folder);
  const [first] = versioned;
  // A few dated files among many others are reports or notes, unless the folder says otherwise.
  if (first !== undefined && (isCalledSo || 2 * versioned.length >= plain.length)) {
    const evidence = `${versioned.length} of ${count(plain.length, 'name')} with a version at the beginning, such as ${first.id}.sql`;
    return { parts: plain, evidence: [evidence] };
  }
  return plain.length > 0 && isCalledSo
    ? { parts: plain, evidence: [`${folder} is called a folder for migrations`] }
    : undefined;
}

function reasonForTwoFiles(parts: readonly Part[]): string | undefined {
  const pairs = parts.filter((part) => part.form === 'pair' && part.side === 'up');
  if (pairs.length > 0) return `${count(pairs.length, 'file')} called <name>.up.sql`;
  const folders = parts.filter((part) => part.form === 'folder' && part.side === 'up');
  const hasWayBack = parts.some((part) => part.form === 'folder' && part.side === 'down');
  if (folders.length === 0 || !(hasWayBack || folders.some((part) => version.test(part.id)))) return undefined;
  return `${count(folders.length, 'folder')} with up.sql${hasWayBack ? ' and down.sql' : ''}`;
}

function isVersioned(part: Part): boolean {
  return part.form !== 'file' || version.test(part.id);
}

function markersIn(samples: readonly Sample[]): readonly string[] {
  return markers.flatMap(([tool, marker]) => {
    const sample = samples.find(({ text }) => marker.test(text));
    return sample === undefined ? [] : [`${sample.path} has marks of ${tool}, which are read as comments`];
  });
}

function isElsewhere(folder: string): boolean {
  return folder.split('/').some((segment) => otherFolders.has(segment.toLowerCase()));
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
