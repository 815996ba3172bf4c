import type { DialectTraits, QualifiedName } from '../model/names.ts';
import { nameKey } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { Column, Constraint, Expression, Index } from '../model/table.ts';

/** What is told apart by name: a table and a view share their names, a type can be called like a routine. */
type Class = 'relation' | 'routine' | 'type' | 'object';

/** What an operation cannot do without: things by their full name, or whatever of some classes a text names. */
type Need = { readonly relation: QualifiedName } | { readonly text: string; readonly names: readonly Class[] };

/**
 * Operations that create, each behind what it needs, and otherwise in the order given. A view needs what it reads, a
 * table the functions of its defaults and the types of its columns, a function in SQL what its body names; the body of a
 * function in another language is only looked at when it runs. What needs one another in a circle stays as it stood.
 */
export function inOrderOfNeed(traits: DialectTraits, operations: readonly Operation[]): readonly Operation[] {
  const makers = makersOf(traits, operations);
  const ordered: Operation[] = [];
  const seen = new Set<number>();
  // Chains of views can be longer than the stack is deep: the way back is kept in a list.
  for (const start of operations.keys()) {
    const path = [{ at: start, waiting: seen.has(start) ? undefined : neededBy(traits, makers, operations[start]) }];
    seen.add(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.waiting?.find((at) => !seen.has(at));
      if (next !== undefined) {
        seen.add(next);
        path.push({ at: next, waiting: neededBy(traits, makers, operations[next]) });
        continue;
      }
      const done = operations[top.at];
      if (top.waiting !== undefined && done !== undefined) ordered.push(done);
      path.pop();
    }
  }
  return ordered;
}

/** Where things are made: relations by their full name, everything by class and own name. */
interface Makers {
  readonly relations: ReadonlyMap<string, readonly number[]>;
  readonly named: Readonly<Record<Class, ReadonlyMap<string, readonly number[]>>>;
}

function makersOf(traits: DialectTraits, operations: readonly Operation[]): Makers {
  const relations = new Map<string, number[]>();
  const named: Record<Class, Map<string, number[]>> = {
    relation: new Map(),
    routine: new Map(),
    type: new Map(),
    object: new Map(),
  };
  const add = (to: Map<string, number[]>, key: string, at: number): void => {
    to.set(key, [...(to.get(key) ?? []), at]);
  };
  for (const [at, operation] of operations.entries()) {
    const made = madeBy(operation);
    if (made === undefined) continue;
    if (made.class === 'relation') add(relations, nameKey(traits, made.name), at);
    add(named[made.class], made.name.name.toLowerCase(), at);
  }
  return { relations, named };
}

function madeBy(operation: Operation): { readonly class: Class; readonly name: QualifiedName } | undefined {
  switch (operation.kind) {
    case 'CreateTable':
      return { class: 'relation', name: operation.table };
    case 'CreateView':
    case 'CreateSequence':
      return { class: 'relation', name: operation.name };
    case 'CreateRoutine':
      return { class: 'routine', name: operation.name };
    case 'CreateType':
      return { class: 'type', name: operation.name };
    case 'CreateObject':
      return { class: 'object', name: operation.name };
    default:
      return undefined;
  }
}

/** The places of what an operation needs, in their order. */
function neededBy(traits: DialectTraits, makers: Makers, operation: Operation | undefined): readonly number[] {
  const places = new Set<number>();
  for (const need of operation === undefined ? [] : needsOf(operation)) {
    if ('relation' in need) {
      for (const at of makers.relations.get(nameKey(traits, need.relation)) ?? []) places.add(at);
      continue;
    }
    for (const word of wordsOf(need.text)) {
      for (const one of need.names) for (const at of makers.named[one].get(word) ?? []) places.add(at);
    }
  }
  return [...places].toSorted((one, other) => one - other);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu));
}

function needsOf(operation: Operation): readonly Need[] {
  switch (operation.kind) {
    case 'CreateTable':
      return [
        ...operation.columns.flatMap(needsOfColumn),
        ...operation.constraints.flatMap(needsOfConstraint),
        ...operation.indexes.flatMap(needsOfIndex),
      ];
    case 'CreateIndex':
      return [{ relation: operation.table }, ...needsOfIndex(operation.index)];
    case 'AddCheck':
      return [{ relation: operation.table }, ...needsOfConstraint(operation.constraint)];
    case 'CreateView':
      return [
        ...operation.reads.map((relation) => ({ relation })),
        { text: operation.query, names: ['routine', 'type', 'object'] },
      ];
    case 'CreateRoutine':
      return needsOfRoutine(operation);
    case 'CreateTrigger':
      return [{ relation: operation.table }, { text: operation.definition, names: ['routine'] }];
    case 'CreateType':
      return [{ text: textOfType(operation), names: ['routine', 'type', 'object'] }];
    case 'CreateObject':
      return [
        ...(operation.table === undefined ? [] : [{ relation: operation.table }]),
        { text: operation.definition, names: ['relation', 'routine', 'type', 'object'] },
      ];
    default:
      return [];
  }
}

function needsOfColumn(column: Column): readonly Need[] {
  return [
    { text: column.type.text, names: ['type'] },
    ...needsOfExpression(column.default),
    ...needsOfExpression(column.generated?.expression),
    ...(column.collation === undefined ? [] : [{ text: column.collation, names: ['object' as const] }]),
  ];
}

/** A default that numbers rows names a sequence. */
function needsOfExpression(expression: Expression | undefined): readonly Need[] {
  if (expression === undefined || (expression.constant && !expression.sql.includes('::'))) return [];
  const isNext = expression.calls.includes('nextval');
  return [{ text: expression.sql, names: isNext ? ['routine', 'type', 'relation'] : ['routine', 'type'] }];
}

function needsOfConstraint(constraint: Constraint): readonly Need[] {
  // Only where keys cannot be added later do they come with the table; a circle of them is no harm there.
  if (constraint.kind === 'ForeignKey') return [{ relation: constraint.target }];
  if (constraint.kind === 'Check') return needsOfExpression({ ...constraint.expression, constant: false });
  return constraint.kind === 'Exclusion' ? [{ text: constraint.definition, names: ['routine', 'type', 'object'] }] : [];
}

function needsOfIndex(index: Index): readonly Need[] {
  return [
    ...needsOfExpression(index.where),
    ...index.parts.flatMap((part): readonly Need[] => [
      ...needsOfExpression(part.expression),
      ...[part.operatorClass, part.collation].flatMap((text): readonly Need[] =>
        text === undefined ? [] : [{ text, names: ['object'] }],
      ),
    ]),
  ];
}

/** The types of arguments and variables have to be there whatever the language; rows of a table are a type, too. */
function needsOfRoutine({ definition, language, uses }: Operation<'CreateRoutine'>): readonly Need[] {
  const header = /^[^$']*/.exec(definition)?.[0] ?? '';
  const rowTypes = [...definition.matchAll(/(?<![\p{L}\p{N}_$."])([\p{L}_][\p{L}\p{N}_$."]*)%(?:row)?type/giu)].map(
    ([, name = '']) => name,
  );
  const types: readonly Need[] = [
    { text: definition, names: ['type'] },
    { text: [header, ...rowTypes].join(' '), names: ['relation'] },
  ];
  if (language.toLowerCase() !== 'sql') return types;
  return [...types, ...uses.map((relation) => ({ relation })), { text: definition, names: ['routine'] }];
}

function textOfType({ definition }: Operation<'CreateType'>): string {
  switch (definition.kind) {
    case 'enum':
      return '';
    case 'composite':
      return definition.columns.map(({ type }) => type.text).join(' ');
    case 'domain':
      return [definition.base.text, ...definition.constraints].join(' ');
    case 'table':
    case 'other':
      return definition.text;
  }
}
