import type { ProjectFiles } from '../framework.ts';
import { foldersAbove, inFolder } from '../sql/names.ts';

/** What a project tells Flyway, as far as it changes how migrations are read. */
export interface Settings {
  /** Values by the placeholder's name in lower case. */
  readonly placeholders: ReadonlyMap<string, string>;
  readonly replacesPlaceholders: boolean;
  readonly prefix: string;
  readonly suffix: string;
  /** All pending migrations in one transaction. */
  readonly group: boolean;
  /** Statements that no transaction can hold may stand beside others. */
  readonly mixed: boolean;
  readonly table: string | undefined;
  /** The files that say it. */
  readonly sources: readonly string[];
}

/** A setting in full: `flyway.placeholders.schema`. */
type Setting = readonly [name: string, value: string];

/** Where Flyway itself and Spring Boot look, and how each is written. */
const settingFiles: readonly (readonly [name: string, read: (text: string) => readonly Setting[]])[] = [
  ['flyway.conf', readLines],
  ['conf/flyway.conf', readLines],
  ['flyway.toml', readLines],
  ['application.properties', readLines],
  ['application.yml', readYaml],
  ['application.yaml', readYaml],
];

/** The settings in the folders above a location; the nearest says the last word. */
export function settingsFor(folder: string, files: ProjectFiles): Settings {
  const settings = new Map<string, string>();
  const placeholders = new Map<string, string>();
  const sources: string[] = [];
  for (const above of foldersAbove(`${folder}/_`).toReversed()) {
    for (const [name, read] of settingFiles) {
      const path = inFolder(above, name);
      const own = read(files.read(path) ?? '').flatMap(([setting, value]) => ownSetting(setting, value));
      if (own.length > 0) sources.push(path);
      for (const [setting, value] of own) {
        const placeholder = /^placeholders\.(.+)$/i.exec(setting)?.[1];
        if (placeholder === undefined) settings.set(plainName(setting), value);
        else placeholders.set(placeholder.toLowerCase(), value);
      }
    }
  }
  return {
    placeholders,
    replacesPlaceholders: settings.get('placeholderreplacement') !== 'false',
    prefix: settings.get('placeholderprefix') ?? '${',
    suffix: settings.get('placeholdersuffix') ?? '}',
    group: settings.get('group') === 'true',
    mixed: settings.get('mixed') === 'true',
    table: settings.get('table'),
    sources,
  };
}

/** The settings beside one migration: `V1__a.sql.conf`. */
export function scriptSettings(file: string, files: ProjectFiles): ReadonlyMap<string, string> {
  const own = readLines(files.read(`${file}.conf`) ?? '');
  return new Map(own.map(([name, value]) => [plainName(name), value]));
}

/** Without the prefix; nothing when it is none of Flyway's, or only known when the program runs. */
function ownSetting(name: string, value: string): readonly Setting[] {
  const own = /^(?:spring\.)?flyway\.(.+)$/i.exec(name)?.[1];
  return own === undefined || value.includes('${') ? [] : [[own, value]];
}

/** `placeholder-replacement` and `placeholderReplacement` are the same. */
function plainName(name: string): string {
  return name.replaceAll('-', '').toLowerCase();
}

/** `name=value`, and TOML as far as it is `name = "value"` below `[section]`. */
function readLines(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    const table = /^\s*\[([\w.]+)\]\s*$/.exec(line)?.[1];
    if (table !== undefined) section = `${table}.`;
    const [, name, value] = /^\s*([\w.:-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) settings.push([section + name, unquoted(value)]);
  }
  return settings;
}

/** YAML as far as it is nested names with plain values. */
function readYaml(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  let above: readonly { readonly indent: number; readonly name: string }[] = [];
  for (const line of text.split('\n')) {
    const [, indent, name, value] = /^( *)([\w.-]+):(?:\s+(.*?))?\s*$/.exec(line) ?? [];
    if (indent === undefined || name === undefined) continue;
    above = above.filter((one) => one.indent < indent.length);
    if (value !== undefined && value !== '')
      settings.push([[...above.map((one) => one.name), name].join('.'), unquoted(value)]);
    else above = [...above, { indent: indent.length, name }];
  }
  return settings;
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value.replace(/(?<!\s)\s+#.*$/, '');
}
