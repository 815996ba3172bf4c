import type { QualifiedName } from '../../model/names.ts';
import { nameKey, sameName } from '../../model/names.ts';
import type { Schema } from '../../model/schema.ts';
import { viewsReading, withView } from '../referrers.ts';
import { renameInQuery } from './renamed-sql.ts';

/** Stores a view under a new name; the views that read it follow. Without a schema the new name stays in the old one. */
export function renameView(schema: Schema, from: QualifiedName, newName: QualifiedName): Schema {
  const key = nameKey(schema.traits, from);
  const view = schema.views.get(key);
  if (view === undefined) return schema;
  const to = { ...(from.schema === undefined ? {} : { schema: from.schema }), ...newName };
  const renamed = withView(withView(schema, key, undefined), nameKey(schema.traits, to), { ...view, name: to });
  return followInViews(renamed, from, to);
}

/** The schema with the views that read a relation reading it under its new name. */
export function followInViews(schema: Schema, from: QualifiedName, to: QualifiedName): Schema {
  if (schema.traits.codeKeepsNames === true) return schema;
  const isRenamed = (name: QualifiedName): boolean => sameName(schema.traits, name, from);
  return viewsReading(schema, from).reduce(
    (soFar, view) =>
      withView(soFar, nameKey(schema.traits, view.name), {
        ...view,
        query: renameInQuery(schema, view.query, from, to),
        reads: view.reads.map((name) => (isRenamed(name) ? to : name)),
      }),
    schema,
  );
}
