import type { Part } from './part.ts';
import { sideOf } from './part.ts';
import { compareVersions, count, splitPath } from './names.ts';
import type { Sample } from './sample.ts';
import { pairOfFiles, pathAfter } from '../skeleton.ts';
import { sqlFramework, type Group, type SqlTool, type Verdict } from './tool.ts';
import type { Framework } from '../framework.ts';

/** What a folder for migrations is called. */
const migrationFolder = /(?:^|\/)(?:(?:db|sql|schema)?[-_]?migrat(?:e|ions?)|db\/changes)(?:\/|$)/i;

/** `001_…`, `20240131…`, `2024-01-31_…`, `V1__…` */
const version = /^(?:\d{3,}|V\d)/;

/** A file that only states what a view or a routine is, as it is today. */
const definition =
  /^\s*CREATE\s+(?:OR\s+(?:REPLACE|ALTER)\s+)?(?:MATERIALIZED\s+)?(?:VIEW|PROC(?:EDURE)?|FUNCTION|TRIGGER)\b/i;

/** Marks by which other tools divide a file; they are comments to us. */
const markers: readonly (readonly [tool: string, marker: RegExp])[] = [
  ['sql-migrate', /^--\s*\+migrate\s+Up\b/im],
  ['node-pg-migrate', /^[ \t]*--[ \t-]*up[ \t]+migration/im],
];

const pairFile = /^(.+?)(?:\.(up|down))?\.sql$/i;

const tool: SqlTool = {
  name: 'sql',
  title: 'SQL files',
  keepsChecksum: false,
  optOut: 'put it in a file of its own, with no BEGIN before it',
  partOf(path) {
    const [folder, name] = splitPath(path);
    const [, id, side] = pairFile.exec(name) ?? [];
    return id === undefined ? undefined : { path, folder, id, key: id, side: sideOf(side ?? 'up') };
  },
  recognise,
  skeleton(request) {
    const path = pathAfter(request);
    if (typeof path !== 'string') return path;
    const [, side] = pairFile.exec(splitPath(request.like.file)[1])?.slice(1) ?? [];
    if (side === undefined) return pairOfFiles(`${path}.sql`, undefined);
    return pairOfFiles(`${path}.up.sql`, request.hasDown ? `${path}.down.sql` : undefined);
  },
  compare: (one, other) => compareVersions(versionOf(one.id), versionOf(other.id)),
  // A file that is one of a pair is sent as one command, as golang-migrate does; psql and DbUp send each statement.
  transaction: ({ file }) => (isOfPair(file) ? 'per-file-implicit' : 'none'),
};

/** Folders of SQL files that follow no tool's own format. */
export const sql: Framework = sqlFramework(tool);

function recognise(group: Group): Verdict {
  const { folder, parts } = group;
  const pairs = parts.filter(({ path }) => isOfPair(path));
  const ups = pairs.filter(({ side }) => side === 'up');
  if (ups.length > 0) {
    // Tools with an up file and a down file do not see other files, such as a script of data beside them.
    const others = count(parts.length - pairs.length, 'other SQL file');
    const beside = pairs.length === parts.length ? [] : [`${others} beside them left out`];
    return { parts: pairs, evidence: [`${count(ups.length, 'file')} called <name>.up.sql`, ...beside] };
  }
  const plain = parts.filter(({ path }) => !isOfPair(path));
  const versioned = plain.filter(({ id }) => version.test(id));
  const isCalledSo = migrationFolder.test(folder);
  const [first] = versioned;
  // A few dated files among many others are reports or notes, unless the folder says otherwise.
  if (first !== undefined && (isCalledSo || 2 * versioned.length >= plain.length)) {
    const evidence = `${versioned.length} of ${count(plain.length, 'name')} with a version at the beginning, such as ${first.id}.sql`;
    return { parts: plain, evidence: [evidence, ...markersIn(group.samples())] };
  }
  if (plain.length === 0 || !isCalledSo) return undefined;
  if (group.samples().every(({ code }) => definition.test(code)))
    return { leftAlone: 'its files only say what views and routines are today' };
  return {
    parts: plain,
    evidence: [`${folder} is called a folder for migrations`, ...markersIn(group.samples())],
  };
}

function isOfPair(path: string): boolean {
  return /\.(?:up|down)\.sql$/i.test(path);
}

function markersIn(samples: readonly Sample[]): readonly string[] {
  return markers.flatMap(([name, marker]) => {
    const sample = samples.find(({ text }) => marker.test(text));
    return sample === undefined ? [] : [`${sample.path} has marks of ${name}, which are read as comments`];
  });
}

/** `2_b` comes before `10_a`, and `V1_9__b` before `V1_10__a`; of a date with dashes only the year is a number to the tools. */
function versionOf(id: Part['id']): readonly string[] {
  const found = /^(?:V\d+(?:[._]\d+)*|\d+(?:\.\d+)*)/.exec(id)?.[0] ?? '';
  return found.match(/\d+/g) ?? [];
}
