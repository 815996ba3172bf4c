import type { Attributes, Expression, Index, IndexPart } from '../../../model/table.ts';
import type { Annotations } from '../annotations.ts';
import { annotationText, annotationTexts, attributesOf, isTrue } from '../annotations.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import type { Reading } from './reading.ts';
import { only, qualified } from '../../csharp/migrations/reading.ts';
import { tableOf } from './reading.ts';

const handled: ReadonlySet<string> = new Set([
  'Npgsql:IndexMethod',
  'Npgsql:IndexInclude',
  'Npgsql:IndexOperators',
  'Npgsql:IndexCollation',
  'Npgsql:IndexSortOrder',
  'Npgsql:IndexNullSortOrder',
  'Npgsql:NullsDistinct',
  'Npgsql:CreatedConcurrently',
  'Relational:Collation',
  'SqlServer:Include',
  'SqlServer:Clustered',
  'SqlServer:Online',
  'SqlServer:CreatedOnline',
  'MySql:FullTextIndex',
  'MySql:SpatialIndex',
  'MySql:IndexPrefixLength',
]);

const attributeNames: Readonly<Record<string, string>> = {
  'SqlServer:FillFactor': 'fillfactor',
  'MySql:FullTextParser': 'parser',
};

export function createIndex({ args, annotations: { current }, span }: Reading): Meaning {
  const concurrently = isTrue(current.get('Npgsql:CreatedConcurrently'));
  const online = current.get('SqlServer:CreatedOnline') ?? current.get('SqlServer:Online');
  const execution: Attributes = isTrue(online) ? { online: 'on' } : {};
  return {
    operations: [
      {
        kind: 'CreateIndex',
        span,
        table: tableOf(args),
        index: indexOf(saidOf(args), current),
        concurrently,
        ...(Object.keys(execution).length === 0 ? {} : { execution }),
      },
    ],
    // Npgsql ends the transaction by itself.
    ...(concurrently ? { outsideTransaction: true } : {}),
  };
}

/** What is said of an index beside its annotations. */
export interface SaidIndex {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly where: Expression | undefined;
  /** Whether each column is descending; empty: all are. */
  readonly descending: readonly boolean[] | undefined;
}

function saidOf(args: Arguments): SaidIndex {
  return {
    name: args.text('name'),
    columns: args.texts('column'),
    unique: args.flag('unique'),
    where: args.sqlExpression('filter'),
    descending: descending(args),
  };
}

export function indexOf({ name, columns, unique, where, descending }: SaidIndex, annotations: Annotations): Index {
  const include = annotationTexts(annotations.get('Npgsql:IndexInclude') ?? annotations.get('SqlServer:Include'));
  const method = methodOf(annotations);
  const nullsDistinct = annotations.get('Npgsql:NullsDistinct');
  const attributes = attributesOf(annotations, attributeNames, handled);
  return {
    name,
    parts: partsOf(columns, descending, annotations),
    unique,
    ...(method === undefined ? {} : { method }),
    ...(include === undefined ? {} : { include }),
    ...(where === undefined ? {} : { where }),
    ...(nullsDistinct === undefined || isTrue(nullsDistinct) ? {} : { nullsNotDistinct: true }),
    ...(annotations.has('SqlServer:Clustered') ? { clustered: isTrue(annotations.get('SqlServer:Clustered')) } : {}),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

/** `undefined` for the method that the engine takes by itself. */
function methodOf(annotations: Annotations): string | undefined {
  if (isTrue(annotations.get('MySql:FullTextIndex'))) return 'fulltext';
  if (isTrue(annotations.get('MySql:SpatialIndex'))) return 'spatial';
  const method = annotationText(annotations.get('Npgsql:IndexMethod'))?.toLowerCase();
  return method === 'btree' ? undefined : method;
}

function partsOf(
  columns: readonly string[],
  descending: readonly boolean[] | undefined,
  annotations: Annotations,
): readonly IndexPart[] {
  const directions = descending?.length === 0 ? [true] : (descending ?? sortOrder(annotations));
  const operators = annotationTexts(annotations.get('Npgsql:IndexOperators'));
  const nulls = annotationTexts(annotations.get('Npgsql:IndexNullSortOrder'));
  const prefixes = annotationTexts(annotations.get('MySql:IndexPrefixLength'));
  const collations = annotationTexts(
    annotations.get('Relational:Collation') ?? annotations.get('Npgsql:IndexCollation'),
  );
  return columns.map((column, index) => {
    const direction = directions?.[index % Math.max(directions.length, 1)];
    const prefix = Number(prefixes?.[index] ?? 0);
    const order = nulls?.[index];
    return {
      column,
      ...(direction === true ? { descending: true } : {}),
      ...(order === 'NullsFirst' ? { nulls: 'first' } : order === 'NullsLast' ? { nulls: 'last' } : {}),
      ...(prefix > 0 ? { prefix } : {}),
      ...optional('operatorClass', operators?.[index]),
      ...optional('collation', collations?.[index]),
    };
  });
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  if (value === undefined || value === '') return {};
  const entry: Partial<Record<K, string>> = {};
  entry[key] = value;
  return entry;
}

/** The direction of each column; an empty array means that all are descending. */
function descending(args: Arguments): readonly boolean[] | undefined {
  const value = args.value('descending');
  return value?.kind === 'array' ? value.elements.map(isTrue) : undefined;
}

function sortOrder(annotations: Annotations): readonly boolean[] | undefined {
  return annotationTexts(annotations.get('Npgsql:IndexSortOrder'))?.map((direction) => direction === 'Descending');
}

export function dropIndex({ args, span }: Reading): Meaning {
  const schema = args.optionalText('schema');
  const table = args.optionalText('table');
  return only({
    kind: 'DropIndex',
    span,
    name: qualified(args.text('name'), schema),
    ...(table === undefined ? {} : { table: qualified(table, schema) }),
    concurrently: false,
    cascade: false,
  });
}

export function renameIndex({ args, span }: Reading): Meaning {
  const schema = args.optionalText('schema');
  const table = args.optionalText('table');
  return only({
    kind: 'RenameIndex',
    span,
    name: qualified(args.text('name'), schema),
    ...(table === undefined ? {} : { table: qualified(table, schema) }),
    newName: args.text('newName'),
  });
}
