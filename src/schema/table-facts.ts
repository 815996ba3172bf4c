import { nameKey } from '../model/names.ts';
import type { Named, Schema, Table, TableColumn } from '../model/schema.ts';
import { findTable, primaryKeyOf } from '../model/schema.ts';
import type { Attributes, Constraint, Expression, Index, IndexPart } from '../model/table.ts';
import type { Fact, Wording } from './fact.ts';
import { listed, statedAttributes } from './fact.ts';

/** The facets of a table that both a chain and a catalog know, with what they are when nothing is said. */
const facets: Readonly<Record<string, string>> = {
  logged: 'true',
  'row-security': 'false',
  'force-row-security': 'false',
  fillfactor: '',
  strict: '',
  'without-rowid': '',
  virtual: '',
  engine: '',
  collation: '',
  'row-format': '',
  'system-versioning': '',
  period: '',
};

/** The attributes of a column that are facts by names of their own. */
const columnFacets: ReadonlySet<string> = new Set(['visible', 'system-time']);

/** What a schema says of one of its tables; nothing of a temporary one. */
export function tableFacts(schema: Schema, table: Table, wording: Wording): readonly Fact[] {
  if (table.temporary) return [];
  const subject = `table ${nameKey(schema.traits, table.name)}`;
  const named = wording.detail === 'presence' ? withoutClasses(table) : table;
  return [
    [subject, 'there'],
    [`${subject}, ${orderOfColumns}`, table.columns.map((column) => column.name).join(', ')],
    [`${subject}, comment`, table.comment ?? ''],
    [`${subject}, partitioned by`, table.partitionBy ?? ''],
    [`${subject}, bound`, table.bound ?? ''],
    [`${subject}, parents`, listed(schema, table.parents)],
    ...Object.entries(facets).map(([key, usual]): Fact => [
      `${subject}, ${key}`,
      table.attributes[key] === '' ? '' : (table.attributes[key] ?? usual),
    ]),
    ...statedAttributes(
      subject,
      without(table.attributes, (key) => key in facets),
      wording.detail,
    ),
    ...named.columns.flatMap((column) => columnFacts(subject, column, wording)),
    ...named.constraints.flatMap((constraint) => constraintFacts(schema, subject, constraint, wording)),
    ...named.indexes.flatMap((index) => indexFacts(subject, index, wording)),
    ...named.triggers.map((trigger): Fact => [
      `${subject}, trigger ${trigger.name}`,
      `${trigger.enabled ? 'enabled' : 'disabled'} ${wording.text(trigger.definition)}`,
    ]),
  ];
}

/** The last part of the subject under which a table's columns are listed in their order. */
export const orderOfColumns = 'order of columns';

/** A class of operators that is the usual one of its type can be written; it is not printed. */
function withoutClasses(table: Table): Table {
  const indexes = table.indexes.map((index) => ({
    ...index,
    parts: index.parts.map(({ operatorClass: _class, ...part }) => part),
  }));
  return { ...table, indexes };
}

function without(attributes: Attributes | undefined, isSaid: (key: string) => boolean): Attributes {
  return Object.fromEntries(Object.entries(attributes ?? {}).filter(([key]) => !isSaid(key)));
}

function columnFacts(table: string, column: TableColumn, { detail, text }: Wording): readonly Fact[] {
  const of = `${table}, column ${column.name}`;
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
    ...(detail === 'stated' && column.defaultName !== undefined
      ? [[`${of}, name of default`, column.defaultName] as const]
      : []),
    ...statedAttributes(
      of,
      without(column.attributes, (key) => columnFacets.has(key)),
      detail,
    ),
  ];
}

function constraintFacts(
  schema: Schema,
  table: string,
  constraint: Named<Constraint>,
  wording: Wording,
): readonly Fact[] {
  const subject = `${table}, ${constraint.kind} ${constraint.name}`;
  const isClustered = 'clustered' in constraint ? constraint.clustered : undefined;
  return [
    [subject, constraintText(schema, constraint, wording)],
    ...stated(wording, `${subject}, comment`, constraint.comment),
    ...stated(wording, `${subject}, clustered`, isClustered === undefined ? undefined : String(isClustered)),
    ...statedAttributes(subject, constraint.attributes, wording.detail),
  ];
}

function stated({ detail }: Wording, subject: string, value: string | undefined): readonly Fact[] {
  return detail === 'stated' && value !== undefined ? [[subject, value]] : [];
}

function constraintText(schema: Schema, constraint: Named<Constraint>, { detail, text }: Wording): string {
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
      // Which columns an expression names, not every reader can tell.
      return [
        detail === 'stated' ? '' : [...new Set(constraint.columns)].toSorted().join(', '),
        text(constraint.expression.sql),
        ...state,
      ].join(' ');
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

function indexFacts(table: string, index: Named<Index>, wording: Wording): readonly Fact[] {
  const subject = `${table}, index ${index.name}`;
  const isClustered = index.clustered === undefined ? undefined : String(index.clustered);
  return [
    [subject, indexText(index, wording.text)],
    ...stated(wording, `${subject}, clustered`, isClustered),
    ...statedAttributes(
      subject,
      without(index.attributes, (key) => indexFacets.has(key)),
      wording.detail,
    ),
  ];
}

/** The attributes of an index that its text says. */
const indexFacets: ReadonlySet<string> = new Set(['visible', 'ignored', 'comment']);

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
