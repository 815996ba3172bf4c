import type { QualifiedName } from '../../model/names.ts';
import { displayName, nameKey } from '../../model/names.ts';
import type { OtherObjectType } from '../../model/operations/objects.ts';
import type { Schema } from '../../model/schema.ts';
import { findTable } from '../../model/schema.ts';
import { withSequence, withView } from '../referrers.ts';
import { withoutViewsOf } from './dependents.ts';
import { inconsistent } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { withOwner } from './owned-sequences.ts';
import { changeTable } from './store.ts';
import { renamePart } from './renamed-part.ts';
import { renameView } from './views.ts';

type ObjectKind =
  | 'CreateView'
  | 'DropView'
  | 'RenameView'
  | 'AlterView'
  | 'RefreshView'
  | 'CreateSequence'
  | 'AlterSequence'
  | 'RenameSequence'
  | 'DropSequence'
  | 'CreateObject'
  | 'AlterObject'
  | 'RenameObject'
  | 'DropObject'
  | 'Comment'
  | 'Grant';

export const objectHandlers: Handlers<ObjectKind> = {
  CreateView(schema, operation, origin) {
    const key = nameKey(schema.traits, operation.name);
    if (schema.views.has(key) && !operation.replace) {
      return inconsistent(schema, origin, `view ${displayName(operation.name)} exists already`);
    }
    const { name, materialized, query, columns, reads, attributes = {} } = operation;
    return withView(schema, key, { name, materialized, query, columns, reads, attributes, origin });
  },
  DropView(schema, operation, origin) {
    const key = nameKey(schema.traits, operation.name);
    if (!schema.views.has(key)) {
      return inconsistent(schema, origin, `view ${displayName(operation.name)} is not there to be dropped`);
    }
    const dropped = withView(schema, key, undefined);
    return operation.cascade ? withoutViewsOf(dropped, [operation.name]) : dropped;
  },
  RenameView: (schema, operation) => renameView(schema, operation.name, operation.newName),
  AlterView(schema, operation) {
    const key = nameKey(schema.traits, operation.name);
    const view = schema.views.get(key);
    if (view === undefined) return schema;
    return withView(schema, key, { ...view, attributes: { ...view.attributes, ...operation.attributes } });
  },
  RefreshView: (schema) => schema,

  CreateSequence(schema, operation, origin) {
    const key = nameKey(schema.traits, operation.name);
    if (schema.sequences.has(key)) {
      return inconsistent(schema, origin, `sequence ${displayName(operation.name)} exists already`);
    }
    const { name, attributes } = operation;
    const sequence = withOwner({ name, attributes: {}, origin }, attributes);
    return withSequence(schema, key, sequence);
  },
  AlterSequence(schema, operation) {
    const key = nameKey(schema.traits, operation.name);
    const sequence = schema.sequences.get(key);
    if (sequence === undefined) return schema;
    return withSequence(schema, key, withOwner(sequence, operation.attributes));
  },
  RenameSequence(schema, { name: from, newName }) {
    const key = nameKey(schema.traits, from);
    const sequence = schema.sequences.get(key);
    if (sequence === undefined) return schema;
    const name = { ...(from.schema === undefined ? {} : { schema: from.schema }), ...newName };
    return withSequence(withSequence(schema, key, undefined), nameKey(schema.traits, name), { ...sequence, name });
  },
  DropSequence(schema, operation, origin) {
    const key = nameKey(schema.traits, operation.name);
    if (!schema.sequences.has(key)) {
      return inconsistent(schema, origin, `sequence ${displayName(operation.name)} is not there to be dropped`);
    }
    return withSequence(schema, key, undefined);
  },

  CreateObject(schema, operation, origin) {
    const key = objectKey(schema, operation.objectType, operation.name, operation.table);
    if (schema.objects.has(key) && !operation.replace) {
      return inconsistent(schema, origin, `${operation.objectType} ${displayName(operation.name)} exists already`);
    }
    const { objectType, name, table, definition } = operation;
    const object = { objectType, name, ...(table === undefined ? {} : { table }), definition, origin };
    return { ...schema, objects: schema.objects.set(key, object) };
  },
  AlterObject(schema, operation) {
    const key = objectKey(schema, operation.objectType, operation.name, operation.table);
    const object = schema.objects.get(key);
    if (object === undefined) return schema;
    const alterations = [...(object.alterations ?? []), operation.definition];
    return { ...schema, objects: schema.objects.set(key, { ...object, alterations }) };
  },
  RenameObject(schema, operation) {
    const key = objectKey(schema, operation.objectType, operation.name, operation.table);
    const object = schema.objects.get(key);
    if (object === undefined) {
      // The source did not say what it is: an object without a kind of its own can be a part of a table.
      const isPart = operation.objectType === 'other' && operation.table === undefined;
      return (isPart ? renamePart(schema, operation.name, operation.newName.name) : undefined) ?? schema;
    }
    const newKey = objectKey(schema, operation.objectType, operation.newName, operation.table);
    return { ...schema, objects: schema.objects.delete(key).set(newKey, { ...object, name: operation.newName }) };
  },
  DropObject(schema, operation, origin) {
    const key = objectKey(schema, operation.objectType, operation.name, operation.table);
    if (!schema.objects.has(key)) {
      return inconsistent(
        schema,
        origin,
        `${operation.objectType} ${displayName(operation.name)} is not there to be dropped`,
      );
    }
    return { ...schema, objects: schema.objects.delete(key) };
  },

  Comment(schema, operation, origin) {
    const { table, column, text } = operation;
    // A comment on a constraint or a trigger names its table, too.
    const isOnPart = column === undefined && !operation.on.startsWith('table ');
    if (table === undefined || isOnPart || findTable(schema, table) === undefined) {
      const comments = text === null ? schema.comments.delete(operation.on) : schema.comments.set(operation.on, text);
      return { ...schema, comments };
    }
    return changeTable(schema, table, origin, (found) => {
      if (column === undefined) return withComment(found, text);
      return { ...found, columns: found.columns.map((one) => (one.name === column ? withComment(one, text) : one)) };
    });
  },
  Grant: (schema) => schema,
};

function withComment<T extends { readonly comment?: string }>(
  commented: T,
  text: string | null,
): Omit<T, 'comment'> & { comment?: string } {
  const { comment: _old, ...rest } = commented;
  return text === null ? rest : { ...rest, comment: text };
}

function objectKey(
  schema: Schema,
  type: OtherObjectType,
  name: QualifiedName,
  table: QualifiedName | undefined,
): string {
  const owner = table === undefined ? '' : `${nameKey(schema.traits, table)}:`;
  return `${type}:${owner}${nameKey(schema.traits, name)}`;
}
