import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import type { Link, Value } from '../javascript/value.ts';
import { flag, isAbsent, option, optionalText, text, texts } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { optionalName } from './arguments.ts';
import type { Building } from './building.ts';
import { addColumn } from './building.ts';
import { readColumn } from './columns.ts';
import { foreign, index, primary, unique } from './keys.ts';
import { derivedName, primaryName } from './names.ts';

type Method = (call: Link, links: readonly Link[], building: Building, reading: Reading) => void;

/** The methods of the table builder that make no column. */
export const tableMethods: Readonly<Record<string, Method>> = {
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
