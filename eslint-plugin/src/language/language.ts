import { existsSync } from 'node:fs';
import path from 'node:path';
import type { File, Language } from '@eslint/core';
import type { DialectName } from 'mig-lint';
import { askForReading } from '../ask.ts';
import { notTextAt } from './not-text.ts';
import type { Reading } from './source-code.ts';
import { MigrationSourceCode } from './source-code.ts';
import type { MigrationFile, MigrationNode } from './tree.ts';
import { treeOf, visitorKeys } from './tree.ts';

interface LanguageTypes {
  LangOptions: Record<string, unknown>;
  Code: MigrationSourceCode;
  RootNode: MigrationFile;
  Node: MigrationNode;
}

const dialects: readonly DialectName[] = ['postgres', 'mysql', 'sqlserver', 'sqlite'];

/**
 * SQL. With `languageOptions.dialect`, files are read even when they belong to no chain of migrations, in that dialect;
 * it says nothing about the others, whose chain knows.
 */
export const sql: Language<LanguageTypes> = language('sql', ['dialect'], (options) => {
  const dialect = dialects.find((name) => name === options['dialect']);
  return dialect === undefined ? undefined : { dialect };
});

/** C#. Only files that belong to a chain of migrations say something. */
export const csharp: Language<LanguageTypes> = language('csharp', [], () => undefined);

function language(
  name: Reading['language'],
  optionNames: readonly string[],
  aloneWith: (options: Readonly<Record<string, unknown>>) => Reading['alone'],
): Language<LanguageTypes> {
  return {
    fileType: 'text',
    lineStart: 1,
    columnStart: 0,
    nodeTypeKey: 'type',
    visitorKeys,
    validateLanguageOptions(options) {
      for (const [option, value] of Object.entries(options)) {
        if (!optionNames.includes(option)) throw new TypeError(`unknown language option "${option}"`);
        if (!dialects.some((dialect) => dialect === value)) {
          throw new TypeError(`languageOptions.dialect is one of ${dialects.join(', ')}`);
        }
      }
    },
    parse(file, { languageOptions }) {
      const alone = aloneWith(languageOptions);
      const text = textOf(file);
      const absolute = path.resolve(file.physicalPath);
      const strange = notTextAt(text, absolute);
      if (strange !== undefined) return { ok: false, errors: [strange] };
      const reading = askForReading({
        kind: 'read',
        cwd: folderFor(absolute),
        file: absolute,
        text,
        ...(alone === undefined ? {} : { alone }),
      });
      return { ok: true, ast: treeOf(reading, text) };
    },
    createSourceCode: (file, { ast }, { languageOptions }) =>
      new MigrationSourceCode(textOf(file), ast, visitorKeys, { language: name, alone: aloneWith(languageOptions) }),
  };
}

function textOf({ body }: File): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/**
 * Where a project without a configuration of mig-lint begins. ESLint tells its rules where it runs, but not its
 * languages: it is where the process runs, or for a file of elsewhere the folder of ESLint's own configuration.
 */
function folderFor(file: string): string {
  const cwd = process.cwd();
  if (file.startsWith(cwd.endsWith(path.sep) ? cwd : cwd + path.sep)) return cwd;
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (configNames.some((name) => existsSync(path.join(folder, name)))) return folder;
  }
  return path.dirname(file);
}

const configNames = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);
