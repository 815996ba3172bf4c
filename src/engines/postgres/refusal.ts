import { walk } from '../../dialects/postgres/ast.ts';
import { parseStatement } from '../../dialects/postgres/parser.ts';
import { lookUp } from '../../model/look-up.ts';
import { refusedMessage } from '../refused.ts';
import type { Reach, Refused } from '../refused.ts';

/** Statements on what is outside of the database, by their node in the grammar. */
const statements: Readonly<Record<string, Refused>> = {
  AlterDatabaseRefreshCollStmt: ['ALTER DATABASE', 'server'],
  AlterDatabaseSetStmt: ['ALTER DATABASE', 'server'],
  AlterDatabaseStmt: ['ALTER DATABASE', 'server'],
  AlterFdwStmt: ['ALTER FOREIGN DATA WRAPPER', 'other servers'],
  AlterForeignServerStmt: ['ALTER SERVER', 'other servers'],
  AlterRoleSetStmt: ['ALTER ROLE', 'roles'],
  AlterRoleStmt: ['ALTER ROLE', 'roles'],
  AlterSubscriptionStmt: ['ALTER SUBSCRIPTION', 'other servers'],
  AlterSystemStmt: ['ALTER SYSTEM', 'server'],
  AlterTableSpaceOptionsStmt: ['ALTER TABLESPACE', 'server'],
  CreateFdwStmt: ['CREATE FOREIGN DATA WRAPPER', 'other servers'],
  CreateForeignServerStmt: ['CREATE SERVER', 'other servers'],
  CreateRoleStmt: ['CREATE ROLE', 'roles'],
  CreateSubscriptionStmt: ['CREATE SUBSCRIPTION', 'other servers'],
  CreateTableSpaceStmt: ['CREATE TABLESPACE', 'files'],
  CreatedbStmt: ['CREATE DATABASE', 'server'],
  DropOwnedStmt: ['DROP OWNED', 'roles'],
  DropRoleStmt: ['DROP ROLE', 'roles'],
  DropSubscriptionStmt: ['DROP SUBSCRIPTION', 'other servers'],
  DropTableSpaceStmt: ['DROP TABLESPACE', 'files'],
  DropdbStmt: ['DROP DATABASE', 'server'],
  GrantRoleStmt: ['GRANT or REVOKE of a role', 'roles'],
  ImportForeignSchemaStmt: ['IMPORT FOREIGN SCHEMA', 'other servers'],
  LoadStmt: ['LOAD', 'code'],
  ReassignOwnedStmt: ['REASSIGN OWNED', 'roles'],
};

/** Objects that belong to the whole server: they can also be renamed, commented, granted, given to another owner. */
const sharedObjects: Readonly<Record<string, Refused>> = {
  OBJECT_DATABASE: ['a change of a database', 'server'],
  OBJECT_PARAMETER_ACL: ['a change of a parameter', 'server'],
  OBJECT_ROLE: ['a change of a role', 'roles'],
  OBJECT_SUBSCRIPTION: ['a change of a subscription', 'other servers'],
  OBJECT_TABLESPACE: ['a change of a tablespace', 'server'],
};

/** The fields in which the grammar says what kind of object a statement is about. */
const objectTypeFields = ['objtype', 'objectType', 'renameType'];

/** Extensions whose functions reach other servers or files. */
const extensions: Readonly<Record<string, Reach>> = {
  adminpack: 'files',
  dblink: 'other servers',
  file_fdw: 'files',
  postgres_fdw: 'other servers',
};

/** Languages in which a function can do whatever the server's own process can. */
const untrustedLanguage = /^(?:c|internal|\w+u)$/iu;

/** Functions that reach files of the server, other sessions, other servers, or the server as a whole. */
const functions: readonly (readonly [name: RegExp, reach: Reach])[] = [
  [/^dblink\w*$/iu, 'other servers'],
  [/^(?:lo_(?:import|export)|pg_(?:read_(?:binary_)?file|ls_\w+|stat_file|file_\w+))$/iu, 'files'],
  [
    /^pg_(?:terminate_backend|cancel_backend|reload_conf|rotate_logfile|promote|switch_wal|create_restore_point|\w*replication_\w+|\w*backup\w*|logical_emit_message)$/iu,
    'other sessions',
  ],
];

/** Where a statement starts in the text of a body, or in a text that a body runs; not in the middle of a message. */
const statementStart = String.raw`(?:^|[;'$(]|\b(?:begin|then|else|loop))\s*`;

/** The same statements in the text of a function's body. */
const inBodies: readonly (readonly [statement: RegExp, reach: Reach])[] = (
  [
    [String.raw`(?:create|alter|drop)\s+(?:role|user(?!\s+mapping)|group)\b`, 'roles'],
    [String.raw`(?:drop|reassign)\s+owned\b`, 'roles'],
    [String.raw`(?:create|alter|drop)\s+database\b|alter\s+system\b`, 'server'],
    [String.raw`(?:create|alter|drop)\s+tablespace\b`, 'files'],
    [String.raw`copy\b[^;]*?\b(?:from|to)\s+(?:program\b|[eu&]*'|\$)`, 'files'],
    [String.raw`(?:create|alter|drop)\s+(?:subscription|server|foreign\s+data\s+wrapper)\b`, 'other servers'],
  ] as const
).map(([statement, reach]) => [new RegExp(`${statementStart}(?<named>${statement})`, 'imu'), reach] as const);

/** Whose the server is: on one that the engine has started, roles can be made, for they are gone with it. */
export type Ownership = 'own' | 'shared';

/**
 * Why a statement is not run: it would leave the scratch database. `undefined`: it stays there. The bodies of functions and
 * DO blocks are searched as text; what a body puts together at run time is not seen.
 */
export function refusal(sql: string, server: Ownership): string | undefined {
  const allows = ([, reach]: Refused): boolean => server === 'own' && reach === 'roles';
  const found = clientCommand(sql) ?? inTree(sql, allows);
  return found === undefined ? undefined : refusedMessage(found);
}

/** An order to psql, which a server does not know. */
function clientCommand(sql: string): Refused | undefined {
  const command = /^\s*(?<command>\\\S+)/u.exec(sql)?.groups?.['command'];
  return command === undefined ? undefined : [command, 'client'];
}

/** What cannot be parsed is the server's to refuse. */
function inTree(sql: string, allows: (refused: Refused) => boolean): Refused | undefined {
  const parsed = parseStatement(sql);
  const found: Refused[] = [];
  walk(parsed.ok ? parsed.node : undefined, (kind, fields) => {
    found.push(...[lookUp(statements, kind), ofSharedObject(fields), ...inNode(kind, fields)].filter(isRefused));
    return true;
  });
  return found.find((one) => !allows(one));
}

function isRefused(one: Refused | undefined): one is Refused {
  return one !== undefined;
}

function ofSharedObject(fields: Readonly<Record<string, unknown>>): Refused | undefined {
  for (const field of objectTypeFields) {
    const type = fields[field];
    const object = typeof type === 'string' ? lookUp(sharedObjects, type) : undefined;
    if (object !== undefined) return object;
  }
  return undefined;
}

function inNode(kind: string, fields: Readonly<Record<string, unknown>>): readonly Refused[] {
  switch (kind) {
    case 'CopyStmt':
      if (fields['is_program'] === true) return [['COPY with a PROGRAM', 'code']];
      return fields['filename'] === undefined ? [] : [['COPY with a file of the server', 'files']];
    case 'CreateExtensionStmt': {
      const name = fields['extname'];
      const reach = typeof name === 'string' ? lookUp(extensions, name) : undefined;
      return reach === undefined ? [] : [[`the extension ${String(name)}`, reach]];
    }
    case 'FuncCall': {
      const name = stringsIn(fields['funcname']).at(-1) ?? '';
      const reach = reachOf(name);
      return reach === undefined ? [] : [[`${name}()`, reach]];
    }
    case 'DefElem':
      return inDefinition(fields);
    default:
      return [];
  }
}

function reachOf(routine: string): Reach | undefined {
  return functions.find(([name]) => name.test(routine))?.[1];
}

/** A part of CREATE FUNCTION or DO: its language, or its body. */
function inDefinition({ defname, arg }: Readonly<Record<string, unknown>>): readonly Refused[] {
  const words = stringsIn(arg);
  if (defname === 'language') {
    return words
      .filter((word) => untrustedLanguage.test(word))
      .map((language): Refused => [`a function in the language ${language}`, 'code']);
  }
  return defname === 'as' ? words.flatMap(inBody) : [];
}

function inBody(body: string): readonly Refused[] {
  const found: Refused[] = [];
  for (const [pattern, reach] of inBodies) {
    const named = pattern.exec(body)?.groups?.['named'];
    if (named !== undefined) found.push([`${named.replaceAll(/\s+/gu, ' ')} in a body`, reach]);
  }
  for (const [call, name = ''] of body.matchAll(/\b(\w+)\s*\(/gu)) {
    const reach = reachOf(name);
    if (reach !== undefined) found.push([`${call}) in a body`, reach]);
  }
  return found;
}

/** The texts of all `String` nodes below, in order. */
function stringsIn(node: unknown): readonly string[] {
  const found: string[] = [];
  walk(node, (kind, fields) => {
    if (kind === 'String' && typeof fields['sval'] === 'string') found.push(fields['sval']);
    return true;
  });
  return found;
}
