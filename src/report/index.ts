import type { Format } from './format.ts';

export type { Format } from './format.ts';

/** The registry: a format is a file and one line here. Each is loaded when it is asked for. */
const formats = {
  pretty: async () => (await import('./pretty.ts')).pretty,
  json: async () => (await import('./json.ts')).json,
} satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof formats;

/** Every format, in the order in which they are listed to people. */
export const formatNames: readonly string[] = Object.keys(formats);

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name);
}

export async function loadFormat(name: FormatName): Promise<Format> {
  return formats[name]();
}
