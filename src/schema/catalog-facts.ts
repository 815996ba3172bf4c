import { nameKey } from '../model/names.ts';
import type { OtherObject, Schema, Sequence, TypeObject } from '../model/schema.ts';
import type { Detail, Fact, Wording } from './fact.ts';
import { listed, statedAttributes } from './fact.ts';
import { tableFacts } from './table-facts.ts';

/** What a catalog says, fact by fact: `table t, column a, type` to `integer`. */
export type CatalogFacts = ReadonlyMap<string, string>;

/** Everything that a schema says, without what is temporary, and without the order in which it was made. */
export function factsOf(schema: Schema, detail: Detail): CatalogFacts {
  const wording: Wording = {
    detail,
    // SQLite keeps the quotes that someone wrote around a name which needs none.
    text: (written) => (detail === 'presence' ? '...' : written.replaceAll(/"([a-z_][a-z0-9_]*)"/g, '$1')),
  };
  return new Map([
    ...[...schema.tables.values()].flatMap((table) => tableFacts(schema, table, wording)),
    ...viewFacts(schema, wording),
    ...routineFacts(schema, wording),
    ...[...schema.types.values()].flatMap((type) => typeFacts(schema, type, wording)),
    ...[...schema.sequences.values()].map((sequence) => sequenceFact(schema, sequence, wording)),
    ...[...schema.schemas.values()].map(({ name }): Fact => [`schema ${name}`, 'there']),
    ...[...schema.objects.values()].map((object) => objectFact(schema, object, wording)),
    ...(detail === 'stated' ? [...schema.comments].map(([on, text]): Fact => [`${on}, comment`, text]) : []),
  ]);
}

function viewFacts(schema: Schema, { detail, text }: Wording): readonly Fact[] {
  return [...schema.views.values()].flatMap((view) => {
    if (view.attributes['temporary'] !== undefined) return [];
    const subject = `${view.materialized ? 'materialized view' : 'view'} ${nameKey(schema.traits, view.name)}`;
    return [
      [subject, text(view.query)],
      [`${subject}, reads`, listed(schema, view.reads)],
      ...(detail === 'stated' && view.columns.length > 0
        ? [[`${subject}, names of columns`, view.columns.join(', ')] as const]
        : []),
      ...statedAttributes(subject, view.attributes, detail),
    ];
  });
}

function routineFacts(schema: Schema, { detail, text }: Wording): readonly Fact[] {
  return [...schema.routines.values()].flatMap((routine) => {
    const name = nameKey(schema.traits, routine.name);
    const subject = `${routine.routineType} ${name}(${routine.signature ?? ''}) in ${routine.language}`;
    return [[subject, text(routine.definition)], ...statedAttributes(subject, routine.attributes, detail)];
  });
}

function typeFacts(schema: Schema, type: TypeObject, { detail, text }: Wording): readonly Fact[] {
  const subject = `${type.kind} ${nameKey(schema.traits, type.name)}`;
  const columns = type.columns.map((column) => `${column.name} ${column.type.text}`);
  const base = [type.base?.text ?? '', type.nullable === false ? 'not null' : ''];
  return [
    [subject, [...type.values, ...columns, ...base].join(', ')],
    ...type.constraints.map((constraint, at): Fact => [`${subject}, constraint ${at + 1}`, text(constraint)]),
    ...(detail === 'stated' && type.text !== undefined ? [[`${subject}, definition`, text(type.text)] as const] : []),
    ...statedAttributes(subject, type.attributes, detail),
  ];
}

function sequenceFact(schema: Schema, { name, attributes, ownedBy }: Sequence, { detail }: Wording): Fact {
  const owner = ownedBy === undefined ? 'nothing' : `${nameKey(schema.traits, ownedBy.table)}.${ownedBy.column}`;
  const printed = Object.entries(attributes).map(([key, value]) => `${key} ${value}`);
  const options = detail === 'presence' ? [] : detail === 'stated' ? printed.toSorted() : printed;
  return [`sequence ${nameKey(schema.traits, name)}`, [...options, `owned by ${owner}`].join(', ')];
}

function objectFact(schema: Schema, object: OtherObject, { detail, text }: Wording): Fact {
  const on = object.table === undefined ? '' : ` on ${nameKey(schema.traits, object.table)}`;
  const definition = [object.definition, ...(object.alterations ?? [])].map(text).join('; ');
  return [
    `${object.objectType} ${nameKey(schema.traits, object.name)}${on}`,
    detail === 'stated' ? definition : 'there',
  ];
}
