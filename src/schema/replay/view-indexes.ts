import type { QualifiedName } from '../../model/names.ts';
import { nameKey, samePart } from '../../model/names.ts';
import type { Origin, Schema, View } from '../../model/schema.ts';
import type { Index } from '../../model/table.ts';
import { withView } from '../referrers.ts';

/** A view with one more index: PostgreSQL has them on materialized views, SQL Server on views with SCHEMABINDING. */
export function withViewIndex(
  schema: Schema,
  view: View,
  index: Index & { readonly name: string },
  origin: Origin,
): Schema {
  const indexes = [...(view.indexes ?? []), { ...index, origin }];
  return withView(schema, nameKey(schema.traits, view.name), { ...view, indexes });
}

/** The schema without the index of a view, or with it under another name; `undefined`: no view has it. */
export function changeViewIndex(
  schema: Schema,
  name: QualifiedName,
  on: QualifiedName | undefined,
  newName?: string,
): Schema | undefined {
  const isOne = (one: { readonly name: string }): boolean => samePart(schema.traits, one.name, name.name);
  const isMeant = (view: View): boolean =>
    view.indexes?.some(isOne) === true &&
    (on === undefined
      ? schema.traits.indexesBelongToSchema &&
        (name.schema === undefined || name.schema === (view.name.schema ?? schema.traits.defaultSchema))
      : nameKey(schema.traits, on) === nameKey(schema.traits, view.name));
  const key = schema.views.findKey(isMeant);
  const view = key === undefined ? undefined : schema.views.get(key);
  if (key === undefined || view === undefined) return undefined;
  const indexes = (view.indexes ?? []).flatMap((index) => {
    if (!isOne(index)) return [index];
    return newName === undefined ? [] : [{ ...index, name: newName }];
  });
  return withView(schema, key, { ...view, indexes });
}
