import type { DialectName } from '../../model/names.ts';
import type { ColumnChange } from '../../model/operations/tables.ts';
import type { Column, Expression as SqlExpression, Identity, Literal } from '../../model/table.ts';
import type { Arguments, Findings } from '../csharp/migrations/arguments.ts';
import { bindArguments } from '../csharp/migrations/arguments.ts';
import { builderCall } from '../csharp/migrations/calls.ts';
import type { Expression } from '../csharp/syntax.ts';
import type { ColumnKind } from './signatures.ts';
import { columnSignatures, isColumnKind } from './signatures.ts';
import type { TypeFacets } from './store-types.ts';
import { storeType } from './store-types.ts';

/** `c.Int(nullable: false)`, bound to its parameters. */
export interface ColumnCall {
  readonly kind: ColumnKind;
  readonly args: Arguments;
}

/** The call of the column builder, or of the parameter builder; an obstacle when the expression is anything else. */
export function columnCall(
  expression: Expression,
  builder: string,
  of: Arguments,
  signature: (kind: ColumnKind) => readonly string[] = (kind) => columnSignatures[kind],
): ColumnCall | undefined {
  const made = builderCall(expression, builder, of.scope);
  if (made === undefined || !isColumnKind(made.method) || made.chained.length > 0) {
    of.findings.obstacles.push({
      reason: 'not-recognised',
      detail: `a column or parameter is not made by a method of ${builder} that mig-lint knows`,
    });
    return undefined;
  }
  const args = bindArguments(made, signature(made.method), of.scope, of.dialect, of.findings);
  return { kind: made.method, args };
}

/** The column of `c => c.Int(nullable: false)`. */
export function columnOfLambda(lambda: Expression | undefined, of: Arguments): ColumnCall | undefined {
  if (lambda?.kind === 'lambda' && 'kind' in lambda.body)
    return columnCall(lambda.body, lambda.parameters[0] ?? '', of);
  obstruct(of.findings, 'the column is not a lambda that makes one');
  return undefined;
}

function obstruct(findings: Findings, detail: string): void {
  findings.obstacles.push({ reason: 'not-recognised', detail });
}

export function typeTextOf({ kind, args }: ColumnCall): string {
  const facets: TypeFacets = {
    storeType: args.optionalText('storeType'),
    maxLength: args.optionalNumber('maxLength'),
    fixedLength: args.optionalFlag('fixedLength'),
    unicode: args.optionalFlag('unicode'),
    precision: args.optionalNumber('precision'),
    scale: args.optionalNumber('scale'),
    timestamp: args.optionalFlag('timestamp'),
  };
  return storeType(args.dialect.traits.name, kind, facets);
}

/** A column of CreateTable, or of AddColumn, where a required one is given a default for the rows that are there. */
export function newColumn(name: string, call: ColumnCall, isAdded: boolean): Column {
  const { args, kind } = call;
  const { dialect } = args;
  const identity = identityOf(call);
  const isVersion = args.flag('timestamp');
  // What numbers itself or the row's versions is never null, even if nothing says so.
  const nullable = args.optionalFlag('nullable') ?? (identity === undefined && !isVersion);
  const isFilled = isAdded && dialect.traits.name === 'sqlserver' && args.optionalFlag('nullable') === false;
  const isOwnValue = args.flag('identity') || isVersion || /^(?:rowversion|timestamp)$/i.test(typeTextOf(call));
  const filling = isFilled && !isOwnValue ? fillings[kind] : undefined;
  const value = defaultOf(call) ?? (filling === undefined ? undefined : dialect.literal(filling));
  return {
    name,
    type: dialect.columnType(typeTextOf(call)),
    nullable,
    ...(value === undefined ? {} : { default: value }),
    ...(identity === undefined ? {} : { identity }),
  };
}

/** What AlterColumn states: the engines' own statements say type, nullability and default anew. */
export function columnChange(table: string, column: string, call: ColumnCall): ColumnChange {
  const { args } = call;
  const { dialect } = args;
  const value = defaultOf(call);
  const common: ColumnChange = {
    type: dialect.columnType(typeTextOf(call)),
    nullable: args.optionalFlag('nullable') ?? true,
    default: value ?? null,
  };
  switch (dialect.traits.name) {
    case 'sqlserver':
      return {
        ...common,
        collation: null,
        ...(value === undefined ? {} : { defaultName: `DF_${table}_${column}` }),
      };
    case 'mysql':
      return {
        ...common,
        identity: identityOf(call) ?? null,
        generated: null,
        collation: null,
        comment: null,
        onUpdate: null,
      };
    case 'postgres':
    case 'sqlite':
      return common;
  }
}

const generations: Readonly<Record<DialectName, Identity>> = {
  sqlserver: { generation: 'auto-increment', start: '1', increment: '1' },
  postgres: { generation: 'serial' },
  mysql: { generation: 'auto-increment' },
  sqlite: { generation: 'auto-increment' },
};

/** A Guid that makes itself is a default, not a number of rows. */
function identityOf({ kind, args }: ColumnCall): Identity | undefined {
  if (!args.flag('identity') || kind === 'Guid') return undefined;
  return generations[args.dialect.traits.name];
}

function defaultOf(call: ColumnCall): SqlExpression | undefined {
  const { args, kind } = call;
  const dialect = args.dialect.traits.name;
  const written = dialect === 'mysql' ? undefined : args.literal('defaultValue');
  const value = written ?? args.sqlExpression('defaultValueSql');
  if (value !== undefined || kind !== 'Guid') return value;
  if (dialect === 'mysql') {
    return args.optionalFlag('nullable') === false ? args.dialect.literal({ type: 'string', value: '' }) : undefined;
  }
  return args.flag('identity') ? args.dialect.expression(guidDefaults[dialect]) : undefined;
}

const guidDefaults = {
  sqlserver: 'newsequentialid()',
  postgres: 'uuid_generate_v4()',
  sqlite: 'newid()',
} as const;

const zero: Literal = { type: 'number', text: '0' };
const point: Literal = { type: 'string', value: 'POINT (0 0)' };

/** What SQL Server's generator fills a new required column with. */
const fillings: Readonly<Record<ColumnKind, Literal>> = {
  Binary: { type: 'bytes', hex: '' },
  Boolean: { type: 'boolean', value: false },
  Byte: zero,
  DateTime: { type: 'timestamp', text: '1900-01-01 00:00:00' },
  DateTimeOffset: { type: 'timestamp', text: '0001-01-01 00:00:00+00:00' },
  Decimal: zero,
  Double: zero,
  Geography: point,
  Geometry: point,
  Guid: { type: 'uuid', text: '00000000-0000-0000-0000-000000000000' },
  HierarchyId: { type: 'bytes', hex: '' },
  Int: zero,
  Long: zero,
  Short: zero,
  Single: zero,
  String: { type: 'string', value: '' },
  Time: { type: 'string', value: '00:00:00' },
};
