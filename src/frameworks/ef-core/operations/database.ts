import type { Guard, Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import { plainText } from '../../../model/source-text.ts';
import type { Span } from '../../../model/span.ts';
import type { Annotations } from '../annotations.ts';
import { annotationText } from '../annotations.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import type { Reading } from './reading.ts';
import { only } from '../../csharp/migrations/reading.ts';
import { changedAttributes } from './tables.ts';

const ifNotExists: readonly Guard[] = [{ kind: 'if-not-exists' }];

export function ensureSchema({ args, span }: Reading): Meaning {
  return only({ kind: 'CreateSchema', span, guards: ifNotExists, name: args.text('name') });
}

export function dropSchema({ args, span }: Reading): Meaning {
  return only({ kind: 'DropSchema', span, name: args.text('name'), cascade: false });
}

const extensionPrefix = 'Npgsql:PostgresExtension:';
const collationPrefix = 'Npgsql:CollationDefinition:';
const enumPrefix = 'Npgsql:Enum:';
const objectPrefixes = [extensionPrefix, collationPrefix, enumPrefix];

/** Npgsql keeps extensions, collations and enum types as annotations of the database; the rest are its options. */
export function alterDatabase({ args, annotations: { current, old }, span }: Reading): Meaning {
  const collation = args.optionalText('collation');
  const options = { current: withoutObjects(current), old: withoutObjects(old) };
  const changed: Readonly<Record<string, string>> = {
    ...changedAttributes(options, { 'MySql:CharSet': 'CHARACTER SET', 'Relational:Collation': 'COLLATE' }),
    ...(collation === undefined || collation === args.optionalText('oldCollation') ? {} : { COLLATE: collation }),
  };
  const definition = Object.entries(changed)
    .map(([name, value]) => `${name} ${value}`.trim())
    .join(' ');
  const created = [...extensions(current, old), ...collations(current, old)];
  const operations: readonly Operation[] = [
    ...args.dialect
      .read(plainText(span.file, created.join(';\n')))
      .statements.flatMap((statement) => statement.operations.map((operation) => ({ ...operation, span }))),
    ...enums(current, old, span),
    ...(definition === ''
      ? []
      : [{ kind: 'AlterObject' as const, span, objectType: 'database' as const, name: { name: '' }, definition }]),
  ];
  // What is only restated changes nothing.
  return operations.length > 0 ? { operations } : only({ kind: 'NoChange', span, statement: 'AlterDatabase' });
}

function withoutObjects(annotations: Annotations): Annotations {
  return new Map([...annotations].filter(([name]) => !objectPrefixes.some((prefix) => name.startsWith(prefix))));
}

/** The statements that Npgsql runs; it never drops an extension. `schema,version`, of which both can be missing. */
function extensions(current: Annotations, old: Annotations): readonly string[] {
  return added(extensionPrefix, current, old).map(([name, value]) => {
    const [schema = '', version = ''] = value.split(',').map((part) => part.replace(/[\s']/g, ''));
    return [
      `CREATE EXTENSION IF NOT EXISTS ${quoted(name)}`,
      ...(schema === '' ? [] : [`SCHEMA ${quoted(schema)}`]),
      ...(version === '' ? [] : [`VERSION ${quoted(version)}`]),
    ].join(' ');
  });
}

/** `lc_collate,lc_ctype,provider,deterministic`, of which the last two can be missing. */
function collations(current: Annotations, old: Annotations): readonly string[] {
  const dropped = added(collationPrefix, old, current).map(([name]) => `DROP COLLATION ${quotedName(name)}`);
  const created = added(collationPrefix, current, old).map(([name, value]) => {
    const [collate = '', ctype = '', provider = '', deterministic = ''] = value.split(',').map((part) => part.trim());
    const options = [
      // Npgsql says one locale where both are the same: since PostgreSQL 15 a collation of ICU takes nothing else.
      ...(collate === ctype ? [`LOCALE = '${collate}'`] : [`LC_COLLATE = '${collate}'`, `LC_CTYPE = '${ctype}'`]),
      ...(provider === '' ? [] : [`PROVIDER = ${provider}`]),
      ...(deterministic === '' ? [] : [`DETERMINISTIC = ${deterministic}`]),
    ];
    return `CREATE COLLATION ${quotedName(name)} (${options.join(', ')})`;
  });
  return [...dropped, ...created];
}

/** The annotations under a prefix that only the first set has, by the rest of their names. */
function added(
  prefix: string,
  one: Annotations,
  other: Annotations,
): readonly (readonly [name: string, value: string])[] {
  return [...one]
    .filter(([key]) => key.startsWith(prefix) && !other.has(key))
    .map(([key, value]) => [key.slice(prefix.length), annotationText(value) ?? '']);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quotedName(text: string): string {
  const { schema, name } = objectName(text);
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** The changes of enum types between two sets of annotations of the database. */
export function enums(current: Annotations, old: Annotations, span: Span): readonly Operation[] {
  const keys = [...new Set([...current.keys(), ...old.keys()])].filter((key) => key.startsWith(enumPrefix));
  return keys.flatMap((key): readonly Operation[] => {
    const name = objectName(key.slice(enumPrefix.length));
    const [values, before] = [labels(current, key), labels(old, key)];
    if (values === undefined) return [{ kind: 'DropType', span, name, cascade: false }];
    if (before === undefined) return [{ kind: 'CreateType', span, name, definition: { kind: 'enum', values } }];
    return addedLabels(name, values, before, span);
  });
}

/** Npgsql puts a new label where the model has it; one that is gone it refuses to remove. */
function addedLabels(
  name: QualifiedName,
  values: readonly string[],
  before: readonly string[],
  span: Span,
): readonly Operation[] {
  return values.flatMap((value, index): readonly Operation[] => {
    if (before.includes(value)) return [];
    const next = values.slice(index + 1).find((other) => before.includes(other));
    const position = next === undefined ? {} : { position: { before: next } };
    return [{ kind: 'AddEnumValue', span, name, value, ...position }];
  });
}

function labels(annotations: Annotations, key: string): readonly string[] | undefined {
  return annotationText(annotations.get(key))
    ?.split(',')
    .map((label) => label.trim());
}

/** `public.mood` */
function objectName(text: string): QualifiedName {
  const dot = text.indexOf('.');
  return dot === -1 ? { name: text } : { schema: text.slice(0, dot), name: text.slice(dot + 1) };
}
