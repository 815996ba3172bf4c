import type { SqlStatement } from '../../dialects/dialect.ts';
import type { Operation } from '../../model/operation.ts';
import { refusedMessage } from '../refused.ts';
import type { Refused } from '../refused.ts';

/** Functions of SQLite's shell and extensions that reach files or run programs. */
const functions = /\b(?<name>load_extension|readfile|writefile|fsdir|edit|zipfile|sqlar_\w+)\s*\(/iu;

/** Modules of virtual tables that read files. */
const fileModules: ReadonlySet<string> = new Set(['csv', 'fsdir', 'vsv', 'zipfile']);

/** Why a text is not run: it would leave the scratch database, which is in memory. `undefined`: it stays there. */
export function refusal(statements: readonly SqlStatement[]): string | undefined {
  for (const { sql, operations } of statements) {
    for (const operation of operations) {
      const refused = leaving(operation, sql) ?? inText(operation);
      if (refused !== undefined) return refusedMessage(refused);
    }
  }
  return undefined;
}

function leaving(operation: Operation, sql: string): Refused | undefined {
  switch (operation.kind) {
    case 'Maintenance':
      if (operation.command === 'ATTACH') return ['ATTACH', 'other databases'];
      return /^vacuum\b[^]*\binto\b/iu.test(withoutStrings(sql)) ? ['VACUUM INTO', 'files'] : undefined;
    case 'CreateTable': {
      const module = operation.attributes?.['virtual'];
      return module !== undefined && fileModules.has(module.toLowerCase())
        ? [`a virtual table of ${module}`, 'files']
        : undefined;
    }
    case 'Opaque': {
      const command = /^\s*(?<command>\.[a-z]\w*)/iu.exec(operation.text)?.groups?.['command'];
      return command === undefined ? undefined : [command, 'client'];
    }
    default:
      return undefined;
  }
}

/** Calls in expressions, queries and the bodies of triggers, which operations hold as text. */
function inText(value: unknown): Refused | undefined {
  if (typeof value === 'string') {
    const name = functions.exec(withoutStrings(value))?.groups?.['name'];
    return name === undefined ? undefined : [`${name}()`, name.toLowerCase() === 'load_extension' ? 'code' : 'files'];
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const part of Object.values(value)) {
    const found = inText(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutStrings(sql: string): string {
  return sql.replaceAll(/'(?:[^']|'')*'/gu, "''");
}
