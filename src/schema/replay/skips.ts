import { List } from 'immutable';
import { displayName } from '../../model/names.ts';
import type { ObjectReference } from '../../model/operation.ts';
import type { Origin, Schema } from '../../model/schema.ts';
import type { Skip } from '../guards.ts';

/** Notes that a guard kept an operation back, which the database does without a word. */
export function withSkip(schema: Schema, { object, exists }: Skip, origin: Origin): Schema {
  const state = exists ? 'is there already' : 'is not there';
  const message = `skipped, since ${objectPhrase(object)} ${state}`;
  return { ...schema, skipped: (schema.skipped ?? List()).push({ message, origin }) };
}

function objectPhrase({ type, name, table }: ObjectReference): string {
  const of = table === undefined ? '' : ` of table ${displayName(table)}`;
  return `${type} ${displayName(name)}${of}`;
}
