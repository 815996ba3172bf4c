import { lookUp } from '../../../model/look-up.ts';
import type { Check, Constraint, ForeignKey, PrimaryKey, ReferentialAction, Unique } from '../../../model/table.ts';
import type { Annotations } from '../annotations.ts';
import { attributesOf, isTrue } from '../annotations.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import type { TableMethod } from '../signatures.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import type { Reader, Reading } from './reading.ts';
import { only, qualified } from '../../csharp/migrations/reading.ts';
import { tableOf } from './reading.ts';

type ConstraintMethod = Exclude<TableMethod, 'Column'>;

/** A constraint out of its arguments, its annotations and its columns. */
type ConstraintReader = (args: Arguments, annotations: Annotations, columns: readonly string[]) => Constraint;

/** What the constraints lambda of CreateTable calls. */
export const tableConstraints: Readonly<Record<ConstraintMethod, ConstraintReader>> = {
  PrimaryKey: primaryKey,
  UniqueConstraint: unique,
  CheckConstraint: check,
  ForeignKey: (args, annotations, columns) =>
    foreignKey(args, annotations, columns, args.optionalText('principalSchema')),
};

const clusteredOnly: ReadonlySet<string> = new Set(['SqlServer:Clustered']);

function primaryKey(args: Arguments, annotations: Annotations, columns: readonly string[]): PrimaryKey {
  return { kind: 'PrimaryKey', ...common(args, annotations), columns, ...clustering(annotations) };
}

function unique(args: Arguments, annotations: Annotations, columns: readonly string[]): Unique {
  return { kind: 'Unique', ...common(args, annotations), columns, ...clustering(annotations) };
}

function check(args: Arguments, annotations: Annotations): Check {
  const expression = args.dialect.expression(args.text('sql'));
  return { kind: 'Check', ...common(args, annotations), expression, columns: [] };
}

function common(args: Arguments, annotations: Annotations): Pick<Check, 'name' | 'validated' | 'attributes'> {
  const attributes = attributesOf(annotations, {}, clusteredOnly);
  return {
    name: args.text('name'),
    validated: true,
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

export function clustering(annotations: Annotations): { readonly clustered?: boolean } {
  return annotations.has('SqlServer:Clustered') ? { clustered: isTrue(annotations.get('SqlServer:Clustered')) } : {};
}

/** By the names of ReferentialAction. */
export const referentialActions: Readonly<Record<string, ReferentialAction>> = {
  NoAction: 'no-action',
  Restrict: 'restrict',
  Cascade: 'cascade',
  SetNull: 'set-null',
  SetDefault: 'set-default',
};

function foreignKey(
  args: Arguments,
  annotations: Annotations,
  columns: readonly string[],
  schema: string | undefined,
): ForeignKey {
  return {
    kind: 'ForeignKey',
    ...common(args, annotations),
    columns,
    target: qualified(args.text('principalTable'), schema),
    targetColumns: args.has('principalColumn') ? args.texts('principalColumn') : [],
    onDelete: action(args, 'onDelete'),
    onUpdate: action(args, 'onUpdate'),
  };
}

function action(args: Arguments, name: string): ReferentialAction {
  const value = args.value(name);
  if (value === undefined) return 'no-action';
  const found = value.kind === 'member' ? lookUp(referentialActions, value.name) : undefined;
  if (found === undefined) {
    const reason = value.kind === 'unknown' ? value.reason : 'it is no ReferentialAction';
    args.findings.obstacles.push({
      reason: 'built-at-run-time',
      detail: `the ${name} of the foreign key cannot be told: ${reason}`,
    });
  }
  return found ?? 'no-action';
}

export function addForeignKey({ args, annotations, span }: Reading): Meaning {
  const schema = args.optionalText('principalSchema');
  const constraint = foreignKey(args, annotations.current, args.texts('column'), schema);
  return only({ kind: 'AddForeignKey', span, table: tableOf(args), constraint });
}

export function addPrimaryKey({ args, annotations, span }: Reading): Meaning {
  const constraint = primaryKey(args, annotations.current, args.texts('column'));
  return only({ kind: 'AddPrimaryKey', span, table: tableOf(args), constraint });
}

export function addUnique({ args, annotations, span }: Reading): Meaning {
  const constraint = unique(args, annotations.current, args.texts('column'));
  return only({ kind: 'AddUnique', span, table: tableOf(args), constraint });
}

export function addCheck({ args, annotations, span }: Reading): Meaning {
  return only({ kind: 'AddCheck', span, table: tableOf(args), constraint: check(args, annotations.current) });
}

export function dropConstraint(constraint: Constraint['kind']): Reader {
  return ({ args, span }) =>
    only({ kind: 'DropConstraint', span, table: tableOf(args), name: args.text('name'), constraint, cascade: false });
}
