import type { Operation } from '../model/operation.ts';
import type { Schema, Sequence } from '../model/schema.ts';
import { findColumn } from '../model/schema.ts';

/** The sequences that no column makes for itself. */
export function createSequences(schema: Schema, sequences: readonly Sequence[]): readonly Operation[] {
  return sequences.filter((sequence) => !comesWithColumn(schema, sequence)).map(createSequence);
}

/** What is left to say of sequences once the tables are there: owners, and the names and options of those of columns. */
export function settleSequences(schema: Schema, sequences: readonly Sequence[]): readonly Operation[] {
  const settled = sequences.flatMap((sequence) => settleSequence(schema, sequence));
  const renames = settled.filter((operation) => operation.kind === 'RenameSequence');
  return [...withoutClashes(renames), ...settled.filter((operation) => operation.kind !== 'RenameSequence')];
}

/** A name is free for another once its own sequence has got the name that it has. */
function withoutClashes(renames: readonly Operation<'RenameSequence'>[]): readonly Operation[] {
  const key = ({ schema, name }: Sequence['name']): string => JSON.stringify([schema, name]);
  const ordered: Operation[] = [];
  let waiting = renames;
  while (waiting.length > 0) {
    const taken = new Set(waiting.map(({ name }) => key(name)));
    const free = waiting.filter(({ newName }) => !taken.has(key(newName)));
    // A circle of names: there is no order that works, and the first of them says so when it runs.
    const next = free.length > 0 ? free : waiting.slice(0, 1);
    ordered.push(...next);
    waiting = waiting.filter((one) => !next.includes(one));
  }
  return ordered;
}

/** The owner is a matter of ALTER. */
function createSequence({ name, attributes: { owner: _owner, ...attributes }, origin }: Sequence): Operation {
  return { kind: 'CreateSequence', span: origin.span, name, attributes };
}

/** Whether a column that numbers its rows makes the sequence. */
function comesWithColumn(schema: Schema, { ownedBy }: Sequence): boolean {
  return ownedBy !== undefined && findColumn(schema, ownedBy.table, ownedBy.column)?.identity !== undefined;
}

/** Once its table is there, a sequence gets its owner; one that came with a column gets the name and options that it has. */
function settleSequence(schema: Schema, sequence: Sequence): readonly Operation[] {
  const { ownedBy, name, attributes, origin } = sequence;
  const { span } = origin;
  if (ownedBy === undefined) {
    const { owner } = attributes;
    return owner === undefined ? [] : [{ kind: 'AlterSequence', span, name, attributes: { owner } }];
  }
  const { table, column } = ownedBy;
  if (!comesWithColumn(schema, sequence)) {
    const owner = [...(table.schema === undefined ? [] : [table.schema]), table.name, column];
    const text = owner.map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
    return [{ kind: 'AlterSequence', span, name, attributes: { 'owned-by': text } }];
  }
  // It has the owner that its table has.
  const { as: type, owner: _owner, ...others } = attributes;
  const isColumnsType = findColumn(schema, table, column)?.type.text === type;
  const own = type === undefined || isColumnsType ? others : { as: type, ...others };
  const made = schema.traits.ownedSequenceName?.({ table, column, taken: () => false }) ?? name.name;
  const given = { ...name, name: made };
  return [
    ...(made === name.name ? [] : [{ kind: 'RenameSequence' as const, span, name: given, newName: name }]),
    ...(Object.keys(own).length === 0 ? [] : [{ kind: 'AlterSequence' as const, span, name, attributes: own }]),
  ];
}
