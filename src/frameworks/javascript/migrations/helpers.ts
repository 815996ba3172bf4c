import type { Helper, HelperFunction, HelperMapping, HelperOperation, HelperPart } from '../../../model/helper.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Operation } from '../../../model/operation.ts';
import type { Side } from '../../../model/migration.ts';
import type { Span } from '../../../model/span.ts';
import { plainOf } from '../plain.ts';
import type { ChainEffect } from '../trace.ts';
import type { Value } from '../value.ts';
import { argumentAt, text, texts } from './arguments.ts';
import { addition } from './constraints.ts';
import type { ColumnTypes } from './definitions.ts';
import { readDefinition } from './definitions.ts';
import { readMade } from './made-sql.ts';
import type { Meaning, Reading } from './reading.ts';
import { obstruct } from './reading.ts';

/** What a call of a helper does, as the configuration says. */
export function readHelper(
  { chain: { links }, at }: ChainEffect,
  helper: Helper,
  types: ColumnTypes,
  reading: Reading,
): Meaning | undefined {
  const [call] = links;
  if (call === undefined) return undefined;
  const side = links.some(({ name }, index) => index > 0 && name === 'down') ? 'down' : 'up';
  if (typeof helper === 'function') return readFunction(helper, call.name, call.arguments, side, at, reading);
  const operation = side === 'down' ? helper.down : helper.operation;
  if (operation === undefined) return undefined;
  const made: Made = { helper, operation, args: call.arguments, isTakenBack: side === 'down', span: at, types };
  return { operations: makers[operation](made, reading) };
}

interface Made {
  readonly helper: HelperMapping;
  readonly operation: HelperOperation;
  readonly args: readonly Value[];
  readonly isTakenBack: boolean;
  readonly span: Span;
  readonly types: ColumnTypes;
}

type Maker = (made: Made, reading: Reading) => readonly Operation[];

const makers: Readonly<Record<HelperOperation, Maker>> = {
  AddColumn: (made, reading) => {
    const { span } = made;
    const table = tableOf(made, reading);
    const name = textOf(made, 'column', reading);
    const { column, constraints } = readDefinition(name, partOf(made, 'definition'), made, reading);
    return [{ kind: 'AddColumn', span, table, column }, ...constraints.map((one) => addition(one, table, span))];
  },
  DropColumn: (made, reading) => {
    const column = textOf(made, 'column', reading);
    return [{ kind: 'DropColumn', span: made.span, table: tableOf(made, reading), column, cascade: false }];
  },
  RenameColumn: (made, reading) => {
    const [column, newName] = renamed(made, 'column', reading);
    return [{ kind: 'RenameColumn', span: made.span, table: tableOf(made, reading), column, newName }];
  },
  CreateTable: (made, reading) => {
    const { span } = made;
    const definitions = partOf(made, 'columns');
    const missing = definitions?.kind === 'object' ? definitions.open : definitions;
    if (definitions?.kind !== 'object' || missing !== undefined) obstruct(reading, 'the columns', missing);
    const entries = definitions?.kind === 'object' ? [...definitions.entries] : [];
    const read = entries.map(([name, { value }]) => readDefinition(name, value, made, reading));
    const columns = read.map(({ column }) => column);
    const constraints = read.flatMap((one) => one.constraints);
    return [{ kind: 'CreateTable', span, table: tableOf(made, reading), columns, constraints, indexes: [] }];
  },
  DropTable: (made, reading) => [{ kind: 'DropTable', span: made.span, table: tableOf(made, reading), cascade: false }],
  RenameTable: (made, reading) => {
    const [table, newName] = renamed(made, 'table', reading);
    return [{ kind: 'RenameTable', span: made.span, table: qualified(table), newName: qualified(newName) }];
  },
  CreateIndex: (made, reading) => {
    const columns = texts(partOf(made, 'columns'), 'the columns', reading);
    const name = textOf(made, 'name', reading);
    const index = { name, parts: columns.map((column) => ({ column })), unique: false };
    return [{ kind: 'CreateIndex', span: made.span, table: tableOf(made, reading), index, concurrently: false }];
  },
  DropIndex: (made, reading) => {
    const table = tableOf(made, reading);
    const schema = table.schema === undefined ? {} : { schema: table.schema };
    const name = { ...schema, name: textOf(made, 'name', reading) };
    return [{ kind: 'DropIndex', span: made.span, name, table, concurrently: false, cascade: false }];
  },
};

/** The name before and after; what takes a rename back has them the other way round. */
function renamed(made: Made, part: HelperPart, reading: Reading): readonly [from: string, to: string] {
  const from = textOf(made, part, reading);
  const to = textOf(made, 'newName', reading);
  return made.isTakenBack ? [to, from] : [from, to];
}

function tableOf(made: Made, reading: Reading): QualifiedName {
  return qualified(textOf(made, 'table', reading));
}

function qualified(name: string): QualifiedName {
  const dot = name.indexOf('.');
  return dot === -1 ? { name } : { schema: name.slice(0, dot), name: name.slice(dot + 1) };
}

function textOf(made: Made, part: HelperPart, reading: Reading): string {
  const value = partOf(made, part);
  const hole = value?.kind === 'string' ? value.holes[0] : undefined;
  if (hole !== undefined) {
    reading.obstacles.push({ reason: 'built-at-run-time', detail: `the ${part} cannot be told: ${hole.reason}` });
  }
  return text(value, `the ${part}`, reading);
}

function partOf({ helper, args }: Made, part: HelperPart): Value | undefined {
  const place = helper[part];
  return place === undefined ? undefined : argumentAt(args, place);
}

/** Asks the function of the configuration which SQL the call stands for. */
function readFunction(
  helper: HelperFunction,
  name: string,
  args: readonly Value[],
  side: Side,
  at: Span,
  reading: Reading,
): Meaning | undefined {
  const plain = args.map(plainOf);
  const unknown = plain.findIndex(({ known }) => !known);
  const reason = plain[unknown];
  if (reason?.known === false) {
    const detail = `argument ${unknown + 1} of ${name}() cannot be told: ${reason.reason}`;
    reading.obstacles.push({ reason: 'built-at-run-time', detail });
    return undefined;
  }
  const given = plain.map((one) => (one.known ? one.data : undefined));
  const answer = asked(helper, { name, arguments: given, dialect: reading.dialect.traits.name });
  if (typeof answer === 'string') {
    reading.obstacles.push({ reason: 'not-recognised', detail: `the helper ${name} of the configuration ${answer}` });
    return undefined;
  }
  const sql = answer[side];
  return sql.length === 0
    ? undefined
    : { operations: sql.flatMap((one) => readMade(one, at, reading)), sql: sql.join(';\n') };
}

type Answer = Readonly<Record<Side, readonly string[]>>;

/** What the function gives, which may be anything; a string is what is wrong with it. */
function asked(helper: HelperFunction, call: Parameters<HelperFunction>[0]): Answer | string {
  let given: unknown;
  try {
    given = helper(call);
  } catch (error) {
    return `throws: ${error instanceof Error ? error.message : String(error)}`;
  }
  const sides = Array.isArray(given) ? { up: given } : given;
  if (typeof sides !== 'object' || sides === null || !('up' in sides) || !isTexts(sides.up)) return expected;
  const down = 'down' in sides ? sides.down : [];
  return isTexts(down) ? { up: sides.up, down } : expected;
}

const expected = 'gives neither an array of SQL strings nor { up, down } with such arrays';

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
