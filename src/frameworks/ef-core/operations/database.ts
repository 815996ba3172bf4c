import type { Guard, Operation } from '../../../model/operation.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Span } from '../../../model/span.ts';
import type { Annotations } from '../annotations.ts';
import { annotationText } from '../annotations.ts';
import type { Meaning, Reading } from './reading.ts';
import { only } from './reading.ts';
import { changedAttributes } from './tables.ts';

const ifNotExists: readonly Guard[] = [{ kind: 'if-not-exists' }];

export function ensureSchema({ args, span }: Reading): Meaning {
  return only({ kind: 'CreateSchema', span, guards: ifNotExists, name: args.text('name') });
}

export function dropSchema({ args, span }: Reading): Meaning {
  return only({ kind: 'DropSchema', span, name: args.text('name'), cascade: false });
}

const extensionPrefix = 'Npgsql:PostgresExtension:';
const enumPrefix = 'Npgsql:Enum:';

/** Npgsql keeps extensions and enum types as annotations of the database; the rest are its options. */
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
  const operations: readonly Operation[] = [
    ...extensions(current, old, span),
    ...enums(current, old, span),
    ...(definition === ''
      ? []
      : [{ kind: 'AlterObject' as const, span, objectType: 'database' as const, name: { name: '' }, definition }]),
  ];
  // Npgsql never drops an extension, and what is only restated changes nothing.
  return operations.length > 0 ? { operations } : only({ kind: 'NoChange', span, statement: 'AlterDatabase' });
}

function withoutObjects(annotations: Annotations): Annotations {
  return new Map(
    [...annotations].filter(([name]) => !name.startsWith(extensionPrefix) && !name.startsWith(enumPrefix)),
  );
}

function extensions(current: Annotations, old: Annotations, span: Span): readonly Operation[] {
  return [...current]
    .filter(([key]) => key.startsWith(extensionPrefix) && !old.has(key))
    .map(([key, value]) => {
      const name = objectName(key.slice(extensionPrefix.length));
      const [schema = '', version = ''] = (annotationText(value) ?? '')
        .split(',')
        .map((part) => part.replace(/[\s']/g, ''));
      const definition = [
        `CREATE EXTENSION IF NOT EXISTS "${name.name}"`,
        ...(schema === '' ? [] : [`SCHEMA "${schema}"`]),
        ...(version === '' ? [] : [`VERSION "${version}"`]),
      ].join(' ');
      return {
        kind: 'CreateObject',
        span,
        guards: ifNotExists,
        objectType: 'extension',
        name: { name: name.name },
        replace: false,
        definition,
      };
    });
}

function enums(current: Annotations, old: Annotations, span: Span): readonly Operation[] {
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
