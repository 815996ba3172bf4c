import type { Attributes, Column, Constraint } from '../../../model/table.ts';
import { evaluate } from '../../csharp/evaluate.ts';
import type { Member, Statement } from '../../csharp/syntax.ts';
import type { AnnotationSets, Annotations } from '../annotations.ts';
import { annotationsOf, attributesOf } from '../annotations.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import { bindArguments } from '../../csharp/migrations/arguments.ts';
import type { ChainedCall } from '../../csharp/migrations/calls.ts';
import { builderCall } from '../../csharp/migrations/calls.ts';
import { membersMade, propertiesRead } from '../../csharp/migrations/lambdas.ts';
import { columnFacets } from '../columns.ts';
import { isTableMethod, tableSignatures } from '../signatures.ts';
import { tableConstraints } from './keys.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import type { Reading } from './reading.ts';
import { only, qualified } from '../../csharp/migrations/reading.ts';
import { tableOf } from './reading.ts';

const attributeNames: Readonly<Record<string, string>> = {
  'MySql:CharSet': 'charset',
  'Relational:Collation': 'collation',
  'Npgsql:UnloggedTable': 'unlogged',
};

export function createTable({ args, annotations, span, call }: Reading): Meaning {
  const columns = columnsOf(args);
  const comment = args.optionalText('comment');
  const attributes = attributesOf(annotations.current, attributeNames, new Set());
  return only({
    kind: 'CreateTable',
    span,
    table: tableOf(args, 'name'),
    columns: columns.map(({ column }) => column),
    constraints: constraintsOf(args, new Map(columns.map(({ property, column }) => [property, column.name]))),
    indexes: [],
    ...(comment === undefined ? {} : { comment }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  });

  /** The members of what the columns lambda returns; each is made by a call of `table.Column`. */
  function columnsOf(of: Arguments): readonly { readonly property: string; readonly column: Column }[] {
    const made = membersMade(of.expression('columns'));
    if (made === undefined) {
      of.findings.obstacles.push({
        reason: 'not-recognised',
        detail: 'the columns of CreateTable are not a lambda that makes an object',
      });
      return [];
    }
    return made.members.flatMap((member) => {
      const column = columnOf(member, made.builder, of);
      return column === undefined ? [] : [{ property: member.name, column }];
    });
  }

  function columnOf(member: Member, builder: string, of: Arguments): Column | undefined {
    const made = builderCall(member.value, builder, call.scope);
    if (made?.method !== 'Column') {
      of.findings.obstacles.push({
        reason: 'not-recognised',
        detail: `the column ${member.name} is not made by ${builder}.Column`,
      });
      return undefined;
    }
    const own = bindArguments(made, tableSignatures.Column, call.scope, of.dialect, of.findings);
    const { current } = annotationsOf(made.chained, call.scope, of.findings);
    return {
      name: own.optionalText('name') ?? member.name,
      ...columnFacets(own, made.typeArguments[0] ?? '', current, 'new'),
    };
  }
}

/** The calls in the constraints lambda; `columns` gives the column of a property. */
function constraintsOf(args: Arguments, columns: ReadonlyMap<string, string>): readonly Constraint[] {
  const lambda = args.expression('constraints');
  if (lambda === undefined) return [];
  if (lambda.kind !== 'lambda') {
    args.findings.obstacles.push({
      reason: 'not-recognised',
      detail: 'the constraints of CreateTable are not a lambda',
    });
    return [];
  }
  const builder = lambda.parameters[0] ?? '';
  const statements: readonly Statement[] =
    'kind' in lambda.body
      ? [{ kind: 'expression', start: lambda.start, end: lambda.end, expression: lambda.body }]
      : lambda.body;
  return statements.flatMap((statement) => {
    if (statement.kind === 'empty') return [];
    const made = statement.kind === 'expression' ? builderCall(statement.expression, builder, args.scope) : undefined;
    if (made === undefined || !isTableMethod(made.method) || made.method === 'Column') {
      args.findings.obstacles.push({
        reason: 'not-recognised',
        detail: 'a statement among the constraints of CreateTable is not known',
      });
      return [];
    }
    const own = bindArguments(made, tableSignatures[made.method], args.scope, args.dialect, args.findings);
    const { current } = annotationsOf(made.chained, args.scope, args.findings);
    return [tableConstraints[made.method](own, current, propertiesOf(own, columns))];
  });
}

/** The columns of `x => x.Id` or `x => new { x.A, x.B }`. */
function propertiesOf(args: Arguments, columns: ReadonlyMap<string, string>): readonly string[] {
  const lambda = args.expression('column');
  if (lambda === undefined) return [];
  const properties = propertiesRead(lambda);
  if (properties === undefined) {
    args.findings.obstacles.push({
      reason: 'not-recognised',
      detail: 'the columns of a constraint are not properties',
    });
  }
  return (properties ?? []).map((property) => columns.get(property) ?? property);
}

export function dropTable({ args, span }: Reading): Meaning {
  return only({ kind: 'DropTable', span, table: tableOf(args, 'name'), cascade: false });
}

export function renameTable({ args, span }: Reading): Meaning {
  const table = tableOf(args, 'name');
  const newName = qualified(args.optionalText('newName') ?? table.name, args.optionalText('newSchema') ?? table.schema);
  return only({ kind: 'RenameTable', span, table, newName });
}

/** The annotations and the comment of a table; what was there before and is not said again goes. */
export function alterTable({ args, annotations, span }: Reading): Meaning {
  const comment = args.optionalText('comment');
  const hadComment = args.optionalText('oldComment') !== undefined;
  const attributes: Attributes = {
    ...changedAttributes(annotations, attributeNames),
    ...(comment === undefined ? {} : { comment }),
    ...(comment === undefined && hadComment ? { comment: '' } : {}),
  };
  return only({ kind: 'AlterTable', span, table: tableOf(args, 'name'), attributes });
}

/** The attributes that differ between two states; one that is gone is an empty text. */
export function changedAttributes(sets: AnnotationSets, names: Readonly<Record<string, string>>): Attributes {
  const read = (annotations: Annotations): Attributes => attributesOf(annotations, names, new Set());
  const [current, old] = [read(sets.current), read(sets.old)];
  const gone = Object.keys(old).filter((name) => current[name] === undefined);
  const changed = Object.entries(current).filter(([name, value]) => old[name] !== value);
  return { ...Object.fromEntries(gone.map((name) => [name, ''])), ...Object.fromEntries(changed) };
}

export function addColumn({ args, annotations, call, span }: Reading): Meaning {
  const column = { name: args.text('name'), ...columnFacets(args, clrTypeOf(call), annotations.current, 'new') };
  return only({ kind: 'AddColumn', span, table: tableOf(args), column });
}

export function clrTypeOf(call: ChainedCall): string {
  return call.typeArguments[0] ?? '';
}

/** The type behind `oldClrType: typeof(string)`. */
export function oldClrTypeOf(args: Arguments, fallback: string): string {
  const expression = args.expression('oldClrType');
  const value = expression === undefined ? undefined : evaluate(expression, args.scope);
  return value?.kind === 'type' ? value.name : fallback;
}

export function dropColumn({ args, span }: Reading): Meaning {
  return only({ kind: 'DropColumn', span, table: tableOf(args), column: args.text('name'), cascade: false });
}

export function renameColumn({ args, span }: Reading): Meaning {
  const newName = args.text('newName');
  return only({ kind: 'RenameColumn', span, table: tableOf(args), column: args.text('name'), newName });
}
