import type { DialectName } from '../model/names.ts';

/** Something that a text has and that only some databases take. */
interface Mark {
  /** As people call it. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly dialects: readonly DialectName[];
}

/** Names are compared with the code alone: strings and comments are gone. SQLite takes any words for a type. */
const marks: readonly Mark[] = [
  { name: 'backticks', pattern: /`[^`\n]+`/u, dialects: ['mysql', 'sqlite'] },
  { name: 'AUTO_INCREMENT', pattern: /\bAUTO_INCREMENT\b/iu, dialects: ['mysql'] },
  { name: 'ENGINE=', pattern: /\bENGINE\s*=\s*\w/iu, dialects: ['mysql'] },
  { name: 'CHARACTER SET', pattern: /\b(?:CHARSET|CHARACTER\s+SET)\b/iu, dialects: ['mysql'] },
  { name: 'DELIMITER', pattern: /^[ \t]*DELIMITER\s+\S+[ \t]*$/imu, dialects: ['mysql'] },
  { name: 'MODIFY COLUMN', pattern: /\b(?:MODIFY|CHANGE)\s+COLUMN\b/iu, dialects: ['mysql'] },
  { name: 'ON UPDATE CURRENT_TIMESTAMP', pattern: /\bON\s+UPDATE\s+CURRENT_TIMESTAMP\b/iu, dialects: ['mysql'] },
  { name: 'UNSIGNED', pattern: /\bINT(?:EGER)?(?:\(\d+\))?\s+UNSIGNED\b/iu, dialects: ['mysql', 'sqlite'] },

  { name: 'GO lines', pattern: /^[ \t]*GO[ \t]*(?:;[ \t]*)?\r?$/imu, dialects: ['sqlserver'] },
  {
    name: '[names in brackets]',
    pattern: /(?:\b(?:ADD|COLUMN|FROM|INTO|JOIN|ON|TABLE|UPDATE)|[(,.])\s*\[[a-z_][\w ]*\]/iu,
    dialects: ['sqlserver', 'sqlite'],
  },
  { name: 'IDENTITY(1,1)', pattern: /\bIDENTITY\s*\(\s*\d+\s*,\s*\d+\s*\)/iu, dialects: ['sqlserver'] },
  { name: 'NVARCHAR', pattern: /\bNVARCHAR\b/iu, dialects: ['sqlserver', 'mysql', 'sqlite'] },
  {
    name: 'UNIQUEIDENTIFIER',
    pattern: /\b(?:DATETIME2|DATETIMEOFFSET|UNIQUEIDENTIFIER)\b/iu,
    dialects: ['sqlserver', 'sqlite'],
  },
  { name: 'CLUSTERED', pattern: /\b(?:NON)?CLUSTERED\b/iu, dialects: ['sqlserver'] },
  { name: 'sp_ procedures', pattern: /\bEXEC(?:UTE)?\s+(?:sys\.)?sp_\w+/iu, dialects: ['sqlserver'] },
  { name: 'DECLARE @', pattern: /\bDECLARE\s+@\w/iu, dialects: ['sqlserver'] },

  { name: '$$', pattern: /\$\w*\$/u, dialects: ['postgres'] },
  { name: '::', pattern: /[\w)\]'"]::[a-z"]/iu, dialects: ['postgres'] },
  { name: 'SERIAL', pattern: /\b(?:BIG|SMALL)SERIAL\b|\bSERIAL\s+PRIMARY\b/iu, dialects: ['postgres', 'sqlite'] },
  { name: 'TIMESTAMPTZ', pattern: /\b(?:BYTEA|JSONB|TIMESTAMPTZ)\b/iu, dialects: ['postgres', 'sqlite'] },
  { name: 'CREATE EXTENSION', pattern: /\bCREATE\s+EXTENSION\b/iu, dialects: ['postgres'] },
  { name: 'CONCURRENTLY', pattern: /\bINDEX\s+CONCURRENTLY\b/iu, dialects: ['postgres'] },
  { name: 'LANGUAGE plpgsql', pattern: /\bLANGUAGE\s+plpgsql\b/iu, dialects: ['postgres'] },
  { name: 'ON CONFLICT', pattern: /\bON\s+CONFLICT\b/iu, dialects: ['postgres', 'sqlite'] },

  { name: 'PRAGMA', pattern: /(?:^|;)\s*PRAGMA\s+\w/iu, dialects: ['sqlite'] },
  { name: 'AUTOINCREMENT', pattern: /\bAUTOINCREMENT\b/iu, dialects: ['sqlite'] },
  { name: 'WITHOUT ROWID', pattern: /\bWITHOUT\s+ROWID\b/iu, dialects: ['sqlite'] },
  { name: 'CREATE VIRTUAL TABLE', pattern: /\bCREATE\s+VIRTUAL\s+TABLE\b/iu, dialects: ['sqlite'] },
];

/** Another dialect that a text seems to be written in, and what speaks for it. */
interface LookAlike {
  readonly dialect: DialectName;
  readonly marks: readonly string[];
}

/** In the order in which they are preferred where as much speaks for one as for another. */
const candidates: readonly DialectName[] = ['mysql', 'sqlserver', 'postgres', 'sqlite'];

/** So much of a text is looked at, in UTF-16 units. */
const longestLook = 200_000;

/**
 * The dialect that a text, of which something was refused as `read`, looks like; `undefined` when it could as well be
 * what it was read as.
 */
export function lookAlike(text: string, read: DialectName): LookAlike | undefined {
  const code = withoutProse(text.slice(0, longestLook));
  const found = marks.filter(({ pattern }) => pattern.test(code));
  const [best] = candidates
    .filter((dialect) => dialect !== read)
    .map((dialect) => ({ dialect, marks: speakingFor(found, dialect, read), against: count(found, dialect) }))
    .filter((candidate) => candidate.marks.length > speakingFor(found, read, candidate.dialect).length)
    .sort((one, other) => one.against - other.against);
  return best === undefined ? undefined : { dialect: best.dialect, marks: best.marks };
}

/** The marks that one dialect takes and another does not. */
function speakingFor(found: readonly Mark[], dialect: DialectName, other: DialectName): readonly string[] {
  return found
    .filter(({ dialects }) => dialects.includes(dialect) && !dialects.includes(other))
    .map(({ name }) => name);
}

/** How many marks a dialect does not take. */
function count(found: readonly Mark[], dialect: DialectName): number {
  return found.filter(({ dialects }) => !dialects.includes(dialect)).length;
}

/** The code without the content of strings and without comments. */
function withoutProse(text: string): string {
  return text.replaceAll(/'(?:[^'\\]|''|\\[^])*'|--[^\n]*|\/\*[^]*?\*\//gu, (prose) =>
    prose.startsWith("'") ? "''" : ' ',
  );
}
