import type { CharacterSets } from '../../model/names.ts';
import type { Named, Schema, Table, TableColumn } from '../../model/schema.ts';
import type { Attributes, Constraint, Index, ReferentialAction } from '../../model/table.ts';
import type { Detail } from '../../schema/fact.ts';
import { partitionNames } from './partitions.ts';

/**
 * A schema of MySQL or MariaDB with one form for what these servers do not tell apart: a unique key is an index, the usual
 * engine and collation are there whether they were said or not, and RESTRICT is NO ACTION. Others stay as they are.
 */
export function asStored(schema: Schema, detail: Detail): Schema {
  const { characterSets } = schema.traits;
  if (characterSets === undefined) return schema;
  return { ...schema, tables: schema.tables.map((table) => tableAsStored(table, characterSets, detail)) };
}

function tableAsStored(table: Table, characterSets: CharacterSets, detail: Detail): Table {
  const { attributes, partitionBy } = table;
  const collation = collationOf(attributes, characterSets) ?? characterSets.defaultCollation(undefined);
  const format = attributes['row-format'];
  return {
    ...table,
    ...(partitionBy === undefined || detail !== 'presence' ? {} : { partitionBy: namesOf(partitionBy) }),
    attributes: {
      ...attributes,
      engine: (attributes['engine'] ?? 'innodb').toLowerCase(),
      collation,
      'row-format': format === undefined || format === 'default' ? '' : format,
      'system-versioning': attributes['system-versioning'] === 'no' ? '' : (attributes['system-versioning'] ?? ''),
    },
    columns: table.columns.map((column) => columnAsStored(column, collation, characterSets)),
    constraints: table.constraints.filter(({ kind }) => kind !== 'Unique').map(constraintAsStored),
    indexes: [...table.indexes, ...table.constraints.flatMap(indexOfUnique)].map(indexAsStored),
  };
}

/** Expressions are printed in other words; the kind of partitioning and the names stay. */
function namesOf(clause: string): string {
  const { method, names } = partitionNames(clause);
  const kind = method.replace(/\(.*/s, '').trim().toLowerCase();
  return `${kind} ${typeof names === 'number' ? names : names.join(', ')}`;
}

function columnAsStored(column: TableColumn, collation: string, characterSets: CharacterSets): TableColumn {
  const { collation: written, ...rest } = column;
  const isText = column.type.family === 'text' || column.type.family === 'enum';
  if (!isText) return rest;
  const { attributes = {} } = column;
  if (attributes['collate'] === 'binary') {
    const charset = attributes['charset'] ?? characterSets.charsetOf(written ?? collation);
    return { ...rest, collation: characterSets.collation(`${charset}_bin`) };
  }
  const own = collationOf({ ...attributes, ...(written === undefined ? {} : { collation: written }) }, characterSets);
  return { ...rest, collation: own ?? collation };
}

function collationOf({ charset, collation }: Attributes, characterSets: CharacterSets): string | undefined {
  if (collation !== undefined) return characterSets.collation(collation);
  return charset === undefined ? undefined : characterSets.defaultCollation(charset);
}

function constraintAsStored(constraint: Named<Constraint>): Named<Constraint> {
  if (constraint.kind !== 'ForeignKey') return constraint;
  const { onDelete, onUpdate, match: _match, ...key } = constraint;
  return { ...key, onDelete: action(onDelete), onUpdate: action(onUpdate) };
}

function action(written: ReferentialAction): ReferentialAction {
  return written === 'restrict' ? 'no-action' : written;
}

function indexOfUnique(constraint: Named<Constraint>): readonly Named<Index>[] {
  if (constraint.kind !== 'Unique') return [];
  const { name, columns, attributes, origin } = constraint;
  const parts = columns.map((column) => ({ column }));
  return [{ name, parts, unique: true, ...(attributes === undefined ? {} : { attributes }), origin }];
}

/** InnoDB has one method for all but texts and shapes, whatever is asked for. */
function indexAsStored(index: Named<Index>): Named<Index> {
  const { method, ...rest } = index;
  return method === 'hash' || method === 'btree' ? rest : index;
}
