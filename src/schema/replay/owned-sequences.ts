import type { QualifiedName } from '../../model/names.ts';
import { nameKey, samePart } from '../../model/names.ts';
import type { Origin, Schema, Sequence } from '../../model/schema.ts';
import type { Attributes, Column } from '../../model/table.ts';
import { sequencesOf, withSequence } from '../referrers.ts';
import { isRelation } from './implicit-names.ts';

/** The schema with the sequence that a SERIAL or an IDENTITY makes for its column, where such sequences can be seen. */
export function withSequenceOf(schema: Schema, table: QualifiedName, column: Column, origin: Origin): Schema {
  const { traits } = schema;
  if (column.identity === undefined || traits.ownedSequenceName === undefined) return schema;
  const own = traits.ownedSequenceName({
    table,
    column: column.name,
    taken: (candidate) => isRelation(schema, table, candidate),
  });
  const name = table.schema === undefined ? { name: own } : { schema: table.schema, name: own };
  const sequence: Sequence = {
    name,
    attributes: attributesOf(column),
    ownedBy: { table, column: column.name },
    origin,
  };
  return withSequence(schema, nameKey(traits, name), sequence);
}

/** The sequence of a serial keeps the type that the column had; that of an identity has the column's. */
function attributesOf({ identity, type }: Column): Attributes {
  return identity?.generation === 'serial' ? { as: type.text } : {};
}

/** The schema without the sequences of a column, or of all columns of a table. */
export function withoutSequencesOf(schema: Schema, table: QualifiedName, column?: string): Schema {
  return ownedBy(schema, table, column).reduce(
    (soFar, { name }) => withSequence(soFar, nameKey(schema.traits, name), undefined),
    schema,
  );
}

export function renameSequenceOwner(
  schema: Schema,
  rename: { readonly table: QualifiedName; readonly column: string; readonly newName: string },
): Schema {
  return changeOwned(schema, rename.table, rename.column, (sequence) => ({
    ...sequence,
    ownedBy: { table: rename.table, column: rename.newName },
  }));
}

/** The schema with a table's sequences following it: they go into its schema, and keep their names. */
export function moveSequences(schema: Schema, from: QualifiedName, to: QualifiedName): Schema {
  return changeOwned(schema, from, undefined, (sequence) => ({
    ...sequence,
    name: to.schema === undefined ? { name: sequence.name.name } : { schema: to.schema, name: sequence.name.name },
    ...(sequence.ownedBy === undefined ? {} : { ownedBy: { table: to, column: sequence.ownedBy.column } }),
  }));
}

/** A sequence after CREATE or ALTER SEQUENCE: OWNED BY is no attribute of it but its owner; `''` is NONE. */
export function withOwner(sequence: Sequence, attributes: Attributes): Sequence {
  const { 'owned-by': owner, ...others } = attributes;
  const kept = { ...sequence, attributes: { ...sequence.attributes, ...others } };
  if (owner === undefined) return kept;
  const { ownedBy: _old, ...free } = kept;
  const ownedBy = ownerIn(owner);
  return ownedBy === undefined ? free : { ...free, ownedBy };
}

/** `"Order".id`, `sales.lead.id`. */
function ownerIn(text: string): Sequence['ownedBy'] {
  const parts = [...text.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(
    ([, inQuotes, bare]) => inQuotes?.replaceAll('""', '"') ?? bare ?? '',
  );
  const [column, name, schema] = parts.toReversed();
  if (column === undefined || name === undefined) return undefined;
  return { table: schema === undefined ? { name } : { schema, name }, column };
}

function changeOwned(
  schema: Schema,
  table: QualifiedName,
  column: string | undefined,
  change: (sequence: Sequence) => Sequence,
): Schema {
  const freed = withoutSequencesOf(schema, table, column);
  return ownedBy(schema, table, column)
    .map(change)
    .reduce((soFar, changed) => withSequence(soFar, nameKey(schema.traits, changed.name), changed), freed);
}

function ownedBy(schema: Schema, table: QualifiedName, column: string | undefined): readonly Sequence[] {
  const owned = sequencesOf(schema, table);
  if (column === undefined) return owned;
  return owned.filter((sequence) => samePart(schema.traits, sequence.ownedBy?.column ?? '', column));
}
