import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable, foreignKeysOf } from '../../model/schema.ts';
import { defineRule, noOptions } from '../define-rule.ts';
import type { Step, StepContext } from '../rule.ts';
import { stepsByTable } from '../steps-by-table.ts';
import { listedBriefly, withCode } from '../words.ts';
import { usersOfRoutine } from './users-of.ts';

type Cascading = Extract<Operation, { readonly cascade: boolean }>;

export default defineRule({
  name: 'no-cascade',
  category: 'data-loss',
  severity: 'error',
  presets: ['recommended'],
  // MySQL takes the word and does nothing; the others do not have it.
  dialects: ['postgres'],
  summary: 'CASCADE takes along whatever depends on what is dropped or emptied',
  like: { squawk: ['ban-truncate-cascade'], pgfence: ['drop-schema-cascade', 'truncate-cascade'] },
  options: noOptions,
  on: {
    Truncate(operation, step, context) {
      const { before } = step;
      if (!operation.cascade || operation.tables.every((table) => context.isNew(table, before))) return;
      const along = emptiedAlong(operation.tables, before);
      if (along.length > 0 && along.every((table) => context.isNew(table, before))) return;
      report(
        [operation],
        operation.tables.map(displayName),
        along.map((one) => `all rows of ${displayName(one)}`),
        step,
        context,
      );
    },
    DropTable: judgeDrop,
    DropColumn: judgeDrop,
    DropConstraint: judgeDrop,
    DropView: judgeDrop,
    DropRoutine: judgeDrop,
    DropType: judgeDrop,
    DropSequence: judgeDrop,
    DropSchema: judgeDrop,
    DropObject: judgeDrop,
  },
});

/** A statement that drops several things is one finding. */
function judgeDrop(operation: Operation, step: Step, context: StepContext): void {
  const drops = stepsByTable(context.view.up)
    .ofStatement(step.statement)
    .filter((one) => one.applied)
    .flatMap((one) => dropIn(one, context));
  if (drops[0]?.operation !== operation) return;
  const along = new Set(drops.flatMap((drop) => goneAlong(drop.operation, drop.step)));
  report(
    drops.map((drop) => drop.operation),
    drops.map(({ name }) => name),
    [...along].filter((one) => !drops.some((drop) => one === `${calledIn(drop.operation)}${drop.name}`)),
    step,
    context,
  );
}

interface Drop {
  readonly operation: Cascading;
  /** What it names. */
  readonly name: string;
  readonly step: Step;
}

/** What a step drops with CASCADE; nothing where it was made in the same breath. */
function dropIn(step: Step, { isUnused, isNewColumn }: StepContext): readonly Drop[] {
  const { operation, before } = step;
  if (!('cascade' in operation) || !operation.cascade) return [];
  switch (operation.kind) {
    case 'DropTable': {
      const isNobodys = findTable(before, operation.table)?.temporary === true || isUnused(operation.table, before);
      return isNobodys ? [] : [{ operation, name: displayName(operation.table), step }];
    }
    case 'DropColumn': {
      const { table, column } = operation;
      return isNewColumn(table, column, before) ? [] : [{ operation, name: `${displayName(table)}.${column}`, step }];
    }
    case 'DropConstraint':
      return [{ operation, name: operation.name ?? `the key of ${displayName(operation.table)}`, step }];
    case 'DropSchema':
      return [{ operation, name: operation.name, step }];
    case 'DropObject':
      return [{ operation, name: `the ${operation.objectType} ${displayName(operation.name)}`, step }];
    case 'DropView':
    case 'DropRoutine':
    case 'DropType':
    case 'DropSequence':
      return [{ operation, name: displayName(operation.name), step }];
    default:
      return [];
  }
}

/** How a drop is called among the things that go along with others. */
function calledIn({ kind }: Cascading): string {
  if (kind === 'DropColumn') return 'the column ';
  return kind === 'DropView' ? 'the view ' : 'the table ';
}

function report(
  operations: readonly Cascading[],
  names: readonly string[],
  along: readonly string[],
  { operation, before }: Step,
  { report: tell, write }: StepContext,
): void {
  const isTruncate = operation.kind === 'Truncate';
  const verb = `${names.length === 1 ? 'is' : 'are'} ${isTruncate ? 'emptied' : 'dropped'}`;
  tell({
    at: operation.span,
    message: `${listedBriefly(names)} ${verb} with CASCADE${along.length === 0 ? '' : `, which takes along ${listedBriefly(along)}`}`,
    why: `nobody is asked, and what else depends on ${names.length === 1 ? 'it' : 'them'} in the database where it runs goes as well${before.tables.size === 0 ? '' : ', also what no migration has made'}`,
    remedy: withCode(
      along.length === 0
        ? 'leave CASCADE out, so that it fails when something is in the way:'
        : `${isTruncate ? 'empty' : 'drop'} first what has to go, by name; then leave CASCADE out:`,
      write(operations.map((one) => ({ ...one, cascade: false }))),
      'name what has to go, one after the other, and leave CASCADE out',
    ),
  });
}

/** The tables whose rows point to these, those that point to them in turn, and so on. */
function emptiedAlong(tables: readonly QualifiedName[], schema: Schema): readonly QualifiedName[] {
  const { traits } = schema;
  const found = new Map(tables.map((table) => [nameKey(traits, table), table]));
  const named = new Set(found.keys());
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [key, table] of schema.tables) {
      if (found.has(key)) continue;
      if (foreignKeysOf(table).some(({ target }) => found.has(nameKey(traits, target)))) found.set(key, table.name);
    }
  }
  return [...found].filter(([key]) => !named.has(key)).map(([, table]) => table);
}

/** What is in the schema before and not after, besides what the statement names. */
function goneAlong(operation: Cascading, { before, after }: Step): readonly string[] {
  const own =
    'name' in operation && typeof operation.name === 'object' ? nameKey(before.traits, operation.name) : undefined;
  const table = 'table' in operation ? nameKey(before.traits, operation.table) : undefined;
  const tables = [...before.tables].filter(([key]) => !after.tables.has(key) && key !== table);
  const views = [...before.views].filter(([key]) => !after.views.has(key) && key !== own);
  const parts = [...before.tables].flatMap(([key, old]) => {
    const now = after.tables.get(key);
    if (now === undefined || now === old) return [];
    const keys = foreignKeysOf(old).filter(({ name }) => !foreignKeysOf(now).some((one) => one.name === name));
    const isOwn = operation.kind === 'DropColumn' && key === table;
    const columns = isOwn ? [] : old.columns.filter(({ name }) => !now.columns.some((one) => one.name === name));
    return [
      ...(isOwn ? [] : keys.map(({ name }) => `the foreign key ${name} of ${displayName(old.name)}`)),
      ...columns.map(({ name }) => `the column ${displayName(old.name)}.${name}`),
    ];
  });
  return [
    ...tables.map(([, one]) => `the table ${displayName(one.name)}`),
    ...views.map(([, one]) => `the view ${displayName(one.name)}`),
    ...parts,
    ...(operation.kind === 'DropRoutine' ? triggersOf(operation, before) : []),
  ];
}

function triggersOf({ name }: Operation<'DropRoutine'>, schema: Schema): readonly string[] {
  return usersOfRoutine(name, schema).flatMap(({ of, called }) => (of === 'table' ? [called] : []));
}
