import * as v from 'valibot';
import type { Statistics } from '../model/table-size.ts';
import { statsSchema } from './contract.ts';
import { StatsError } from './stats-error.ts';

/** Validates the file's text; `file` is what errors call it. Throws a `StatsError`. */
export function parseStats(text: string, file: string): Statistics {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new StatsError(`${file} is not valid JSON: ${error instanceof Error ? error.message : ''}`, { cause: error });
  }
  const result = v.safeParse(statsSchema, value);
  if (!result.success) {
    const [issue] = result.issues;
    const place = v.getDotPath(issue);
    throw new StatsError(
      `${file}${place === null ? '' : `, at ${place}`}: ${issue.message}. \`mig-lint stats --help\` says how such a file is made`,
    );
  }
  const { dialect, takenAt, tables } = result.output;
  return {
    dialect,
    takenAt,
    tables: tables.map(({ schema, name, ...size }) => ({
      name: { ...(schema === undefined ? {} : { schema }), name },
      ...size,
    })),
  };
}

/**
 * The file as text: a table on each line, sorted, with numbers rounded to two digits, so that a table which grows a little
 * changes nothing.
 */
export function printStats({ dialect, takenAt, tables }: Statistics): string {
  const lines = tables
    .map(({ name: { schema, name }, rows, bytes }) => ({
      ...(schema === undefined ? {} : { schema }),
      name,
      ...(rows === undefined ? {} : { rows: rounded(rows) }),
      ...(bytes === undefined ? {} : { bytes: rounded(bytes) }),
    }))
    .map((entry) => ({ key: [entry.schema ?? '', entry.name].join('\0'), line: JSON.stringify(entry) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ line }) => `\n    ${line}`);
  const head = Object.entries({ version: 1, dialect, takenAt })
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
    .join('');
  return `{\n${head}  "tables": [${lines.join(',')}${lines.length === 0 ? '' : '\n  '}]\n}\n`;
}

function rounded(count: number): number {
  return count < 100 ? count : Number(count.toPrecision(2));
}

/** So old, in days, and tables may be of another size by now. */
const oldAfterDays = 90;

/** What is said of statistics that are old by then; nothing while they are not. */
export function ageNote({ takenAt }: Pick<Statistics, 'takenAt'>, file: string, today: string): readonly string[] {
  const days = Math.floor((Date.parse(today) - Date.parse(takenAt)) / 86_400_000);
  if (days <= oldAfterDays) return [];
  return [
    `the sizes in ${file} were taken ${days} days ago: tables may have grown; \`mig-lint stats\` takes them anew`,
  ];
}
