import { lookUp } from '../../model/look-up.ts';
import type { Operation } from '../../model/operation.ts';

/** An order to the client program, which a server does not know. */
export function isForClient(operation: Operation): boolean {
  return operation.kind === 'NoChange' && operation.statement === 'DELIMITER';
}

/** Objects that belong to the whole server. */
const sharedObjects: Readonly<Record<string, string>> = {
  database: 'a change of a database',
  role: 'a change of users or roles',
  server: 'a change of a server for federated tables',
  tablespace: 'a change of a tablespace',
};

/** Statements without effect on the catalog that reach other sessions or the server as a whole. */
const serverStatements: ReadonlySet<string> = new Set([
  'BINLOG',
  'CHANGE REPLICATION',
  'CLONE',
  'KILL',
  'PURGE',
  'RESET',
  'RESTART',
  'SHUTDOWN',
  'START REPLICATION',
  'STOP REPLICATION',
  'XA',
]);

/**
 * Why a statement is not run on a server that others use too: it would leave the scratch database, or it is not known
 * that it stays there. `undefined`: it stays. What a routine puts together at run time is not seen.
 */
export function refusal(operations: readonly Operation[], database: string): string | undefined {
  for (const operation of operations) {
    const named = leaving(operation) ?? foreignName(operation, database);
    if (named !== undefined) return `${named} would leave the scratch database, and was not run`;
    if (operation.kind === 'Opaque' && operation.reason !== 'syntax-error') {
      return `the statement was not run, since it is not known to stay in the scratch database: ${operation.detail}`;
    }
  }
  return undefined;
}

function leaving(operation: Operation): string | undefined {
  switch (operation.kind) {
    case 'CreateSchema':
      return `CREATE DATABASE ${operation.name}`;
    case 'DropSchema':
      return `DROP DATABASE ${operation.name}`;
    case 'SetVariable':
      if (operation.name === 'database') return `USE ${operation.value ?? ''}`;
      return operation.scope === 'global' ? `SET GLOBAL ${operation.name}` : undefined;
    case 'CreateObject':
    case 'AlterObject':
    case 'RenameObject':
    case 'DropObject':
      return lookUp(sharedObjects, operation.objectType);
    case 'Grant':
      return operation.revoke ? 'REVOKE' : 'GRANT';
    case 'Maintenance':
      return operation.command === 'FLUSH' ? 'FLUSH' : undefined;
    case 'InsertRows':
      return operation.source.kind === 'stream' ? 'LOAD from a file' : undefined;
    case 'NoChange':
      return serverStatements.has(operation.statement) ? operation.statement : undefined;
    case 'Query':
      return /\binto\s+(?:outfile|dumpfile)\b|\bload_file\s*\(/iu.test(operation.text)
        ? 'a file of the server'
        : undefined;
    default:
      return undefined;
  }
}

/** A name, anywhere in an operation, in another database; the catalog can be asked by anyone, and changed by no one. */
function foreignName(value: unknown, database: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('schema' in value && 'name' in value && typeof value.schema === 'string') {
    const owner = value.schema.toLowerCase();
    if (owner !== database && owner !== 'information_schema') return `${value.schema}.${String(value.name)}`;
  }
  for (const part of Object.values(value)) {
    const found = foreignName(part, database);
    if (found !== undefined) return found;
  }
  return undefined;
}
