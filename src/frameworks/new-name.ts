/** How a name is taken apart: `0012_add_users`, `V1_2__Add_users`, `20240131120000_1.2.0-AddUsers`. */
interface NameParts {
  /** `0012`, `V1_2`, `2024-01-31-120000`. */
  readonly version: string;
  readonly separator: string;
  /** The release that the team puts before the words: `1.2.0-`. */
  readonly release: string;
  readonly words: string;
}

const patterns: readonly RegExp[] = [
  /^(\d{4}-\d\d-\d\d[-_]\d+)([-_ ]*)(.*)$/,
  /^(\d{4}-\d\d-\d\d)([-_ ]*)(.*)$/,
  /^([A-Z]?\d+(?:[._]\d+)*)(__)(.*)$/,
  /^([A-Za-z]*\d+)([-_. ]*)(.*)$/,
];

function partsOf(name: string): NameParts | undefined {
  for (const pattern of patterns) {
    const [, version, separator = '', rest = ''] = pattern.exec(name) ?? [];
    if (version === undefined) continue;
    const release = /^v?\d+\.\d+\.\d+[-_]/.exec(rest)?.[0] ?? '';
    return { version, separator, release, words: rest.slice(release.length) };
  }
  return undefined;
}

/**
 * The name of a migration behind the last one, without an extension: the next version, and words in the style of a
 * neighbour. `undefined`: the last name begins with no version.
 *
 * @param words what it is about: words and names with spaces between them
 */
export function nextName(last: string, like: string, words: string): string | undefined {
  const parts = partsOf(last);
  const version = parts === undefined ? undefined : nextVersion(parts.version);
  if (parts === undefined || version === undefined) return undefined;
  const model = partsOf(like) ?? parts;
  // Names that are nothing but a time stay so.
  if (model.words === '' && model.separator === '') return version;
  return `${version}${parts.separator === '' ? '_' : parts.separator}${model.release}${styled(words, model.words)}`;
}

/** Words as a name has them: `add_users`, `add-users`, `AddUsers`, `Add_users`. */
function styled(words: string, like: string): string {
  const plain = words.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (/^\p{Lu}[\p{L}\p{N}]*$/u.test(like)) return inPascalCase(words);
  const joined = plain.map((word) => word.toLowerCase()).join(betweenWords(like));
  return /^\p{Lu}/u.test(like) ? capitalised(joined) : joined;
}

function betweenWords(like: string): string {
  if (like.includes('_')) return '_';
  return /[-\s]/.exec(like)?.[0] ?? '_';
}

/** `validate orders_customer_fkey` as `ValidateOrdersCustomerFkey`. */
export function inPascalCase(words: string): string {
  return words
    .split(/[^\p{L}\p{N}]+/u)
    .map(capitalised)
    .join('');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What times are written as, by the number of their digits, and the milliseconds to the next. */
const moments: Readonly<Record<number, number>> = {
  8: 86_400_000,
  12: 60_000,
  14: 1000,
  17: 1000,
};

/** The next of its kind: a number goes up by one, a time by its smallest unit. `undefined`: there is no number in it. */
export function nextVersion(version: string): string | undefined {
  const [, before = '', digits] = /^(.*?)(\d+)$/.exec(version) ?? [];
  if (digits === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d(?:-(?:\d{4}|\d{6}))?$/.test(version)) {
    const next = datedAfter(version.replaceAll('-', ''));
    return next?.replace(/^(\d{4})(\d\d)(\d\d)(?=\d)/, '$1-$2-$3-').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  }
  return before + (datedAfter(digits) ?? numberAfter(digits));
}

/** The time after one that is written in digits alone; `undefined`: it is none. */
function datedAfter(digits: string): string | undefined {
  const step = moments[digits.length];
  const parts = /^((?:19|20)\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(\d{3})?$/.exec(digits);
  if (step === undefined || parts === null) return undefined;
  const [year = 0, month = 1, day = 1, ...rest] = parts.slice(1).map((part: string | undefined) => Number(part ?? 0));
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = rest;
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  if (!compact(time).startsWith(digits)) return undefined;
  return compact(new Date(time.getTime() + step)).slice(0, digits.length);
}

/** `20240131120000000` */
function compact(time: Date): string {
  return time.toISOString().replaceAll(/\D/g, '');
}

/** Milliseconds since 1970 go up by a second, so that they look like a time, too. */
function numberAfter(digits: string): string {
  const step = digits.length === 13 ? 1000n : 1n;
  return String(BigInt(digits) + step).padStart(digits.length, '0');
}
