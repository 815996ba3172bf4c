import type { QualifiedName } from '../../../model/names.ts';
import type { Index } from '../../../model/table.ts';
import type { Arguments } from '../../csharp/migrations/arguments.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import { only, qualified } from '../../csharp/migrations/reading.ts';
import { indexName, indexNameIn } from '../names.ts';
import type { Reading } from './reading.ts';
import { droppedIfThere, named } from './reading.ts';

/** The index as CreateIndex and `.Index` of CreateTable say it. */
export function indexOf(args: Arguments, table: QualifiedName, columns: readonly string[]): Index {
  const dialect = args.dialect.traits.name;
  return {
    name: indexNameIn(dialect, table, args.optionalText('name') ?? indexName(columns)),
    parts: columns.map((column) => ({ column })),
    unique: args.flag('unique'),
    ...(dialect === 'sqlserver' && args.flag('clustered') ? { clustered: true } : {}),
  };
}

export function createIndex({ args, span }: Reading): Meaning {
  const table = named(args, 'table');
  const index = indexOf(args, table, args.texts('column'));
  return only({ kind: 'CreateIndex', span, table, index, concurrently: false });
}

/** By its name, or by the columns that its default name is made of. */
export function dropIndex({ args, span }: Reading): Meaning {
  const table = named(args, 'table');
  const written = args.has('name') ? args.text('name') : indexName(args.texts('column'));
  return only({
    kind: 'DropIndex',
    span,
    ...droppedIfThere(args),
    name: qualified(indexNameIn(args.dialect.traits.name, table, written), table.schema),
    table,
    concurrently: false,
    cascade: false,
  });
}

/** Npgsql takes the names as they are, without the table that it puts in front when it creates an index. */
export function renameIndex({ args, span }: Reading): Meaning {
  const table = named(args, 'table');
  const name = qualified(args.text('name'), table.schema);
  return only({ kind: 'RenameIndex', span, name, table, newName: args.text('newName') });
}
