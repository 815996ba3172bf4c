import { nameKey } from '../../src/model/names.ts';
import type { QualifiedName } from '../../src/model/names.ts';
import type { Named, Schema, Table, TableColumn } from '../../src/model/schema.ts';
import { findTable, primaryKeyOf } from '../../src/model/schema.ts';
import type { Constraint, Expression, Index, IndexPart } from '../../src/model/table.ts';

/**
 * How texts are compared. `as-printed`: as they are. `presence`: an engine prints expressions and queries in words of its
 * own (`a IN (1, 2)` becomes `a = ANY (ARRAY[1, 2])`), so only whether there is one counts.
 */
export type Texts = 'as-printed' | 'presence';

/** What a schema says, fact by fact: `table t, column a, type` to `integer`. */
export type CatalogFacts = ReadonlyMap<string, string>;

export function factsOf(schema: Schema, texts: Texts): CatalogFacts {
  const facts = new Map<string, string>();
  const name = (of: QualifiedName): string => nameKey(schema.traits, of);
  // SQLite keeps the quotes that someone wrote around a name which needs none.
  const text = (written: string): string =>
    texts === 'as-printed' ? written.replaceAll(/"([a-z_][a-z0-9_]*)"/g, '$1') : '...';

  for (const table of schema.tables.values()) {
    if (table.temporary) continue;
    for (const [fact, value] of tableFacts(schema, texts === 'presence' ? withoutClasses(table) : table, text))
      facts.set(`table ${name(table.name)}${fact}`, value);
  }
  for (const view of schema.views.values()) {
    if (view.attributes['temporary'] !== undefined) continue;
    const kind = view.materialized ? 'materialized view' : 'view';
    facts.set(`${kind} ${name(view.name)}`, text(view.query));
    facts.set(`${kind} ${name(view.name)}, reads`, list(schema, view.reads));
  }
  for (const routine of schema.routines.values()) {
    facts.set(
      `${routine.routineType} ${name(routine.name)}(${routine.signature ?? ''}) in ${routine.language}`,
      text(routine.definition),
    );
  }
  for (const type of schema.types.values()) {
    const columns = type.columns.map((column) => `${column.name} ${column.type.text}`);
    const base = [type.base?.text ?? '', type.nullable === false ? 'not null' : ''];
    facts.set(`${type.kind} ${name(type.name)}`, [...type.values, ...columns, ...base].join(', '));
    type.constraints.forEach((constraint, at) => {
      facts.set(`${type.kind} ${name(type.name)}, constraint ${at + 1}`, text(constraint));
    });
  }
  for (const sequence of schema.sequences.values()) {
    const { ownedBy } = sequence;
    const owner = ownedBy === undefined ? 'nothing' : `${name(ownedBy.table)}.${ownedBy.column}`;
    const printed = Object.entries(sequence.attributes).map(([key, value]) => `${key} ${value}`);
    facts.set(
      `sequence ${name(sequence.name)}`,
      [...(texts === 'as-printed' ? printed : []), `owned by ${owner}`].join(', '),
    );
  }
  for (const one of schema.schemas.values()) facts.set(`schema ${one.name}`, 'there');
  for (const object of schema.objects.values()) {
    const on = object.table === undefined ? '' : ` on ${name(object.table)}`;
    facts.set(`${object.objectType} ${name(object.name)}${on}`, 'there');
  }
  return facts;
}

type Fact = readonly [fact: string, value: string];

/** The facets of a table that both sides know; owners, tablespaces and the like are no part of the proof. */
const provedAttributes = [
  'logged',
  'row-security',
  'force-row-security',
  'fillfactor',
  'strict',
  'without-rowid',
  'virtual',
  'engine',
  'collation',
  'row-format',
  'system-versioning',
  'period',
];
const usualAttributes: Readonly<Record<string, string>> = {
  logged: 'true',
  'row-security': 'false',
  'force-row-security': 'false',
};

function tableFacts(schema: Schema, table: Table, text: (written: string) => string): readonly Fact[] {
  return [
    ['', 'there'],
    [', order of columns', table.columns.map((column) => column.name).join(', ')],
    [', comment', table.comment ?? ''],
    [', partitioned by', table.partitionBy ?? ''],
    [', bound', table.bound ?? ''],
    [', parents', list(schema, table.parents)],
    ...provedAttributes.map((key): Fact => [
      `, ${key}`,
      table.attributes[key] === '' ? '' : (table.attributes[key] ?? usualAttributes[key] ?? ''),
    ]),
    ...table.columns.flatMap((column) => columnFacts(column, text)),
    ...table.constraints.map((constraint): Fact => [
      `, ${constraint.kind} ${constraint.name}`,
      constraintText(schema, constraint, text),
    ]),
    ...table.indexes.map((index): Fact => [`, index ${index.name}`, indexText(index, text)]),
    ...table.triggers.map((trigger): Fact => [
      `, trigger ${trigger.name}`,
      `${trigger.enabled ? 'enabled' : 'disabled'} ${text(trigger.definition)}`,
    ]),
  ];
}

/** A class of operators that is the usual one of its type can be written; it is not printed. */
function withoutClasses(table: Table): Table {
  const indexes = table.indexes.map((index) => ({
    ...index,
    parts: index.parts.map(({ operatorClass: _class, ...part }) => part),
  }));
  return { ...table, indexes };
}

function columnFacts(column: TableColumn, text: (written: string) => string): readonly Fact[] {
  const of = `, column ${column.name}`;
  const { identity, generated } = column;
  const written = (expression: Expression | undefined): string =>
    expression === undefined ? 'none' : text(expression.sql);
  return [
    [`${of}, type`, column.type.text],
    [`${of}, NULL`, column.nullable ? 'allowed' : 'not allowed'],
    // A serial is a default that takes the next number of a sequence.
    [`${of}, default`, identity?.generation === 'serial' ? text('nextval') : written(column.default)],
    [
      `${of}, identity`,
      identity === undefined || identity.generation === 'serial'
        ? 'none'
        : `${identity.generation} ${identity.start ?? '1'} ${identity.increment ?? '1'}`,
    ],
    [
      `${of}, generated`,
      generated === undefined ? 'no' : `${written(generated.expression)} ${generated.stored ? 'stored' : 'virtual'}`,
    ],
    [`${of}, collation`, column.collation ?? ''],
    [`${of}, comment`, column.comment ?? ''],
    [`${of}, on update`, column.onUpdate?.sql ?? ''],
    [`${of}, visible`, column.attributes?.['visible'] ?? 'yes'],
    [`${of}, system time`, column.attributes?.['system-time'] ?? ''],
  ];
}

function constraintText(schema: Schema, constraint: Named<Constraint>, text: (written: string) => string): string {
  const state = [constraint.validated ? '' : 'not valid', constraint.deferrable ?? ''].filter((one) => one !== '');
  const columns = `(${constraint.columns.join(', ')})`;
  switch (constraint.kind) {
    case 'PrimaryKey':
      return [columns, ...state].join(' ');
    case 'Unique':
      return [
        columns,
        `including (${(constraint.include ?? []).join(', ')})`,
        constraint.nullsNotDistinct === true ? 'nulls not distinct' : '',
        ...state,
      ].join(' ');
    case 'Check':
      return [[...new Set(constraint.columns)].toSorted().join(', '), text(constraint.expression.sql), ...state].join(
        ' ',
      );
    case 'ForeignKey':
      return [
        columns,
        `to ${nameKey(schema.traits, constraint.target)}(${targetColumns(schema, constraint).join(', ')})`,
        `on delete ${constraint.onDelete} on update ${constraint.onUpdate} ${constraint.match ?? ''}`,
        ...state,
      ].join(' ');
    case 'Exclusion':
      return [columns, text(constraint.definition), ...state].join(' ');
  }
}

/** A key that names no columns points to the target's primary key. */
function targetColumns(schema: Schema, key: Extract<Constraint, { kind: 'ForeignKey' }>): readonly string[] {
  if (key.targetColumns.length > 0) return key.targetColumns;
  return primaryKeyOf(findTable(schema, key.target))?.columns ?? [];
}

function indexText(index: Index, text: (written: string) => string): string {
  return [
    index.unique ? 'unique' : 'plain',
    index.method ?? 'btree',
    `(${index.parts.map((part) => partText(part, text)).join(', ')})`,
    `including (${(index.include ?? []).join(', ')})`,
    index.where === undefined ? '' : `where ${text(index.where.sql)}`,
    index.nullsNotDistinct === true ? 'nulls not distinct' : '',
    index.attributes?.['visible'] === 'no' || index.attributes?.['ignored'] === 'yes' ? 'invisible' : '',
    index.attributes?.['comment'] ?? '',
  ].join(' ');
}

/** The order of NULLs that follows from the direction is not written by everyone. */
function partText(part: IndexPart, text: (written: string) => string): string {
  const nulls = part.nulls ?? (part.descending === true ? 'first' : 'last');
  return [
    part.column ?? text(part.expression?.sql ?? ''),
    part.prefix === undefined ? '' : `first ${part.prefix}`,
    part.descending === true ? 'desc' : 'asc',
    `nulls ${nulls}`,
    part.operatorClass ?? '',
    part.collation ?? '',
  ].join(' ');
}

function list(schema: Schema, names: readonly QualifiedName[]): string {
  return names
    .map((one) => nameKey(schema.traits, one))
    .toSorted()
    .join(', ');
}

/** The facts that two schemas do not share, as sentences; `one` and `other` are what they are called there. */
export function differencesOf(
  one: { readonly called: string; readonly facts: CatalogFacts },
  other: { readonly called: string; readonly facts: CatalogFacts },
): readonly string[] {
  const subjects = new Set([...one.facts.keys(), ...other.facts.keys()]);
  return [...subjects].toSorted().flatMap((subject) => {
    const said = one.facts.get(subject);
    const known = other.facts.get(subject);
    if (said === known || isPartOfMissing(subject, one.facts, other.facts)) return [];
    return [`${subject}: ${one.called} says ${quoted(said)}, ${other.called} says ${quoted(known)}`];
  });
}

/** What is said of a table that only one side has is said by that. */
function isPartOfMissing(subject: string, one: CatalogFacts, other: CatalogFacts): boolean {
  const [whole = subject] = subject.split(', ');
  return whole !== subject && one.has(whole) !== other.has(whole);
}

function quoted(value: string | undefined): string {
  return value === undefined ? 'nothing' : `"${value}"`;
}
