import type { DialectName } from '../../model/names.ts';
import { dialectNames } from '../../model/names.ts';
import type { ProjectFiles } from '../framework.ts';
import { sampleOf, type Sample } from './sample.ts';

/** The dialect of a folder's SQL, and a sentence that says why. */
export interface DialectGuess {
  readonly dialect: DialectName;
  readonly evidence: string;
}

/** What a folder's name says, wherever in the name it stands. */
const namesInPaths: readonly (readonly [name: RegExp, dialect: DialectName])[] = [
  [/mysql|mariadb/i, 'mysql'],
  [/postgres|pgsql|^pg$/i, 'postgres'],
  [/sqlite/i, 'sqlite'],
  [/sql-?_?server|mssql|t-?sql/i, 'sqlserver'],
];

/** Words and marks of one dialect. Those that others know too weigh less. */
interface Sign {
  readonly sign: string;
  readonly pattern: RegExp;
  readonly dialects: readonly DialectName[];
  readonly weight: 1 | 3;
}

const signs: readonly Sign[] = [
  { sign: 'SERIAL', pattern: /\b(?:BIG|SMALL)?SERIAL\b/i, dialects: ['postgres'], weight: 3 },
  { sign: 'JSONB', pattern: /\bJSONB\b/i, dialects: ['postgres'], weight: 3 },
  { sign: 'TIMESTAMPTZ', pattern: /\bTIMESTAMPTZ\b|\bWITH(?:OUT)? TIME ZONE\b/i, dialects: ['postgres'], weight: 3 },
  { sign: 'BYTEA', pattern: /\bBYTEA\b/i, dialects: ['postgres'], weight: 3 },
  { sign: '::', pattern: /[\w)"]::[a-z]/i, dialects: ['postgres'], weight: 3 },
  { sign: '$$', pattern: /\$\w*\$/, dialects: ['postgres'], weight: 3 },
  { sign: 'CREATE EXTENSION', pattern: /\bCREATE\s+EXTENSION\b/i, dialects: ['postgres'], weight: 3 },
  { sign: 'CREATE TYPE … AS ENUM', pattern: /\bAS\s+ENUM\b/i, dialects: ['postgres'], weight: 3 },
  { sign: 'CONCURRENTLY', pattern: /\bCONCURRENTLY\b/i, dialects: ['postgres'], weight: 3 },
  {
    sign: 'ALTER COLUMN … TYPE',
    pattern: /\bALTER\s+(?:COLUMN\s+)?\S+\s+(?:SET\s+DATA\s+)?TYPE\b/i,
    dialects: ['postgres'],
    weight: 3,
  },
  { sign: 'SET NOT NULL', pattern: /\b(?:SET|DROP)\s+NOT\s+NULL\b/i, dialects: ['postgres'], weight: 3 },
  { sign: 'USING GIN', pattern: /\bUSING\s+(?:gin|gist|brin|btree)\b/i, dialects: ['postgres'], weight: 1 },

  { sign: 'AUTO_INCREMENT', pattern: /\bAUTO_INCREMENT\b/i, dialects: ['mysql'], weight: 3 },
  { sign: 'ENGINE=', pattern: /\bENGINE\s*=\s*(?:InnoDB|MyISAM|Aria|Memory)\b/i, dialects: ['mysql'], weight: 3 },
  { sign: 'UNSIGNED', pattern: /\bINT(?:EGER)?(?:\(\d+\))?\s+UNSIGNED\b/i, dialects: ['mysql'], weight: 3 },
  { sign: 'CHARSET', pattern: /\b(?:CHARSET|CHARACTER SET)\s*(?:=\s*)?\w+/i, dialects: ['mysql'], weight: 3 },
  { sign: 'LONGTEXT', pattern: /\b(?:LONG|MEDIUM|TINY)(?:TEXT|BLOB)\b/i, dialects: ['mysql'], weight: 3 },
  { sign: 'MODIFY', pattern: /\b(?:MODIFY|CHANGE)\s+(?:COLUMN\s+)?`?\w+`?\s+\w+/i, dialects: ['mysql'], weight: 3 },
  { sign: 'DELIMITER', pattern: /^[ \t]*DELIMITER[ \t]+\S+/im, dialects: ['mysql'], weight: 3 },
  { sign: '`names`', pattern: /`\w+`/, dialects: ['mysql'], weight: 3 },

  { sign: 'AUTOINCREMENT', pattern: /\bAUTOINCREMENT\b/i, dialects: ['sqlite'], weight: 3 },
  { sign: 'PRAGMA', pattern: /^[ \t]*PRAGMA\b/im, dialects: ['sqlite'], weight: 3 },
  { sign: 'WITHOUT ROWID', pattern: /\bWITHOUT\s+ROWID\b/i, dialects: ['sqlite'], weight: 3 },
  {
    sign: 'INTEGER PRIMARY KEY',
    pattern: /\bINTEGER\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY\b/i,
    dialects: ['sqlite'],
    weight: 1,
  },
  { sign: 'DATETIME', pattern: /\bDATETIME\b/i, dialects: ['sqlite', 'mysql', 'sqlserver'], weight: 1 },

  { sign: '[names]', pattern: /\[[a-z_]\w*\]/i, dialects: ['sqlserver'], weight: 3 },
  { sign: 'GO', pattern: /^[ \t]*GO[ \t]*\r?$/im, dialects: ['sqlserver'], weight: 3 },
  { sign: 'IDENTITY(', pattern: /\bIDENTITY\s*\(\s*\d/i, dialects: ['sqlserver'], weight: 3 },
  { sign: 'NVARCHAR', pattern: /\bNVARCHAR\b/i, dialects: ['sqlserver'], weight: 3 },
  { sign: 'UNIQUEIDENTIFIER', pattern: /\bUNIQUEIDENTIFIER\b/i, dialects: ['sqlserver'], weight: 3 },
  { sign: 'DATETIME2', pattern: /\bDATETIME(?:2|OFFSET)\b/i, dialects: ['sqlserver'], weight: 3 },
  { sign: 'CREATE OR ALTER', pattern: /\bCREATE\s+OR\s+ALTER\b/i, dialects: ['sqlserver'], weight: 3 },
  { sign: 'dbo.', pattern: /\bdbo\./i, dialects: ['sqlserver'], weight: 3 },

  { sign: '"names"', pattern: /"\w+"/, dialects: ['postgres', 'sqlite'], weight: 1 },
];

/** Tells the dialect of SQL files by their path, then by what a few of them hold; PostgreSQL when neither says it. */
export function guessDialect(files: ProjectFiles, folder: string, paths: readonly string[]): DialectGuess {
  return fromPath(folder) ?? fromText(sampleOf(files, paths));
}

/** The dialect that a segment of a path names. */
export function dialectInName(segment: string): DialectName | undefined {
  return namesInPaths.find(([name]) => name.test(segment))?.[1];
}

/** The innermost folder that names a database decides. */
function fromPath(folder: string): DialectGuess | undefined {
  for (const segment of folder.split('/').reverse()) {
    const dialect = dialectInName(segment);
    if (dialect !== undefined) return { dialect, evidence: `the folder ${segment} names ${dialect}` };
  }
  return undefined;
}

function fromText(samples: readonly Sample[]): DialectGuess {
  const found = signs.map((sign) => ({
    ...sign,
    files: samples.filter((sample) => sign.pattern.test(sample.code)).length,
  }));
  const scores = dialectNames
    .map((dialect) => {
      const ofDialect = found.filter((sign) => sign.dialects.includes(dialect) && sign.files > 0);
      return {
        dialect,
        score: ofDialect.reduce((sum, sign) => sum + sign.weight * sign.files, 0),
        signs: ofDialect.toSorted((one, other) => other.weight * other.files - one.weight * one.files),
      };
    })
    .sort((one, other) => other.score - one.score);

  const [best, second] = scores;
  if (best === undefined || best.score === 0 || best.score === second?.score) {
    return { dialect: 'postgres', evidence: 'nothing says which database it is for: it is read as postgres' };
  }
  const named = best.signs.slice(0, 3).map((sign) => sign.sign);
  return {
    dialect: best.dialect,
    evidence: `${named.join(', ')} in its files ${named.length === 1 ? 'says' : 'say'} ${best.dialect}`,
  };
}
