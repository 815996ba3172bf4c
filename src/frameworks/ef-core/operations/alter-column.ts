import { changeOf, columnFacets } from '../columns.ts';
import type { Meaning } from '../../csharp/migrations/reading.ts';
import type { Reading } from './reading.ts';
import { only } from '../../csharp/migrations/reading.ts';
import { tableOf } from './reading.ts';
import { clrTypeOf, oldClrTypeOf } from './tables.ts';

export function alterColumn({ args, annotations, call, span }: Reading): Meaning {
  const clrType = clrTypeOf(call);
  const current = columnFacets(args, clrType, annotations.current, 'new');
  const { type, ...rest } = columnFacets(args, oldClrTypeOf(args, clrType), annotations.old, 'old');
  // The scaffolder always says oldClrType; a call written by hand often says nothing of the type before.
  const known = args.has('oldType') || args.has('oldClrType');
  return only({
    kind: 'AlterColumn',
    span,
    table: tableOf(args),
    column: args.text('name'),
    change: changeOf(current, { type, ...rest }, args.dialect.traits.name),
    old: known ? { type, ...rest } : rest,
  });
}
