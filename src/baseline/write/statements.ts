import { displayName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import { printableLine } from '../../model/printable.ts';
import type { Origin, Schema } from '../../model/schema.ts';
import type { Earlier } from '../../schema/creation.ts';
import { creationOf } from '../../schema/creation.ts';
import { asToBeWritten, strangersOf } from './as-written.ts';
import { carriedOver } from './carried.ts';
import { writtenData } from './data.ts';
import { droppingStatements } from './down.ts';
import { placeOf } from './place.ts';
import type { BaseRequest } from './request.ts';

/** What a base does, before a tool's format is put around it. Statements are without semicolons. */
export interface BaseStatements {
  readonly up: readonly string[];
  readonly down: readonly string[];
  readonly notes: readonly string[];
}

/** The schema, what it does not hold of the old migrations as far as that can be said again, and the kept rows. */
export function baseStatements(request: BaseRequest): BaseStatements {
  const { dialect, files, data } = request;
  const schema = withoutRepeatables(request);
  const notes: string[] = [];
  const written: Operation[] = [];
  const up: string[] = [];
  for (const operation of creationOf(schema, inOrderOf(request)).flatMap((one) => asToBeWritten(one, schema))) {
    const statements = dialect.write(operation);
    if (statements === undefined) {
      notes.push(`${nameOf(operation)} (${placeOf(operation.span, files)}) cannot be written: carry it over by hand`);
      continue;
    }
    written.push(operation);
    up.push(...statements);
  }
  for (const { name, origin } of strangersOf(schema)) {
    const place = placeOf(origin.span, files);
    notes.push(
      `${printableLine(displayName(name))} has to be there already, or to be carried over by hand: the old migrations did not make it, or from a query (${place})`,
    );
  }
  const comments = new Set(written.flatMap((operation) => (operation.kind === 'Comment' ? [operation.on] : [])));
  for (const on of schema.comments.keys()) {
    if (!comments.has(on))
      notes.push(`The comment on ${printableLine(on)} is left out: nothing of that name is there now`);
  }
  const carried = carriedOver(request, schema);
  const rows = writtenData(data, schema, dialect);
  return {
    // Rows come before what could act on them.
    up: [...up, ...rows.statements, ...carried.statements],
    down: droppingStatements(written, dialect),
    notes: [...notes, ...carried.notes, ...rows.notes],
  };
}

/** By the order of the old migrations, and of the statements in them. */
function inOrderOf({ squashed }: BaseRequest): Earlier {
  const places = new Map(squashed.flatMap(({ files }) => files).map((file, at) => [file, at]));
  return (one, other) => (places.get(one.file) ?? 0) - (places.get(other.file) ?? 0) || one.start - other.start;
}

/** The kind of an operation and the name of what it makes, for people. */
function nameOf(operation: Operation): string {
  const name = 'name' in operation ? operation.name : 'table' in operation ? operation.table : undefined;
  if (name === undefined) return operation.kind;
  return `${operation.kind} ${typeof name === 'string' ? name : displayName(name)}`;
}

/** What the tool makes again and again from a file of its own stays in that file. */
function withoutRepeatables({ schema, squashed }: BaseRequest): Schema {
  const repeatable = new Set(squashed.filter((one) => one.repeatable === true).map(({ id }) => id));
  const isOwn = ({ origin }: { readonly origin: Origin }): boolean => !repeatable.has(origin.migration);
  if (repeatable.size === 0) return schema;
  return {
    ...schema,
    views: schema.views.filter(isOwn),
    routines: schema.routines.filter(isOwn),
    tables: schema.tables
      .filter(isOwn)
      .map((table) => ({ ...table, triggers: table.triggers.filter(isOwn), indexes: table.indexes.filter(isOwn) })),
    types: schema.types.filter(isOwn),
    sequences: schema.sequences.filter(isOwn),
    objects: schema.objects.filter(isOwn),
  };
}
