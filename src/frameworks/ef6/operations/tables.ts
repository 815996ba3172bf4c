import { lookUp } from '../../../model/look-up.ts';
import type { QualifiedName } from '../../../model/names.ts';
import type { Guard, Operation } from '../../../model/operation.ts';
import type { Column, Constraint, Index } from '../../../model/table.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import { bindArguments } from '../../csharp/migrations/arguments.ts';
import type { ChainedCall } from '../../csharp/migrations/calls.ts';
import { membersMade, propertiesRead } from '../../csharp/migrations/lambdas.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import { only, qualified } from '../../csharp/migrations/reading.ts';
import { columnCall, columnChange, columnOfLambda, newColumn } from '../columns.ts';
import { objectName, primaryKeyName } from '../names.ts';
import { isTableMethod, tableSignatures } from '../signatures.ts';
import { indexOf } from './indexes.ts';
import { foreignKeyOf, primaryKeyOf } from './keys.ts';
import type { Reading } from './reading.ts';
import { named } from './reading.ts';

/**
 * The table with all that is chained on the call. EF creates indexes and foreign keys in statements of their own, the
 * foreign keys of new tables at the migration's end; nobody uses the table before that.
 */
export function createTable({ args, call, span }: Reading): Meaning {
  const text = args.text('name');
  const table = named(args, 'name');
  const columns = columnsOf(args);
  const names = new Map(columns.map(({ property, column }) => [property, column.name]));
  const parts = call.chained.map((chained) => partOf(chained, text, table, names, args));
  const operation: Operation = {
    kind: 'CreateTable',
    span,
    table,
    columns: columns.map(({ column }) => column),
    constraints: parts.flatMap(({ constraint }) => constraint ?? []),
    indexes: parts.flatMap(({ index }) => index ?? []),
  };
  return { operations: [...schemaOf(table.schema, args, operation), operation] };
}

/** The schema that the generators of SQL Server and PostgreSQL create first; the usual one is taken to be there. */
function schemaOf(name: string | undefined, args: Arguments, { span }: Operation): readonly Operation[] {
  const usual = lookUp(usualSchemas, args.dialect.traits.name);
  if (name === undefined || usual === undefined || name.toLowerCase() === usual) return [];
  return [{ kind: 'CreateSchema', span, guards: [{ kind: 'if-not-exists' }], name }];
}

/** Of the dialects whose generators create schemas. */
const usualSchemas: Readonly<Record<string, string>> = { sqlserver: 'dbo', postgres: 'public' };

function columnsOf(args: Arguments): readonly { readonly property: string; readonly column: Column }[] {
  const made = membersMade(args.expression('columnsAction'));
  if (made === undefined) {
    const detail = 'the columns of CreateTable are not a lambda that makes an object';
    args.findings.obstacles.push({ reason: 'not-recognised', detail });
    return [];
  }
  return made.members.flatMap(({ name: property, value }) => {
    const call = columnCall(value, made.builder, args);
    if (call === undefined) return [];
    return [{ property, column: newColumn(call.args.optionalText('name') ?? property, call, false) }];
  });
}

interface TablePart {
  readonly constraint?: Constraint;
  readonly index?: Index;
}

function partOf(
  chained: ChainedCall,
  text: string,
  table: QualifiedName,
  names: ReadonlyMap<string, string>,
  { scope, dialect, findings }: Arguments,
): TablePart {
  const { method } = chained;
  if (!isTableMethod(method)) {
    const detail = `.${method}(...) on CreateTable is not known here`;
    findings.obstacles.push({ reason: 'not-recognised', detail });
    return {};
  }
  const args = bindArguments(chained, tableSignatures[method], scope, dialect, findings);
  const columnsBy = (parameter: string): readonly string[] => {
    const properties = propertiesRead(args.expression(parameter));
    if (properties === undefined) {
      findings.obstacles.push({ reason: 'not-recognised', detail: `the columns of .${method} are not properties` });
    }
    return (properties ?? []).map((property) => names.get(property) ?? property);
  };
  switch (method) {
    case 'PrimaryKey':
      return { constraint: primaryKeyOf(args, text, columnsBy('keyExpression')) };
    case 'ForeignKey':
      return { constraint: foreignKeyOf(args, text, columnsBy('dependentKeyExpression')) };
    case 'Index':
      return { index: indexOf(args, table, columnsBy('indexExpression')) };
  }
}

export function dropTable({ args, span }: Reading): Meaning {
  return only({ kind: 'DropTable', span, table: named(args, 'name'), cascade: false });
}

/**
 * SQL Server's generator hands the new name to sp_rename, which takes it as one name whatever dots it holds, and
 * renames the primary key too when it has the name that EF gave it.
 */
export function renameTable({ args, span }: Reading): Meaning {
  const dialect = args.dialect.traits.name;
  const [text, newText] = [args.text('name'), args.text('newName')];
  const table = objectName(text, dialect);
  const newName = qualified(dialect === 'sqlserver' ? newText : objectName(newText, dialect).name, table.schema);
  const rename: Operation = { kind: 'RenameTable', span, table, newName };
  if (dialect !== 'sqlserver') return only(rename);

  const [key, newKey] = [primaryKeyName(text), primaryKeyName(schemaPrefix(table) + newText)];
  const exists: Guard = {
    kind: 'object',
    exists: true,
    object: { type: 'constraint', name: { name: key }, table: newName },
  };
  return {
    operations: [
      rename,
      { kind: 'RenameConstraint', span, guards: [exists], table: newName, name: key, newName: newKey },
    ],
  };
}

function schemaPrefix({ schema }: QualifiedName): string {
  return schema === undefined ? '' : `${schema}.`;
}

/** MySQL's generator does nothing, since a schema is a database there. */
export function moveTable({ args, span }: Reading): Meaning {
  const dialect = args.dialect.traits.name;
  if (dialect === 'mysql') return only({ kind: 'NoChange', span, statement: 'MoveTable' });
  const table = named(args, 'name');
  const newSchema = args.optionalText('newSchema') ?? 'dbo';
  const rename: Operation = { kind: 'RenameTable', span, table, newName: qualified(table.name, newSchema) };
  return { operations: [...schemaOf(newSchema, args, rename), rename] };
}

/** Annotations are the model's; the generators write nothing for them. */
export function alterTableAnnotations({ span }: Reading): Meaning {
  return only({ kind: 'NoChange', span, statement: 'AlterTableAnnotations' });
}

export function addColumn({ args, span }: Reading): Meaning {
  const call = columnOfLambda(args.expression('columnAction'), args);
  if (call === undefined) return { operations: [] };
  const column = newColumn(args.text('name'), call, true);
  return only({ kind: 'AddColumn', span, table: named(args, 'table'), column });
}

export function alterColumn({ args, span }: Reading): Meaning {
  const call = columnOfLambda(args.expression('columnAction'), args);
  if (call === undefined) return { operations: [] };
  const column = args.text('name');
  const change = columnChange(args.text('table'), column, call);
  return only({ kind: 'AlterColumn', span, table: named(args, 'table'), column, change });
}

export function dropColumn({ args, span }: Reading): Meaning {
  return only({ kind: 'DropColumn', span, table: named(args, 'table'), column: args.text('name'), cascade: false });
}

export function renameColumn({ args, span }: Reading): Meaning {
  const newName = args.text('newName');
  return only({ kind: 'RenameColumn', span, table: named(args, 'table'), column: args.text('name'), newName });
}
