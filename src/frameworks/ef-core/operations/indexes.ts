import type { Attributes, Index, IndexPart } from '../../../model/table.ts';
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
        index: indexOf(args, current),
        concurrently,
        ...(Object.keys(execution).length === 0 ? {} : { execution }),
      },
    ],
    // Npgsql ends the transaction by itself.
    ...(concurrently ? { outsideTransaction: true } : {}),
  };
}

function indexOf(args: Arguments, annotations: Annotations): Index {
  const include = annotationTexts(annotations.get('Npgsql:IndexInclude') ?? annotations.get('SqlServer:Include'));
  const where = args.sqlExpression('filter');
  const method = methodOf(annotations);
  const nullsDistinct = annotations.get('Npgsql:NullsDistinct');
  const attributes = attributesOf(annotations, attributeNames, handled);
  return {
    name: args.text('name'),
    parts: partsOf(args, annotations),
    unique: args.flag('unique'),
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

function partsOf(args: Arguments, annotations: Annotations): readonly IndexPart[] {
  const directions = descending(args) ?? annotationTexts(annotations.get('Npgsql:IndexSortOrder'));
  const operators = annotationTexts(annotations.get('Npgsql:IndexOperators'));
  const nulls = annotationTexts(annotations.get('Npgsql:IndexNullSortOrder'));
  const prefixes = annotationTexts(annotations.get('MySql:IndexPrefixLength'));
  const collations = annotationTexts(
    annotations.get('Relational:Collation') ?? annotations.get('Npgsql:IndexCollation'),
  );
  return args.texts('column').map((column, index) => {
    const direction = directions?.[index % Math.max(directions.length, 1)];
    const prefix = Number(prefixes?.[index] ?? 0);
    const order = nulls?.[index];
    return {
      column,
      ...(direction === 'Descending' ? { descending: true } : {}),
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
function descending(args: Arguments): readonly string[] | undefined {
  const value = args.value('descending');
  if (value?.kind !== 'array') return undefined;
  if (value.elements.length === 0) return ['Descending'];
  return value.elements.map((element) => (isTrue(element) ? 'Descending' : 'Ascending'));
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
