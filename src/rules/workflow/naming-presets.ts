/** How the names of migrations are made up. */
export interface NamingPreset {
  /** What an id looks like, without the extension of its file; groups are `year` to `second`, `slot`, `version`. */
  readonly pattern: RegExp;
  /** The same for people. */
  readonly form: string;
}

const day = String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`;
const moment = String.raw`(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)`;
const number = String.raw`(?:0|[1-9]\d*)`;

export const namingPresets = {
  'ef-timestamp': { pattern: new RegExp(String.raw`^${moment}\d?_\S.*$`, 'u'), form: 'YYYYMMDDHHMMSS_Name' },
  timestamp: { pattern: new RegExp(String.raw`^${moment}[-_]\S.*$`, 'u'), form: 'YYYYMMDDHHMMSS_name' },
  'date-sequence': { pattern: new RegExp(String.raw`^(?<slot>${day}_\d\d)_\S.*$`, 'u'), form: 'YYYY-MM-DD_NN_Name' },
  'date-time': {
    pattern: new RegExp(String.raw`^(?<slot>${day}-(?<hour>\d\d)(?<minute>\d\d))$`, 'u'),
    form: 'YYYY-MM-DD-HHMM',
  },
  semver: {
    pattern: new RegExp(String.raw`^(?:\d{14}_)?v?(?<version>${number}\.${number}\.${number})[-_]\S.*$`, 'u'),
    form: 'X.Y.Z-Name, after the time stamp where the tool writes one',
  },
  sequence: { pattern: /^(?<slot>\d{2,})[-_]\S.*$/u, form: 'NNNN_name' },
  flyway: { pattern: /^(?:[VUB]\d+(?:[._]\d+)*|R)__\S.*$/u, form: 'V1_2__Description or R__Description' },
  typeorm: { pattern: /^[\p{L}_$][\p{L}\p{N}_$]*?\d{13}$/u, form: 'Name followed by the 13 digits of its time' },
} as const satisfies Readonly<Record<string, NamingPreset>>;

export const namingPresetNames = [
  'ef-timestamp',
  'timestamp',
  'date-sequence',
  'date-time',
  'semver',
  'sequence',
  'flyway',
  'typeorm',
] as const satisfies readonly (keyof typeof namingPresets)[];

/** Dates that a name plainly begins with, whatever the convention; fewer digits could be a number. */
const anyDates = [
  new RegExp(String.raw`^(?=19|20)${moment}\d{0,3}(?!\d)`, 'u'),
  new RegExp(String.raw`^(?=19|20)${day}(?!\d)`, 'u'),
];

type Groups = Readonly<Record<string, string | undefined>>;

/** The parts of a name that a convention knows; `undefined`: the name does not follow it. */
export function partsOfName(name: string, { pattern }: NamingPreset): Groups | undefined {
  const found = pattern.exec(name);
  return found === null ? undefined : (found.groups ?? {});
}

/** The date in a name for which no convention is set. */
export function dateInName(name: string): Groups {
  return anyDates.map((date) => date.exec(name)?.groups).find((groups) => groups !== undefined) ?? {};
}

/** Why a date cannot be, for the middle of a sentence; `undefined`: it can, or there is none. */
export function impossibleDate(groups: Groups): string | undefined {
  const { year, month, day: date, hour = '0', minute = '0', second = '0' } = groups;
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const [months, days] = [Number(month), Number(date)];
  if (months < 1 || months > 12) return `there is no month ${month}`;
  const lastDay = new Date(Date.UTC(Number(year), months, 0)).getUTCDate();
  if (days < 1 || days > lastDay) return `${year}-${month} has no day ${date}`;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return `there is no time ${[hour, minute, second].join(':')}`;
  }
  return undefined;
}
