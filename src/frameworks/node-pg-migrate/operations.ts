import { option } from '../javascript/migrations/arguments.ts';
import { concatenate, part } from '../javascript/strings.ts';
import type { StringPart } from '../javascript/strings.ts';
import type { StringValue, Value } from '../javascript/value.ts';
import * as code from './code.ts';
import { createIndex, dropIndex } from './indexes.ts';
import * as objects from './objects.ts';
import { drop, dropOn, privileges, rename, renameOn } from './objects.ts';
import type { Writer } from './tables.ts';
import * as tables from './tables.ts';
import type { Writing } from './values.ts';
import { entriesOf, escaped, name, raw } from './values.ts';

/** A method of `pgm`: the SQL that it makes, and what it makes when the tool infers the way back. */
export interface Operation {
  readonly write: Writer;
  readonly reverse?: Writer;
}

/** What is turned round by swapping two of its arguments. */
function turning(write: Writer, one: number, other: number): Operation {
  return {
    write,
    reverse: (args, pg) => {
      const [left, right] = [args[one], args[other]];
      if (left === undefined || right === undefined) return write(args, pg);
      return write(
        args.map((value, index) => (index === one ? right : index === other ? left : value)),
        pg,
      );
    },
  };
}

const renaming = (what: string): Operation => turning(rename(what), 0, 1);
const droppable = (write: Writer, what: string, place: number): Operation => ({
  write,
  reverse: ([object, ...more], pg) => {
    const options = more[place - 1];
    return drop(what)(
      [object, options].filter((value) => value !== undefined),
      pg,
    );
  },
});

const constraint: Operation = {
  write: tables.addConstraint,
  reverse: (args, pg) => {
    const [, given, definition] = args;
    const isNamed = given !== undefined && given.kind !== 'null';
    if (!isNamed || definition?.kind === 'string') {
      const detail = 'a constraint has no way back without a name, or when it is written as SQL';
      pg.reading.obstacles.push({ reason: 'not-recognised', detail });
    }
    return tables.dropConstraint(args, pg);
  },
};
const table: Operation = {
  write: tables.createTable,
  reverse: ([own, , options], pg) =>
    tables.dropTable(
      [own, options].filter((value) => value !== undefined),
      pg,
    ),
};
const columns: Operation = { write: tables.addColumns, reverse: tables.dropColumns };
const dropping: Operation = { write: tables.dropColumns };
const index: Operation = { write: createIndex, reverse: dropIndex };
const type = droppable(objects.createType, 'TYPE', 1);
const extension: Operation = { write: objects.createExtension, reverse: objects.dropExtension };

/** Every method of `pgm` that makes SQL, but those of operators. */
export const operations: Readonly<Record<string, Operation>> = {
  createTable: table,
  dropTable: { write: tables.dropTable },
  renameTable: turning(tables.renameTable, 0, 1),
  alterTable: { write: tables.alterTable },
  addColumn: columns,
  addColumns: columns,
  dropColumn: dropping,
  dropColumns: dropping,
  renameColumn: turning(tables.renameColumn, 1, 2),
  alterColumn: { write: tables.alterColumn },
  addConstraint: constraint,
  createConstraint: constraint,
  dropConstraint: { write: tables.dropConstraint },
  renameConstraint: turning(tables.renameConstraint, 1, 2),
  createIndex: index,
  addIndex: index,
  dropIndex: { write: dropIndex },
  renameIndex: renaming('INDEX'),
  createType: type,
  addType: type,
  dropType: { write: drop('TYPE') },
  renameType: renaming('TYPE'),
  addTypeValue: { write: objects.addTypeValue },
  renameTypeValue: turning(objects.renameTypeValue, 1, 2),
  addTypeAttribute: { write: objects.addTypeAttribute, reverse: objects.dropTypeAttribute },
  dropTypeAttribute: { write: objects.dropTypeAttribute },
  setTypeAttribute: { write: objects.setTypeAttribute },
  renameTypeAttribute: turning(objects.renameTypeAttribute, 1, 2),
  createSequence: droppable(objects.createSequence, 'SEQUENCE', 1),
  alterSequence: { write: objects.alterSequence },
  dropSequence: { write: drop('SEQUENCE') },
  renameSequence: renaming('SEQUENCE'),
  createSchema: droppable(objects.createSchema, 'SCHEMA', 1),
  dropSchema: { write: drop('SCHEMA') },
  renameSchema: renaming('SCHEMA'),
  createDomain: droppable(objects.createDomain, 'DOMAIN', 2),
  alterDomain: { write: objects.alterDomain },
  dropDomain: { write: drop('DOMAIN') },
  renameDomain: renaming('DOMAIN'),
  createExtension: extension,
  addExtension: extension,
  dropExtension: { write: objects.dropExtension },
  createCast: { write: objects.createCast, reverse: objects.dropCast },
  dropCast: { write: objects.dropCast },
  createFunction: {
    write: code.createFunction,
    reverse: code.dropFunction,
  },
  dropFunction: { write: code.dropFunction },
  renameFunction: turning(code.renameFunction, 0, 2),
  createTrigger: { write: code.createTrigger, reverse: code.dropTriggerAndFunction },
  dropTrigger: { write: dropOn('TRIGGER') },
  renameTrigger: turning(renameOn('TRIGGER'), 1, 2),
  createView: droppable(code.createView, 'VIEW', 1),
  dropView: { write: drop('VIEW') },
  alterView: { write: code.alterView('VIEW', 'options') },
  alterViewColumn: { write: code.alterViewColumn },
  renameView: renaming('VIEW'),
  createMaterializedView: droppable(code.createMaterializedView, 'MATERIALIZED VIEW', 1),
  dropMaterializedView: { write: drop('MATERIALIZED VIEW') },
  alterMaterializedView: { write: code.alterView('MATERIALIZED VIEW', 'storageParameters') },
  renameMaterializedView: renaming('MATERIALIZED VIEW'),
  renameMaterializedViewColumn: turning(code.renameMaterializedViewColumn, 1, 2),
  refreshMaterializedView: { write: code.refreshMaterializedView, reverse: code.refreshMaterializedView },
  createPolicy: { write: code.createPolicy, reverse: dropOn('POLICY') },
  alterPolicy: { write: code.alterPolicy },
  dropPolicy: { write: dropOn('POLICY') },
  renamePolicy: turning(renameOn('POLICY'), 1, 2),
  createRole: droppable(code.createRole, 'ROLE', 1),
  alterRole: { write: code.alterRole },
  dropRole: { write: drop('ROLE') },
  renameRole: renaming('ROLE'),
  grantRoles: { write: objects.grantRoles, reverse: objects.revokeRoles },
  revokeRoles: { write: objects.revokeRoles },
  grantOnTables: { write: privileges(true, 'tables'), reverse: privileges(false, 'tables') },
  revokeOnTables: { write: privileges(false, 'tables') },
  grantOnSchemas: { write: privileges(true, 'schemas'), reverse: privileges(false, 'schemas') },
  revokeOnSchemas: { write: privileges(false, 'schemas') },
  sql: { write: sqlWithArguments },
};

/** `sql('… {name} …', { name: … })`: names are quoted, other values escaped. */
function sqlWithArguments([statement, args]: readonly Value[], pg: Writing): StringValue {
  const text = raw(statement, 'the SQL', pg);
  const given = new Map(entriesOf(args, 'the arguments', pg).map(([key, value]) => [key.source.text, value]));
  if (given.size === 0) return text;
  const parts: { part: StringPart; at: Writing['at'] }[] = [];
  let from = 0;
  for (const { index: at, 0: hole, 1: key = '' } of text.source.text.matchAll(/\{(\w+)\}/g)) {
    const value = given.get(key);
    if (value === undefined) continue;
    parts.push({ part: part(text, from, at, text.at), at: text.at }, { part: argument(value, pg), at: value.at });
    from = at + hole.length;
  }
  parts.push({ part: part(text, from, text.source.text.length, text.at), at: text.at });
  return concatenate(parts, pg.at);
}

function argument(value: Value, pg: Writing): StringValue {
  const isName = value.kind === 'string' || option(value, 'name') !== undefined;
  return isName ? name(value, 'an argument', pg) : escaped(value, 'an argument', pg);
}
