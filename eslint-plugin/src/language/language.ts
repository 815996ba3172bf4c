import path from 'node:path';
import type { File, Language } from '@eslint/core';
import type { DialectName } from 'mig-lint';
import { askForReading } from '../ask.ts';
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
 * SQL. A file that belongs to no chain of migrations is read all the same: in the dialect of `languageOptions.dialect`,
 * or in the one that it looks like.
 */
export const sql: Language<LanguageTypes> = language(['dialect'], (options) => {
  const dialect = dialects.find((name) => name === options['dialect']);
  return dialect === undefined ? {} : { dialect };
});

/** C#. Only files that belong to a chain of migrations say something. */
export const csharp: Language<LanguageTypes> = language([], () => undefined);

type Alone = { readonly dialect?: DialectName } | undefined;

function language(
  optionNames: readonly string[],
  aloneWith: (options: Readonly<Record<string, unknown>>) => Alone,
): Language<LanguageTypes> {
  return {
    fileType: 'text',
    lineStart: 1,
    columnStart: 0,
    nodeTypeKey: 'type',
    visitorKeys,
    validateLanguageOptions(options) {
      for (const [name, value] of Object.entries(options)) {
        if (!optionNames.includes(name)) throw new TypeError(`unknown language option "${name}"`);
        if (!dialects.some((dialect) => dialect === value)) {
          throw new TypeError(`languageOptions.dialect is one of ${dialects.join(', ')}`);
        }
      }
    },
    parse(file, { languageOptions }) {
      const alone = aloneWith(languageOptions);
      const text = textOf(file);
      const reading = askForReading({
        kind: 'read',
        cwd: process.cwd(),
        file: path.resolve(file.physicalPath),
        text,
        ...(alone === undefined ? {} : { alone }),
      });
      return { ok: true, ast: treeOf(reading, text) };
    },
    createSourceCode: (file, { ast }, { languageOptions }) =>
      new MigrationSourceCode(textOf(file), ast, visitorKeys, aloneWith(languageOptions)),
  };
}

function textOf({ body }: File): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
