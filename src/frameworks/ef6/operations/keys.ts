import type { Operation } from '../../../model/operation.ts';
import type { ForeignKey, PrimaryKey } from '../../../model/table.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import { only } from '../../csharp/migrations/reading.ts';
import { foreignKeyName, foreignKeyNameIn, objectName, primaryKeyName } from '../names.ts';
import type { Reading } from './reading.ts';
import { droppedIfThere, named } from './reading.ts';

/** The key of a table as AddPrimaryKey and `.PrimaryKey` of CreateTable say it; MySQL has no names for primary keys. */
export function primaryKeyOf(args: Arguments, table: string, columns: readonly string[]): PrimaryKey {
  const dialect = args.dialect.traits.name;
  const name = args.optionalText('name') ?? primaryKeyName(table);
  const isHeap = args.optionalFlag('clustered') === false;
  return {
    kind: 'PrimaryKey',
    ...(dialect === 'mysql' ? {} : { name }),
    validated: true,
    columns,
    ...(dialect === 'sqlserver' && isHeap ? { clustered: false } : {}),
  };
}

/** The key as AddForeignKey and `.ForeignKey` of CreateTable say it. */
export function foreignKeyOf(args: Arguments, table: string, columns: readonly string[]): ForeignKey {
  const dialect = args.dialect.traits.name;
  const principal = args.text('principalTable');
  const name = foreignKeyNameIn(dialect, args.optionalText('name') ?? foreignKeyName(table, columns, principal));
  const action = args.flag('cascadeDelete') ? 'cascade' : 'no-action';
  return {
    kind: 'ForeignKey',
    ...(name === undefined ? {} : { name }),
    validated: true,
    columns,
    target: objectName(principal, dialect),
    targetColumns: args.has('principalColumn') ? args.texts('principalColumn') : [],
    onDelete: action,
    onUpdate: dialect === 'mysql' ? action : 'no-action',
  };
}

export function addPrimaryKey({ args, span }: Reading): Meaning {
  const constraint = primaryKeyOf(args, args.text('table'), args.texts('column'));
  return only({ kind: 'AddPrimaryKey', span, table: named(args, 'table'), constraint });
}

export function addForeignKey({ args, span }: Reading): Meaning {
  const constraint = foreignKeyOf(args, args.text('dependentTable'), args.texts('dependentColumn'));
  return only({ kind: 'AddForeignKey', span, table: named(args, 'dependentTable'), constraint });
}

export function dropPrimaryKey({ args, span }: Reading): Meaning {
  const name = args.optionalText('name') ?? primaryKeyName(args.text('table'));
  return only({
    kind: 'DropConstraint',
    span,
    table: named(args, 'table'),
    ...(args.dialect.traits.name === 'mysql' ? {} : { name }),
    constraint: 'PrimaryKey',
    cascade: false,
  });
}

/** By its name, or by the columns and tables that its default name is made of. */
export function dropForeignKey({ args, span }: Reading): Meaning {
  const table = args.text('dependentTable');
  const written = args.has('name')
    ? args.text('name')
    : foreignKeyName(table, args.texts('dependentColumn'), args.text('principalTable'));
  const name = foreignKeyNameIn(args.dialect.traits.name, written);
  if (name === undefined) {
    const detail = 'the name of the foreign key is longer than MySQL allows, so that a random one was given to it';
    args.findings.obstacles.push({ reason: 'built-at-run-time', detail });
  }
  const operation: Operation = {
    kind: 'DropConstraint',
    span,
    ...droppedIfThere(args),
    table: named(args, 'dependentTable'),
    name: name ?? written,
    constraint: 'ForeignKey',
    cascade: false,
  };
  return only(operation);
}
