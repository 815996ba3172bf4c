import { walk } from '../../dialects/postgres/ast.ts';
import { parseStatement } from '../../dialects/postgres/parser.ts';
import { lookUp } from '../../model/look-up.ts';

/** Statements on what all databases of a server share, or on other servers, by their node in the grammar. */
const statements: Readonly<Record<string, string>> = {
  AlterDatabaseRefreshCollStmt: 'ALTER DATABASE',
  AlterDatabaseSetStmt: 'ALTER DATABASE',
  AlterDatabaseStmt: 'ALTER DATABASE',
  AlterRoleSetStmt: 'ALTER ROLE',
  AlterRoleStmt: 'ALTER ROLE',
  AlterSubscriptionStmt: 'ALTER SUBSCRIPTION',
  AlterSystemStmt: 'ALTER SYSTEM',
  AlterTableSpaceOptionsStmt: 'ALTER TABLESPACE',
  CreateRoleStmt: 'CREATE ROLE',
  CreateSubscriptionStmt: 'CREATE SUBSCRIPTION',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  CreatedbStmt: 'CREATE DATABASE',
  DropOwnedStmt: 'DROP OWNED',
  DropRoleStmt: 'DROP ROLE',
  DropSubscriptionStmt: 'DROP SUBSCRIPTION',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  DropdbStmt: 'DROP DATABASE',
  GrantRoleStmt: 'GRANT or REVOKE of a role',
  LoadStmt: 'LOAD',
  ReassignOwnedStmt: 'REASSIGN OWNED',
};

/** Objects that belong to the whole server: they can also be renamed, commented, granted, given to another owner. */
const sharedObjects: Readonly<Record<string, string>> = {
  OBJECT_DATABASE: 'a database',
  OBJECT_PARAMETER_ACL: 'a parameter',
  OBJECT_ROLE: 'a role',
  OBJECT_SUBSCRIPTION: 'a subscription',
  OBJECT_TABLESPACE: 'a tablespace',
};

/** The fields in which the grammar says what kind of object a statement is about. */
const objectTypeFields = ['objtype', 'objectType', 'renameType'];

/** Extensions whose functions reach other servers or files. */
const extensions = ['adminpack', 'dblink', 'file_fdw', 'postgres_fdw'];

/** Languages in which a function can do whatever the server's own process can. */
const untrustedLanguage = /^(?:c|internal|\w+u)$/iu;

/** Functions that reach files of the server, other sessions, other servers, or the server as a whole. */
const functions =
  /^(?:dblink\w*|lo_(?:import|export)|pg_(?:read_(?:binary_)?file|ls_\w+|stat_file|file_\w+|terminate_backend|cancel_backend|reload_conf|rotate_logfile|promote|switch_wal|create_restore_point|\w*replication_\w+|\w*backup\w*|logical_emit_message))$/iu;

/** Where a statement starts in the text of a body, or in a text that a body runs; not in the middle of a message. */
const statementStart = String.raw`(?:^|[;'$(]|\b(?:begin|then|else|loop))\s*`;

/** The same statements in the text of a function's body. */
const inBodies: readonly RegExp[] = [
  String.raw`(?<named>(?:create|alter|drop)\s+(?:database|role|user(?!\s+mapping)|group|tablespace|subscription))\b`,
  String.raw`(?<named>alter\s+system)\b`,
  String.raw`(?<named>copy\b[^;]*?\b(?:from|to)\s+(?:program\b|[eu&]*'|\$))`,
  String.raw`(?<named>(?:drop|reassign)\s+owned)\b`,
].map((statement) => new RegExp(statementStart + statement, 'imu'));

/**
 * Why a statement is not run on a server that others use too: it would leave the scratch database. `undefined`: it stays
 * there. The bodies of functions and DO blocks are searched as text; what a body puts together at run time is not seen.
 */
export function refusal(sql: string): string | undefined {
  const named = clientCommand(sql) ?? inTree(sql);
  return named === undefined ? undefined : `${named} would leave the scratch database, and was not run`;
}

/** An order to psql, which a server does not know. */
function clientCommand(sql: string): string | undefined {
  return /^\s*(?<command>\\\S+)/u.exec(sql)?.groups?.['command'];
}

/** What cannot be parsed is the server's to refuse. */
function inTree(sql: string): string | undefined {
  const parsed = parseStatement(sql);
  let found: string | undefined;
  walk(parsed.ok ? parsed.node : undefined, (kind, fields) => {
    found ??= lookUp(statements, kind) ?? ofSharedObject(fields) ?? inNode(kind, fields);
    return found === undefined;
  });
  return found;
}

function ofSharedObject(fields: Readonly<Record<string, unknown>>): string | undefined {
  for (const field of objectTypeFields) {
    const type = fields[field];
    const object = typeof type === 'string' ? lookUp(sharedObjects, type) : undefined;
    if (object !== undefined) return `a change of ${object}`;
  }
  return undefined;
}

function inNode(kind: string, fields: Readonly<Record<string, unknown>>): string | undefined {
  switch (kind) {
    case 'CopyStmt':
      if (fields['is_program'] === true) return 'COPY with a PROGRAM';
      return fields['filename'] === undefined ? undefined : 'COPY with a file of the server';
    case 'CreateExtensionStmt':
      return typeof fields['extname'] === 'string' && extensions.includes(fields['extname'])
        ? `the extension ${fields['extname']}`
        : undefined;
    case 'FuncCall': {
      const name = stringsIn(fields['funcname']).at(-1) ?? '';
      return functions.test(name) ? `${name}()` : undefined;
    }
    case 'DefElem':
      return inDefinition(fields);
    default:
      return undefined;
  }
}

/** A part of CREATE FUNCTION or DO: its language, or its body. */
function inDefinition({ defname, arg }: Readonly<Record<string, unknown>>): string | undefined {
  const words = stringsIn(arg);
  if (defname === 'language') {
    const language = words.find((word) => untrustedLanguage.test(word));
    return language === undefined ? undefined : `a function in the language ${language}`;
  }
  return defname === 'as' ? words.map(inBody).find((named) => named !== undefined) : undefined;
}

function inBody(body: string): string | undefined {
  for (const pattern of inBodies) {
    const named = pattern.exec(body)?.groups?.['named'];
    if (named !== undefined) return `${named.replaceAll(/\s+/gu, ' ')} in a body`;
  }
  for (const [call, name = ''] of body.matchAll(/\b(\w+)\s*\(/gu)) {
    if (functions.test(name)) return `${call}) in a body`;
  }
  return undefined;
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
