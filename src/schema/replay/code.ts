import { displayName, nameKey, samePart } from '../../model/names.ts';
import type { QualifiedName } from '../../model/names.ts';
import type { Operation } from '../../model/operation.ts';
import type { Origin, Schema, Table, TypeObject } from '../../model/schema.ts';
import { columnHandlers } from './columns.ts';
import { inconsistent, replaceWhere } from './handlers.ts';
import type { Handlers } from './handlers.ts';
import { changeTable } from './store.ts';
import { isOfType, renameTypeOfColumns } from './type-names.ts';

type CodeKind =
  | 'CreateRoutine'
  | 'DropRoutine'
  | 'RenameRoutine'
  | 'AlterRoutine'
  | 'CallRoutine'
  | 'CreateTrigger'
  | 'DropTrigger'
  | 'RenameTrigger'
  | 'SetTrigger'
  | 'CreateType'
  | 'AddEnumValue'
  | 'RenameEnumValue'
  | 'AlterType'
  | 'RenameType'
  | 'DropType';

export const codeHandlers: Handlers<CodeKind> = {
  CreateRoutine(schema, operation, origin) {
    const key = routineKey(schema, operation.name, operation.signature);
    if (schema.routines.has(key) && !operation.replace) {
      return inconsistent(schema, origin, `${operation.routineType} ${displayName(operation.name)} exists already`);
    }
    const { name, routineType, signature, language, definition, uses, attributes = {} } = operation;
    const routine = {
      name,
      routineType,
      ...(signature === undefined ? {} : { signature }),
      language,
      definition,
      uses,
      attributes,
      origin,
    };
    return { ...schema, routines: schema.routines.set(key, routine) };
  },
  DropRoutine(schema, operation, origin) {
    const key = findRoutineKey(schema, operation.name, operation.signature);
    if (key === undefined) {
      return inconsistent(
        schema,
        origin,
        `${operation.routineType} ${displayName(operation.name)} is not there to be dropped`,
      );
    }
    return { ...schema, routines: schema.routines.delete(key) };
  },
  RenameRoutine(schema, operation) {
    const key = findRoutineKey(schema, operation.name, operation.signature);
    const routine = key === undefined ? undefined : schema.routines.get(key);
    if (key === undefined || routine === undefined) return schema;
    const renamed = { ...routine, name: operation.newName };
    const newKey = routineKey(schema, operation.newName, routine.signature);
    return { ...schema, routines: schema.routines.delete(key).set(newKey, renamed) };
  },
  AlterRoutine(schema, operation) {
    const key = findRoutineKey(schema, operation.name, operation.signature);
    const routine = key === undefined ? undefined : schema.routines.get(key);
    if (key === undefined || routine === undefined) return schema;
    const attributes = { ...routine.attributes, ...operation.attributes };
    return { ...schema, routines: schema.routines.set(key, { ...routine, attributes }) };
  },
  CallRoutine: (schema) => schema,

  CreateTrigger(schema, operation, origin) {
    const { name, timing, events, definition } = operation;
    const trigger = { name, enabled: true, timing, events, definition, origin };
    return changeTable(schema, operation.table, origin, (table) => ({
      ...table,
      triggers: [...table.triggers.filter((one) => !samePart(schema.traits, one.name, name)), trigger],
    }));
  },
  DropTrigger(schema, operation, origin) {
    const table = operation.table ?? tableOfTrigger(schema, operation.name)?.name;
    const isMeant = (trigger: { readonly name: string }): boolean =>
      samePart(schema.traits, trigger.name, operation.name);
    if (table === undefined)
      return inconsistent(schema, origin, `trigger ${operation.name} is not there to be dropped`);
    return changeTable(schema, table, origin, (found) => ({
      ...found,
      triggers: found.triggers.filter((trigger) => !isMeant(trigger)),
    }));
  },
  RenameTrigger: (schema, operation, origin) =>
    changeTable(schema, operation.table, origin, (table) => ({
      ...table,
      triggers: replaceWhere(
        table.triggers,
        (trigger) => samePart(schema.traits, trigger.name, operation.name),
        (trigger) => ({ ...trigger, name: operation.newName }),
      ),
    })),
  SetTrigger: (schema, operation, origin) =>
    changeTable(schema, operation.table, origin, (table) => ({
      ...table,
      triggers: table.triggers.map((trigger) =>
        operation.name === undefined || samePart(schema.traits, trigger.name, operation.name)
          ? { ...trigger, enabled: operation.enabled }
          : trigger,
      ),
    })),

  CreateType(schema, operation, origin) {
    const key = nameKey(schema.traits, operation.name);
    if (schema.types.has(key)) {
      return inconsistent(schema, origin, `type ${displayName(operation.name)} exists already`);
    }
    return { ...schema, types: schema.types.set(key, typeObject(operation, origin)) };
  },
  AddEnumValue: (schema, operation, origin) =>
    changeType(schema, operation.name, origin, (type) => {
      if (type.values.includes(operation.value)) return type;
      return { ...type, values: withValue(type.values, operation) };
    }),
  RenameEnumValue: (schema, operation, origin) =>
    changeType(schema, operation.name, origin, (type) => ({
      ...type,
      values: type.values.map((value) => (value === operation.value ? operation.newValue : value)),
    })),
  AlterType: (schema, operation, origin) =>
    changeType(schema, operation.name, origin, (type) => ({
      ...type,
      attributes: { ...type.attributes, ...operation.attributes },
    })),
  RenameType(schema, operation, origin) {
    const key = nameKey(schema.traits, operation.name);
    const type = schema.types.get(key);
    if (type === undefined)
      return inconsistent(schema, origin, `type ${displayName(operation.name)} is not there to be renamed`);
    const types = schema.types
      .delete(key)
      .set(nameKey(schema.traits, operation.newName), { ...type, name: operation.newName });
    return renameTypeOfColumns({ ...schema, types }, operation.name, operation.newName);
  },
  DropType(schema, operation, origin) {
    const key = nameKey(schema.traits, operation.name);
    if (!schema.types.has(key)) {
      return inconsistent(schema, origin, `type ${displayName(operation.name)} is not there to be dropped`);
    }
    const dropped = { ...schema, types: schema.types.delete(key) };
    return operation.cascade ? withoutColumnsOf(dropped, operation.name, origin) : dropped;
  },
};

/** CASCADE takes the columns of the type along, and with each what needs it. */
function withoutColumnsOf(schema: Schema, type: QualifiedName, origin: Origin): Schema {
  const drops = [...schema.tables.values()].flatMap((table) =>
    table.columns
      .filter((column) => isOfType(schema, column.type, type))
      .map((column): Operation<'DropColumn'> => ({
        kind: 'DropColumn',
        span: origin.span,
        table: table.name,
        column: column.name,
        cascade: true,
      })),
  );
  return drops.reduce((soFar, drop) => columnHandlers.DropColumn(soFar, drop, origin), schema);
}

function typeObject(operation: Operation<'CreateType'>, origin: Origin): TypeObject {
  const { name, definition } = operation;
  const bare = { name, kind: definition.kind, values: [], columns: [], constraints: [], attributes: {}, origin };
  switch (definition.kind) {
    case 'enum':
      return { ...bare, values: definition.values };
    case 'composite':
      return { ...bare, columns: definition.columns };
    case 'domain':
      return { ...bare, base: definition.base, nullable: definition.nullable, constraints: definition.constraints };
    case 'table':
    case 'other':
      return { ...bare, text: definition.text };
  }
}

function withValue(values: readonly string[], { value, position }: Operation<'AddEnumValue'>): readonly string[] {
  if (position === undefined) return [...values, value];
  const neighbour = 'before' in position ? values.indexOf(position.before) : values.indexOf(position.after);
  if (neighbour === -1) return [...values, value];
  const at = 'before' in position ? neighbour : neighbour + 1;
  return [...values.slice(0, at), value, ...values.slice(at)];
}

function changeType(
  schema: Schema,
  name: QualifiedName,
  origin: Origin,
  change: (type: TypeObject) => TypeObject,
): Schema {
  const key = nameKey(schema.traits, name);
  const type = schema.types.get(key);
  if (type === undefined)
    return inconsistent(schema, origin, `type ${displayName(name)} was never created by this chain`);
  return { ...schema, types: schema.types.set(key, change(type)) };
}

function tableOfTrigger(schema: Schema, name: string): Table | undefined {
  return schema.tables
    .valueSeq()
    .find((table) => table.triggers.some((trigger) => samePart(schema.traits, trigger.name, name)));
}

function routineKey(schema: Schema, name: QualifiedName, signature: string | undefined): string {
  const key = nameKey(schema.traits, name);
  return signature === undefined ? key : `${key}(${signature})`;
}

/** DROP FUNCTION may leave the arguments out when the name is unique. */
function findRoutineKey(schema: Schema, name: QualifiedName, signature: string | undefined): string | undefined {
  const key = routineKey(schema, name, signature);
  if (schema.routines.has(key)) return key;
  if (signature !== undefined) return undefined;
  return schema.routines.keySeq().find((candidate) => candidate.startsWith(`${key}(`));
}
