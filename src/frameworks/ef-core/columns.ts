import type { Dialect } from '../../dialects/dialect.ts';
import { lookUp } from '../../model/look-up.ts';
import type { ColumnType } from '../../model/column-type.ts';
import type { DialectName } from '../../model/names.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Column, Identity } from '../../model/table.ts';
import type { Annotations } from './annotations.ts';
import { annotationText, attributesOf, isTrue } from './annotations.ts';
import type { Arguments } from '../csharp/migrations/arguments.ts';
import { storeType } from './store-types.ts';

/** Which of the two states of a column an AlterColumn is asked for: its arguments differ by a prefix. */
export type State = 'new' | 'old';

/** Everything that a call says of one state of a column. */
export type ColumnFacets = Omit<Column, 'name'>;

/** The annotations of columns that mean something to every engine. */
const handled: ReadonlySet<string> = new Set([
  'MySql:ValueGenerationStrategy',
  'MySql:ValueGeneratedOnAdd',
  'MySql:ValueGeneratedOnAddOrUpdate',
  'Npgsql:ValueGenerationStrategy',
  'Npgsql:IdentitySequenceOptions',
  'SqlServer:Identity',
  'SqlServer:ValueGenerationStrategy',
  'Sqlite:Autoincrement',
  'Relational:Collation',
]);

const attributeNames: Readonly<Record<string, string>> = {
  'MySql:CharSet': 'charset',
  'SqlServer:Sparse': 'sparse',
  'Npgsql:CompressionMethod': 'compression',
};

export function columnFacets(args: Arguments, clrType: string, annotations: Annotations, state: State): ColumnFacets {
  const parameter = (name: string): string =>
    state === 'new' ? name : `old${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const type = typeOf(args, clrType, parameter);
  const identity = identityOf(annotations, type);
  const moment = momentsOf(annotations, args.dialect, type);
  // The scaffolder gives every added column that takes no NULL a value; the providers leave it out where rows are numbered.
  const filler = identity === undefined ? args.literal(parameter('defaultValue')) : undefined;
  const defaultValue = args.sqlExpression(parameter('defaultValueSql')) ?? filler;
  const computed = args.sqlExpression(parameter('computedColumnSql'));
  const collation =
    args.optionalText(parameter('collation')) ?? annotationText(annotations.get('Relational:Collation'));
  const comment = args.optionalText(parameter('comment'));
  const attributes = attributesOf(annotations, attributeNames, handled);
  return {
    type,
    nullable: args.flag(parameter('nullable')),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    ...moment,
    ...(identity === undefined ? {} : { identity }),
    ...(computed === undefined
      ? {}
      : {
          generated: {
            expression: computed,
            stored: args.optionalFlag(parameter('stored')) ?? isStoredByDefault(args.dialect),
          },
        }),
    ...(collation === undefined ? {} : { collation }),
    ...(comment === undefined ? {} : { comment }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

/** PostgreSQL had only stored generated columns for long, and Npgsql writes them so. */
export function isStoredByDefault(dialect: Dialect): boolean {
  return dialect.traits.name === 'postgres';
}

function typeOf(args: Arguments, clrType: string, parameter: (name: string) => string): ColumnType {
  const written = args.optionalText(parameter('type'));
  if (written !== undefined) return args.dialect.columnType(written);
  const found = storeType(args.dialect.traits.name, {
    clrType,
    unicode: args.optionalFlag(parameter('unicode')),
    maxLength: args.optionalNumber(parameter('maxLength')),
    fixedLength: args.optionalFlag(parameter('fixedLength')),
    rowVersion: args.optionalFlag(parameter('rowVersion')),
    precision: args.optionalNumber(parameter('precision')),
    scale: args.optionalNumber(parameter('scale')),
  });
  return args.dialect.columnType(found ?? clrType);
}

const generations: Readonly<Record<string, Identity['generation']>> = {
  SerialColumn: 'serial',
  IdentityAlwaysColumn: 'always',
  IdentityByDefaultColumn: 'by-default',
};

/** How a column numbers its rows, by the annotations of its provider. */
export function identityOf(annotations: Annotations, type: ColumnType): Identity | undefined {
  const npgsql = annotations.get('Npgsql:ValueGenerationStrategy');
  const generation = npgsql?.kind === 'member' ? lookUp(generations, npgsql.name) : undefined;
  if (generation !== undefined) {
    return { generation, ...sequenceOptions(annotationText(annotations.get('Npgsql:IdentitySequenceOptions'))) };
  }
  const sqlserver = annotationText(annotations.get('SqlServer:Identity'));
  if (sqlserver !== undefined) {
    const [start = '1', increment = '1'] = sqlserver.split(',').map((part) => part.trim());
    return { generation: 'auto-increment', start, increment };
  }
  const strategy = annotationText(annotations.get('SqlServer:ValueGenerationStrategy'));
  if (strategy === 'IdentityColumn') return { generation: 'auto-increment', start: '1', increment: '1' };

  const mysql = annotationText(annotations.get('MySql:ValueGenerationStrategy'));
  const numbers = type.family === 'integer' || type.family === 'decimal' || type.family === 'float';
  const isMysqlIdentity = mysql === 'IdentityColumn' || isTrue(annotations.get('MySql:ValueGeneratedOnAdd'));
  if (numbers && isMysqlIdentity) return { generation: 'auto-increment' };
  return isTrue(annotations.get('Sqlite:Autoincrement')) ? { generation: 'auto-increment' } : undefined;
}

/** `'10', '5', '', '', 'False', '1'`: start, increment, minimum, maximum, cycle, cache. */
function sequenceOptions(options: string | undefined): Pick<Identity, 'start' | 'increment'> {
  const [start = '', increment = ''] = options?.split(',').map((part) => part.replace(/[\s']/g, '')) ?? [];
  return { ...(start === '' ? {} : { start }), ...(increment === '' ? {} : { increment }) };
}

/** Pomelo gives a generated point in time a default, and on every change if it is computed. */
export function momentsOf(
  annotations: Annotations,
  dialect: Dialect,
  type: ColumnType,
): Pick<ColumnFacets, 'default' | 'onUpdate'> {
  const strategy = annotationText(annotations.get('MySql:ValueGenerationStrategy'));
  const computed = strategy === 'ComputedColumn' || isTrue(annotations.get('MySql:ValueGeneratedOnAddOrUpdate'));
  if (type.family !== 'timestamp' || (strategy !== 'IdentityColumn' && !computed)) return {};
  const precision = type.precision === undefined || type.precision === 0 ? '' : `(${type.precision})`;
  const now = dialect.expression(`CURRENT_TIMESTAMP${precision}`);
  return { default: now, ...(computed ? { onUpdate: now } : {}) };
}

type Removable = 'default' | 'identity' | 'generated' | 'collation' | 'comment' | 'onUpdate';

/**
 * The facets that an AlterColumn takes away by not saying them, even if its `old` arguments do not know of them: the
 * engine's own statement says the whole column anew, or (SQLite) the table is rebuilt from the model. Otherwise the
 * providers compare the two states, and leave alone what is absent from both.
 */
const restated: Readonly<Record<DialectName, readonly Removable[]>> = {
  postgres: [],
  mysql: ['default', 'identity', 'generated', 'collation', 'comment', 'onUpdate'],
  sqlserver: ['default', 'collation'],
  sqlite: ['default', 'identity', 'generated', 'collation', 'comment'],
};

const removable: readonly Removable[] = ['default', 'identity', 'generated', 'collation', 'comment', 'onUpdate'];

/** What an AlterColumn states of the column, out of what the call says of both states. */
export function changeOf(current: ColumnFacets, old: ColumnFacets, dialect: DialectName): ColumnChange {
  const removed = removable.filter(
    (facet) => current[facet] === undefined && (old[facet] !== undefined || restated[dialect].includes(facet)),
  );
  return { ...current, ...Object.fromEntries(removed.map((facet) => [facet, null])) };
}
