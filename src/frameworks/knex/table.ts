import { lookUp } from '../../model/look-up.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Guard, Operation } from '../../model/operation.ts';
import type { Span } from '../../model/span.ts';
import { host } from '../javascript/index.ts';
import { helperRoot } from '../javascript/helpers.ts';
import type { Effect } from '../javascript/trace.ts';
import { guardsOf } from '../javascript/trace.ts';
import type { Link, Value } from '../javascript/value.ts';
import { isAbsent } from '../javascript/migrations/arguments.ts';
import type { Reading } from '../javascript/migrations/reading.ts';
import { notKnown, obstruct } from '../javascript/migrations/reading.ts';
import type { Building } from './building.ts';
import { addColumn } from './building.ts';
import type { ReadColumn } from './columns.ts';
import { readColumn } from './columns.ts';
import { questionOf } from './questions.ts';
import { tableMethods } from './table-methods.ts';

/** What a table callback builds, in its order. */
export interface TableContent {
  readonly columns: readonly ReadColumn[];
  /** Operations on the table as they are run on a table that exists. */
  readonly operations: readonly Operation[];
  readonly comment?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inherits?: QualifiedName;
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
  const method = lookUp(tableMethods, first.name);
  if (method !== undefined) {
    method(first, modifiers, building, reading);
    return;
  }
  const column = readColumn(first.name, first.arguments, modifiers, building.target.span, reading);
  if (column === undefined) notKnown(reading, `table.${first.name}`);
  else addColumn(column, modifiers, building, reading);
}
