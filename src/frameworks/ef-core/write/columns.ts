import type { Dialect } from '../../../dialects/dialect.ts';
import { lookUp } from '../../../model/look-up.ts';
import type { ColumnChange } from '../../../model/operations/tables.ts';
import type { DialectName } from '../../../model/names.ts';
import type { Attributes, Column, Identity } from '../../../model/table.ts';
import { clrTypeFor } from './clr-types.ts';
import { stringCode } from '../../csharp/migrations/code.ts';
import { optional } from './code.ts';
import { defaultArgument } from './defaults.ts';

type NamedCode = readonly [name: string, code: string];

/** The facets of a column as arguments, in the scaffolder's order; `state` gives the prefix of AlterColumn's old ones. */
export function facetArguments(facets: ColumnChange, dialect: Dialect, state: 'new' | 'old'): readonly NamedCode[] {
  const { type, nullable, default: value, generated } = facets;
  const found: readonly NamedCode[] = [
    ...(type === undefined ? [] : typeArguments(type, dialect.traits.name)),
    // Always written, although false is what it is by itself; of the old state only what is true.
    ...(nullable === undefined || (state === 'old' && !nullable) ? [] : [['nullable', String(nullable)] as const]),
    ...(value === undefined || value === null ? [] : [defaultArgument(value, type, dialect)]),
    ...(generated === undefined || generated === null
      ? []
      : [
          ['computedColumnSql', stringCode(generated.expression.sql)] as const,
          ['stored', String(generated.stored)] as const,
        ]),
    ...optional('comment', facets.comment ?? undefined),
    ...optional('collation', facets.collation ?? undefined),
  ];
  if (state === 'new') return found;
  return found.map(([name, code]) => [`old${name.charAt(0).toUpperCase()}${name.slice(1)}`, code]);
}

function typeArguments(type: Column['type'], dialect: DialectName): readonly NamedCode[] {
  const clrType = clrTypeFor(type, dialect);
  const sized = type.length !== undefined && (clrType === 'string' || clrType === 'byte[]');
  return [
    // SQLite does not tell case apart, and its scaffolder writes capitals.
    ['type', stringCode(dialect === 'sqlite' ? type.text.toUpperCase() : type.text)],
    ...(sized && type.fixed === true ? [['fixedLength', 'true'] as const] : []),
    ...(sized ? [['maxLength', String(type.length)] as const] : []),
  ];
}

const npgsqlStrategies: Readonly<Record<Identity['generation'], string | undefined>> = {
  always: 'IdentityAlwaysColumn',
  'by-default': 'IdentityByDefaultColumn',
  serial: 'SerialColumn',
  'auto-increment': undefined,
};

/** Identity and attributes as annotations of the provider. */
export function columnAnnotations(
  { identity, attributes }: Pick<ColumnChange, 'identity' | 'attributes'>,
  dialect: DialectName,
): readonly NamedCode[] {
  return [
    ...(identity === undefined || identity === null ? [] : identityAnnotations(identity, dialect)),
    ...attributeAnnotations(attributes),
  ];
}

function identityAnnotations(identity: Identity, dialect: DialectName): readonly NamedCode[] {
  const { start = '1', increment = '1' } = identity;
  switch (dialect) {
    case 'postgres': {
      const strategy = npgsqlStrategies[identity.generation];
      const options = identity.start !== undefined || identity.increment !== undefined;
      return [
        ...(options
          ? [
              [
                'Npgsql:IdentitySequenceOptions',
                stringCode(`'${start}', '${increment}', '', '', 'False', '1'`),
              ] as const,
            ]
          : []),
        ...(strategy === undefined
          ? []
          : [['Npgsql:ValueGenerationStrategy', `NpgsqlValueGenerationStrategy.${strategy}`] as const]),
      ];
    }
    case 'mysql':
      return [['MySql:ValueGenerationStrategy', 'MySqlValueGenerationStrategy.IdentityColumn']];
    case 'sqlserver':
      return [['SqlServer:Identity', stringCode(`${start}, ${increment}`)]];
    case 'sqlite':
      return [['Sqlite:Autoincrement', 'true']];
  }
}

const annotationNames: Readonly<Record<string, string>> = {
  charset: 'MySql:CharSet',
  collation: 'Relational:Collation',
  sparse: 'SqlServer:Sparse',
  compression: 'Npgsql:CompressionMethod',
  fillfactor: 'SqlServer:FillFactor',
  parser: 'MySql:FullTextParser',
};

/** Attributes that have an annotation's name, or are known to be one. */
export function attributeAnnotations(attributes: Attributes | undefined): readonly NamedCode[] {
  return Object.entries(attributes ?? {}).map(([name, value]) => [
    lookUp(annotationNames, name) ?? name,
    /^(?:true|false|-?\d+)$/.test(value) ? value : stringCode(value),
  ]);
}
