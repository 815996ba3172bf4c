import { lookUp } from '../../model/look-up.ts';
import type { Operation } from '../../model/operation.ts';
import { refusedMessage } from '../refused.ts';
import type { Reach, Refused } from '../refused.ts';

/** An order to the client program, which a server does not know. */
export function isForClient(operation: Operation): boolean {
  return operation.kind === 'NoChange' && operation.statement === 'DELIMITER';
}

/** Objects that belong to the whole server. */
const sharedObjects: Readonly<Record<string, Refused>> = {
  database: ['a change of a database', 'server'],
  role: ['a change of users or roles', 'roles'],
  server: ['a change of a server for federated tables', 'other servers'],
  tablespace: ['a change of a tablespace', 'files'],
};

/** Statements without effect on the catalog that leave the database. */
const serverStatements: Readonly<Record<string, Reach>> = {
  BINLOG: 'server',
  'CHANGE REPLICATION': 'other servers',
  CLONE: 'other servers',
  KILL: 'other sessions',
  PURGE: 'server',
  RESET: 'server',
  RESTART: 'server',
  SHUTDOWN: 'server',
  'START REPLICATION': 'other servers',
  'STOP REPLICATION': 'other servers',
  XA: 'server',
};

/** Statements that the dialect's reader does not know, by their first words. */
const unread: readonly (readonly [statement: RegExp, reach: Reach])[] = [
  [/^(?:un)?install\s+(?:plugin|component|soname)\b/iu, 'code'],
  [/^alter\s+instance\b/iu, 'server'],
  [/^(?:backup\s+\w+|(?:un)?lock\s+instance)\b/iu, 'server'],
  [/^(?:import\s+table|create\s+library)\b/iu, 'files'],
];

/** Storage engines whose tables lie on another server or in files of one's choice. */
const remoteEngines: Readonly<Record<string, Reach>> = {
  connect: 'files',
  federated: 'other servers',
  s3: 'other servers',
  spider: 'other servers',
};

/** A file of the server, in the text of a query or of a body. */
const file = /\binto\s+(?:outfile|dumpfile)\b|\bload_file\s*\(/iu;

/**
 * Why a statement is not run on a server that others use too: it would leave the scratch database, or it is not known
 * that it stays there. `undefined`: it stays. What a routine puts together at run time is not seen.
 */
export function refusal(operations: readonly Operation[], database: string): string | undefined {
  for (const operation of operations) {
    const refused = leaving(operation) ?? inText(operation) ?? foreignName(operation, database);
    if (refused !== undefined) return refusedMessage(refused);
    if (operation.kind === 'Opaque' && operation.reason !== 'syntax-error') {
      return `the statement was not run, since it is not known to stay in the scratch database: ${operation.detail}`;
    }
  }
  return undefined;
}

function leaving(operation: Operation): Refused | undefined {
  switch (operation.kind) {
    case 'CreateSchema':
      return [`CREATE DATABASE ${operation.name}`, 'server'];
    case 'DropSchema':
      return [`DROP DATABASE ${operation.name}`, 'server'];
    case 'SetVariable':
      return variable(operation);
    case 'CreateObject':
    case 'AlterObject':
    case 'RenameObject':
    case 'DropObject':
      return lookUp(sharedObjects, operation.objectType);
    case 'Grant':
      return [operation.revoke ? 'REVOKE' : 'GRANT', 'roles'];
    case 'Maintenance':
      return operation.command === 'FLUSH' ? ['FLUSH', 'other sessions'] : undefined;
    case 'InsertRows':
      return operation.source.kind === 'stream' ? ['LOAD from a file', 'files'] : undefined;
    case 'NoChange': {
      const reach = lookUp(serverStatements, operation.statement);
      return reach === undefined ? undefined : [operation.statement, reach];
    }
    case 'CreateTable': {
      const { engine = '', 'data-directory': folder, 'index-directory': indexes } = operation.attributes ?? {};
      const reach = lookUp(remoteEngines, engine.toLowerCase());
      if (reach !== undefined) return [`a table of the engine ${engine}`, reach];
      return folder === undefined && indexes === undefined ? undefined : ['a DIRECTORY for a table', 'files'];
    }
    case 'CreateRoutine':
      return operation.language === 'native' ? ['CREATE FUNCTION with a SONAME', 'code'] : undefined;
    case 'Opaque': {
      for (const [statement, reach] of unread) {
        const named = statement.exec(operation.text.trimStart())?.[0];
        if (named !== undefined) return [named.toUpperCase().replaceAll(/\s+/gu, ' '), reach];
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

function variable({ name, value, scope }: Operation<'SetVariable'>): Refused | undefined {
  if (name === 'database') return [`USE ${value ?? ''}`, 'other databases'];
  if (name === 'password' || name === 'default role') return [`SET ${name.toUpperCase()}`, 'roles'];
  return scope === 'global' ? [`SET GLOBAL ${name}`, 'server'] : undefined;
}

/** Queries, also those of views, bodies and rows, which operations hold as text. */
function inText(value: unknown): Refused | undefined {
  if (typeof value === 'string')
    return file.test(value.replaceAll(/'(?:[^'\\]|''|\\.)*'/gsu, "''")) ? ['a file of the server', 'files'] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const part of Object.values(value)) {
    const found = inText(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name, anywhere in an operation, in another database; the catalog can be asked by anyone, and changed by no one. */
function foreignName(value: unknown, database: string): Refused | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('schema' in value && 'name' in value && typeof value.schema === 'string') {
    const owner = value.schema.toLowerCase();
    if (owner !== database && owner !== 'information_schema') {
      return [`${value.schema}.${String(value.name)}`, 'other databases'];
    }
  }
  for (const part of Object.values(value)) {
    const found = foreignName(part, database);
    if (found !== undefined) return found;
  }
  return undefined;
}
