import type { Moment } from './value.ts';

const ticksPerMillisecond = 10_000n;

/** A point in time out of the arguments of `new DateTime(year, month, day, hour, minute, second, millisecond)`. */
export function momentOf(parts: readonly number[], utc: boolean): Moment | undefined {
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  const time = new Date(0);
  time.setUTCFullYear(year, month - 1, day);
  time.setUTCHours(hour, minute, second, millisecond);
  if (Number.isNaN(time.getTime()) || time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) return undefined;
  return { kind: 'moment', type: 'DateTime', text: format(time, 0n), offset: utc ? '+00:00' : undefined };
}

/** `.AddTicks(n)`: the scaffolder writes what milliseconds cannot hold in this way. A tick is 100 ns. */
export function addTicks(moment: Moment, ticks: bigint): Moment {
  const [, whole = '', fraction = ''] = /^([^.]*)(?:\.(\d+))?$/.exec(moment.text) ?? [];
  const own = BigInt(fraction.padEnd(7, '0')) + ticks;
  const ticksPerSecond = 1000n * ticksPerMillisecond;
  const rest = ((own % ticksPerSecond) + ticksPerSecond) % ticksPerSecond;
  const time = new Date(`${whole.replace(' ', 'T')}Z`);
  time.setTime(time.getTime() + Number((own - rest) / ticksPerMillisecond));
  return { ...moment, text: format(time, rest) };
}

/** `+02:00` out of a number of minutes. */
export function offsetOf(minutes: number): string {
  const absolute = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.trunc(absolute / 60), 2)}:${pad(absolute % 60, 2)}`;
}

/** `hh:mm:ss` with a fraction where there is one, days in front where there are any. */
export function timeOfDay(parts: {
  readonly days?: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds?: number;
  readonly milliseconds?: number;
}): string {
  const days = parts.days === undefined || parts.days === 0 ? '' : `${parts.days}.`;
  const milliseconds = parts.milliseconds ?? 0;
  const fraction = milliseconds === 0 ? '' : `.${pad(milliseconds, 3)}`;
  return `${days}${pad(parts.hours, 2)}:${pad(parts.minutes, 2)}:${pad(parts.seconds ?? 0, 2)}${fraction}`;
}

/** `yyyy-mm-dd`. */
export function dateOf(year: number, month: number, day: number): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `ticks` are those below the second; without them the milliseconds of the date count. */
function format(time: Date, ticks: bigint): string {
  const below = ticks === 0n ? BigInt(time.getUTCMilliseconds()) * ticksPerMillisecond : ticks;
  const fraction = below
    .toString()
    .padStart(7, '0')
    .replace(/(?<!0)0+$/, '');
  const date = dateOf(time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate());
  const clock = timeOfDay({ hours: time.getUTCHours(), minutes: time.getUTCMinutes(), seconds: time.getUTCSeconds() });
  return `${date} ${clock}${fraction === '' ? '' : `.${fraction}`}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
