import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SizedTable, Statistics } from '../../model/table-size.ts';
import { aboutRows } from '../../model/table-size.ts';
import { displayName } from '../../model/names.ts';
import { printStats } from '../../stats/file.ts';
import type { StatsServer } from '../../stats/queries.ts';
import { statsScripts } from '../../stats/queries.ts';
import { takeStats } from '../../stats/take.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { writeWhole } from '../write-whole.ts';

export interface StatsFlags {
  readonly url?: string;
  readonly out?: string;
  readonly query?: StatsServer;
}

/** Takes the sizes of a database's tables, or prints the query that does. */
export async function stats({ url, out, query }: StatsFlags, terminal: Terminal): Promise<number> {
  if (query !== undefined) {
    if (url !== undefined || out !== undefined) throw new UsageError('--query prints a query, and asks no database');
    terminal.out(statsScripts[query]);
    return 0;
  }
  if (url === undefined) {
    throw new UsageError(
      'say which database to ask with --url, as --url env:DATABASE_URL, or print the query with --query postgres',
    );
  }
  const taken = await takeStats(urlOf(url, terminal), new Date());
  const text = printStats(taken);
  if (out === undefined) {
    terminal.out(text);
    return 0;
  }
  const file = path.resolve(terminal.cwd, out);
  const isNew = !existsSync(file);
  await writeWhole(file, text);
  terminal.out(summaryOf(taken, out, isNew));
  return 0;
}

/** The URL itself, that in a variable, or that of a file. */
function urlOf(given: string, { env, cwd }: Terminal): string {
  const variable = /^env:(\w+)$/.exec(given)?.[1];
  const url = variable === undefined ? given : (env[variable] ?? '');
  if (url === '')
    throw new UsageError(`the variable ${variable ?? ''} is not set: it is to hold the URL of the database`);
  const file =
    /^(?:file|sqlite):(?:\/\/(?=\/))?(.*)$/.exec(url)?.[1] ?? (existsSync(path.resolve(cwd, url)) ? url : undefined);
  return file === undefined ? url : `file:${path.resolve(cwd, file)}`;
}

const largestShown = 3;

function summaryOf({ tables, dialect }: Statistics, out: string, isNew: boolean): string {
  const rowsOf = ({ rows = -1 }: SizedTable): number => rows;
  const unknown = tables.filter(({ rows }) => rows === undefined);
  const largest = tables.toSorted((one, other) => rowsOf(other) - rowsOf(one)).slice(0, largestShown);
  const lines = [
    `${out}: the sizes of ${tables.length} ${tables.length === 1 ? 'table' : 'tables'}`,
    ...largest.flatMap(({ name, rows }) => (rows === undefined ? [] : [`  ${displayName(name)}: ${aboutRows(rows)}`])),
    ...(unknown.length === 0
      ? []
      : [
          `${unknown.length} without an estimate, which count as large${dialect === 'postgres' ? '; ANALYZE makes one' : ''}: ${named(unknown)}`,
        ]),
    ...(isNew ? [`Name it in the configuration, { "stats": "${out}" }, or pass --stats ${out}.`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function named(tables: readonly SizedTable[]): string {
  const names = tables.slice(0, 5).map(({ name }) => displayName(name));
  const rest = tables.length - names.length;
  return names.join(', ') + (rest === 0 ? '' : ` and ${rest} more`);
}
