import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Guard, Operation } from '../../model/operation.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Span } from '../../model/span.ts';
import { host } from '../javascript/index.ts';
import { helperRoot } from '../javascript/helpers.ts';
import type { Effect } from '../javascript/trace.ts';
import { guardsOf } from '../javascript/trace.ts';
import type { Link, Value } from '../javascript/value.ts';
import { flag, isAbsent, option, optionalText, text, texts } from '../javascript/migrations/arguments.ts';
import { addition } from '../javascript/migrations/constraints.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import { optionalName } from './arguments.ts';
import type { ReadColumn } from './columns.ts';
import { readColumn } from './columns.ts';
import { foreign, hasReference, index, primary, unique } from './keys.ts';
import type { Target } from './keys.ts';
import { derivedName, primaryName } from './names.ts';
import { questionOf } from './questions.ts';

/** What a table callback builds, in its order. */
export interface TableContent {
  readonly columns: readonly ReadColumn[];
  /** Operations on the table as they are run on a table that exists. */
  readonly operations: readonly Operation[];
  readonly comment?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inherits?: QualifiedName;
}

interface Building {
  readonly target: Target;
  readonly creates: boolean;
  readonly columns: ReadColumn[];
  readonly operations: Operation[];
  readonly attributes: Record<string, string>;
  comment: string | undefined;
  inherits: QualifiedName | undefined;
}

/** Applies the callback of `createTable` or `alterTable` to a table builder. */
export function readTable(
  callback: Value | undefined,
  table: QualifiedName,
  span: Span,
  creates: boolean,
  reading: Reading,
): TableContent {
  const building: Building = {
    target: { table, span },
    creates,
    columns: [],
    operations: [],
    attributes: {},
    comment: undefined,
    inherits: undefined,
  };
  if (callback?.kind === 'function') {
    const builder = host('table', callback.at);
    for (const effect of reading.module.call(callback, [builder], builder).effects)
      readEffect(effect, building, reading);
  } else if (!creates || !isAbsent(callback)) {
    obstruct(reading, 'what the table is built of', callback);
  }
  const { columns, operations, attributes, comment, inherits } = building;
  return {
    columns,
    operations,
    attributes,
    ...(comment === undefined ? {} : { comment }),
    ...(inherits === undefined ? {} : { inherits }),
  };
}

function readEffect(effect: Effect, building: Building, reading: Reading): void {
  if (effect.kind === 'opaque') {
    reading.obstacles.push({ reason: 'built-at-run-time', detail: effect.reason });
    return;
  }
  if (effect.chain.root === helperRoot)
    notKnown(reading, `the helper ${effect.chain.links[0]?.name ?? ''} within a table's callback`);
  if (effect.chain.root !== 'table') return;
  const calls = effect.chain.links.filter(({ form }) => form === 'call');
  const [first, ...modifiers] = calls;
  if (first === undefined) return;
  const before = building.operations.length;
  const columnsBefore = building.columns.length;
  const own = { ...building, target: { ...building.target, span: effect.at } };
  readCall(first, modifiers, own, reading);
  building.comment = own.comment;
  building.inherits = own.inherits;
  const guards = guardsOf(effect.conditions, questionOf);
  if (building.creates && guards.length > 0 && building.columns.length > columnsBefore) {
    reading.problems.push({
      span: effect.at,
      message: 'Whether the table gets this column depends on a condition; it is read as if it did',
    });
  }
  for (let at = before; at < building.operations.length; at += 1) {
    const operation = building.operations[at];
    if (operation !== undefined) building.operations[at] = inPlace(operation, guards, effect.repeated);
  }
}

function inPlace(operation: Operation, guards: readonly Guard[], repeated: boolean): Operation {
  return {
    ...operation,
    ...(guards.length === 0 ? {} : { guards: [...guards, ...(operation.guards ?? [])] }),
    ...(repeated ? { repeated: true } : {}),
  };
}

function readCall(first: Link, modifiers: readonly Link[], building: Building, reading: Reading): void {
  const method = lookUp(methods, first.name);
  if (method !== undefined) {
    method(first, modifiers, building, reading);
    return;
  }
  const column = readColumn(first.name, first.arguments, modifiers, building.target.span, reading);
  if (column === undefined) notKnown(reading, `table.${first.name}`);
  else addColumn(column, modifiers, building, reading);
}

function addColumn(column: ReadColumn, modifiers: readonly Link[], building: Building, reading: Reading): void {
  const { target, operations } = building;
  const { table, span } = target;
  const names = [column.column.name];
  operations.push(...column.before);
  if (building.creates) building.columns.push(column);
  else if (column.isAltered)
    operations.push({
      kind: 'AlterColumn',
      span,
      table,
      column: column.column.name,
      change: changeOf(column),
      ...(column.unsaid.length === 0 ? {} : { unsaid: column.unsaid }),
    });
  else {
    const position = column.position === undefined ? {} : { position: column.position };
    operations.push({ kind: 'AddColumn', span, table, column: column.column, ...position });
    operations.push(...column.constraints.map((constraint) => addition(constraint, table, span)));
  }
  for (const link of modifiers) {
    if (link.name === 'primary') operations.push(primary(names, link.arguments[0], target));
    if (link.name === 'unique') operations.push(unique(names, link.arguments[0], target, reading));
    if (link.name === 'index') operations.push(index(names, link.arguments, target, reading));
  }
  if (hasReference(modifiers)) operations.push(foreign(names, undefined, modifiers, target, reading));
}

/** What `alter()` restates: knex takes away a default and NOT NULL that the call does not name. */
function changeOf({ column, states }: ReadColumn): ColumnChange {
  return {
    ...(states.type ? { type: column.type } : {}),
    ...(states.nullable ? { nullable: column.nullable } : {}),
    default: column.default ?? null,
    ...(column.comment === undefined ? {} : { comment: column.comment }),
    ...(column.collation === undefined ? {} : { collation: column.collation }),
    ...(column.identity === undefined ? {} : { identity: column.identity }),
  };
}

type Method = (call: Link, links: readonly Link[], building: Building, reading: Reading) => void;

/** The methods of the table builder that make no column. */
const methods: Readonly<Record<string, Method>> = {
  index: ({ arguments: [columns, ...rest] }, _links, { target, operations }, reading) => {
    operations.push(index(texts(columns, 'the columns', reading), rest, target, reading));
  },
  unique: ({ arguments: [columns, options] }, _links, { target, operations }, reading) => {
    operations.push(unique(texts(columns, 'the columns', reading), options, target, reading));
  },
  primary: ({ arguments: [columns, options] }, _links, { target, operations }, reading) => {
    operations.push(primary(texts(columns, 'the columns', reading), options, target));
  },
  foreign: ({ arguments: [columns, name] }, links, { target, operations }, reading) => {
    operations.push(foreign(texts(columns, 'the columns', reading), name, links, target, reading));
  },
  check: ({ arguments: [predicate, , name] }, _links, { target, operations }, reading) => {
    const { table, span } = target;
    const expression = reading.dialect.expression(text(predicate, 'the check', reading));
    const named = optionalText(name);
    const constraint = {
      kind: 'Check',
      expression,
      columns: [],
      validated: true,
      ...(named === undefined ? {} : { name: named }),
    } as const;
    operations.push({ kind: 'AddCheck', span, table, constraint });
  },
  timestamps: readTimestamps,
  dropTimestamps: ({ arguments: [useCamelCase] }, _links, building) => {
    const names = flag(useCamelCase) === true ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at'];
    dropColumns(names, building);
  },
  dropColumn: readDropColumns,
  dropColumns: readDropColumns,
  renameColumn: ({ arguments: [from, to] }, _links, { target: { table, span }, operations }, reading) => {
    const column = text(from, 'the column', reading);
    operations.push({ kind: 'RenameColumn', span, table, column, newName: text(to, 'the new name', reading) });
  },
  setNullable: setNullable(true),
  dropNullable: setNullable(false),
  dropIndex: ({ arguments: [columns, name] }, _links, { target: { table, span }, operations }, reading) => {
    operations.push(dropIndex(nameOf(columns, name, table, 'index', reading), table, span));
  },
  dropUnique: dropUnique(false),
  dropUniqueIfExists: dropUnique(true),
  dropForeign: dropForeign(false),
  dropForeignIfExists: dropForeign(true),
  dropPrimary: dropPrimary(false),
  dropPrimaryIfExists: dropPrimary(true),
  dropChecks: ({ arguments: args }, _links, { target: { table, span }, operations }, reading) => {
    const names = args.flatMap((value) => texts(value, 'the checks', reading));
    for (const name of names)
      operations.push({ kind: 'DropConstraint', span, table, name, constraint: 'Check', cascade: false });
  },
  comment: ({ arguments: [comment] }, _links, building, reading) => {
    const written = text(comment, 'the comment', reading);
    const { table, span } = building.target;
    if (building.creates) building.comment = written;
    else building.operations.push({ kind: 'AlterTable', span, table, attributes: { comment: written } });
  },
  engine: attribute('engine'),
  charset: attribute('charset'),
  collate: attribute('collate'),
  inherits: ({ arguments: [parent] }, _links, building, reading) => {
    building.inherits = { name: text(parent, 'the parent table', reading) };
  },
  queryContext: () => undefined,
};

function attribute(name: string): Method {
  return ({ arguments: [value] }, _links, { attributes }, reading) => {
    attributes[name] = text(value, `the ${name}`, reading);
  };
}

function readTimestamps(call: Link, _links: readonly Link[], building: Building, reading: Reading): void {
  const [first, ...others] = call.arguments;
  const given =
    first?.kind === 'object'
      ? ['useTimestamps', 'defaultToNow', 'useCamelCase'].map((name) => option(first, name))
      : [first, ...others];
  const [useTimestamps, defaultToNow, useCamelCase] = given.map((value) => flag(value) === true);
  const names = useCamelCase === true ? ['createdAt', 'updatedAt'] : ['created_at', 'updated_at'];
  const made = useTimestamps === true ? 'timestamp' : 'datetime';
  for (const name of names) {
    const value: Value = {
      kind: 'string',
      at: call.at,
      holes: [],
      source: { file: call.at.file, text: name, pieces: [] },
    };
    const column = readColumn(
      made,
      [value],
      defaultToNow === true ? [link('notNullable', [], call), link('defaultTo', [now(call)], call)] : [],
      call.at,
      reading,
    );
    if (column !== undefined) addColumn(column, [], building, reading);
  }
}

function link(name: string, args: readonly Value[], { at, nameAt }: Link): Link {
  return { name, form: 'call', arguments: args, values: [], at, nameAt };
}

function now(call: Link): Value {
  return { kind: 'host', root: 'knex', links: [link('now', [], call)], at: call.at };
}

function readDropColumns(
  { arguments: args }: Link,
  _links: readonly Link[],
  building: Building,
  reading: Reading,
): void {
  dropColumns(
    args.flatMap((value) => texts(value, 'the column', reading)),
    building,
  );
}

function dropColumns(names: readonly string[], { target: { table, span }, operations }: Building): void {
  for (const column of names) operations.push({ kind: 'DropColumn', span, table, column, cascade: false });
}

function setNullable(nullable: boolean): Method {
  return ({ arguments: [column] }, _links, { target: { table, span }, operations }, reading) => {
    operations.push({
      kind: 'AlterColumn',
      span,
      table,
      column: text(column, 'the column', reading),
      change: { nullable },
    });
  };
}

function nameOf(
  columns: Value | undefined,
  name: Value | undefined,
  table: QualifiedName,
  of: 'index' | 'unique' | 'foreign',
  reading: Reading,
): string {
  return (
    optionalName(name, 'the name', reading) ??
    derivedName(table, isAbsent(columns) ? [] : texts(columns, 'the columns', reading), of)
  );
}

function dropIndex(name: string, table: QualifiedName, span: Span): Operation {
  const schema = table.schema === undefined ? {} : { schema: table.schema };
  return { kind: 'DropIndex', span, name: { ...schema, name }, table, concurrently: false, cascade: false };
}

const ifExists = { guards: [{ kind: 'if-exists' }] } as const;

/** A unique key is dropped as what it was made as: a constraint in PostgreSQL, an index elsewhere. */
function dropUnique(guarded: boolean): Method {
  return ({ arguments: [columns, name] }, _links, { target: { table, span }, operations }, reading) => {
    const found = nameOf(columns, name, table, 'unique', reading);
    const operation: Operation =
      reading.dialect.traits.name === 'postgres'
        ? { kind: 'DropConstraint', span, table, name: found, constraint: 'Unique', cascade: false }
        : dropIndex(found, table, span);
    operations.push(guarded ? { ...operation, ...ifExists } : operation);
  };
}

function dropForeign(guarded: boolean): Method {
  return ({ arguments: [columns, given] }, _links, { target: { table, span }, operations }, reading) => {
    const name = nameOf(columns, given, table, 'foreign', reading);
    operations.push({
      kind: 'DropConstraint',
      span,
      table,
      name,
      constraint: 'ForeignKey',
      cascade: false,
      ...(guarded ? ifExists : {}),
    });
  };
}

function dropPrimary(guarded: boolean): Method {
  return ({ arguments: [given] }, _links, { target: { table, span }, operations }, reading) => {
    const name = reading.dialect.traits.name === 'mysql' ? {} : { name: optionalText(given) ?? primaryName(table) };
    operations.push({
      kind: 'DropConstraint',
      span,
      table,
      ...name,
      constraint: 'PrimaryKey',
      cascade: false,
      ...(guarded ? ifExists : {}),
    });
  };
}
