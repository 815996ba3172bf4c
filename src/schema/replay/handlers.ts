import type { Operation, OperationKind } from '../../model/operation.ts';
import type { Origin, Schema } from '../../model/schema.ts';

/** How one kind of operation changes the schema. Never throws: what does not fit becomes an inconsistency. */
type Handler<K extends OperationKind> = (schema: Schema, operation: Operation<K>, origin: Origin) => Schema;

export type Handlers<K extends OperationKind = OperationKind> = { readonly [P in K]: Handler<P> };

/** Records that an operation does not fit; the rest of the schema stays as it is. */
export function inconsistent(schema: Schema, origin: Origin, message: string): Schema {
  return { ...schema, inconsistencies: schema.inconsistencies.push({ message, origin }) };
}

/** The list with the first element that matches replaced; `undefined` from the change removes it. */
export function replaceWhere<T>(
  list: readonly T[],
  matches: (element: T) => boolean,
  change: (element: T) => T | undefined,
): readonly T[] {
  const at = list.findIndex(matches);
  const found = list[at];
  if (found === undefined) return list;
  const changed = change(found);
  return [...list.slice(0, at), ...(changed === undefined ? [] : [changed]), ...list.slice(at + 1)];
}

/** A list of names with one renamed. */
export function renameIn(
  names: readonly string[],
  same: (name: string) => boolean,
  newName: string,
): readonly string[] {
  return names.some(same) ? names.map((name) => (same(name) ? newName : name)) : names;
}
